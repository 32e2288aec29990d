import type { Ledger } from './ledger.ts'

/** A page as somebody gets it. */
export interface Page {
  status: number
  text: string
  /** Where a browser is sent on to. */
  location?: string | undefined
}

/** What a link in an email leads to. */
export type MailedLink = 'confirm' | 'modules' | 'my-journey' | 'circles'

/** The whole system as learners and the clock see it, on whatever it runs. Its usage is recorded in the ledger. */
export interface LearningSystem {
  ledger: Ledger
  /** How many people may do something at the same time. */
  atOnce: number
  /** Opens an address of the website; with a form, posts it. */
  open(path: string, form?: Readonly<Record<string, string>>): Promise<Page>
  /** The newest link of a kind that was mailed to somebody: its path with its query. */
  mailedLink(email: string, kind: MailedLink): string
  /** How many emails have gone out. */
  emails(): number
  /** Waits until everything that has begun is finished. */
  settled(): Promise<void>
  /** From now on, all pages and emails contain answers and voices of others. */
  learnTogether(): Promise<void>
  /** Moves the clock to what is due next, and waits until all of it has gone out. */
  toNextDue(): Promise<void>
  /** Lets an hour pass. */
  anHourLater(): Promise<void>
  close(): Promise<void>
}
