import type { Ledger } from './ledger.ts'

/** A page in a response. */
export interface Page {
  status: number
  text: string
  /** The target of a redirect. */
  location?: string | undefined
}

/** The kinds of links in emails. */
export type MailedLink = 'confirm' | 'modules' | 'my-journey' | 'circles'

/** The whole system as learners and the clock see it, on whatever it runs. Its usage is recorded in the ledger. */
export interface LearningSystem {
  ledger: Ledger
  /** The limit on people who act at the same time. */
  atOnce: number
  /** Requests a path of the website; posts the form, if there is one. */
  open(path: string, form?: Readonly<Record<string, string>>): Promise<Page>
  /** The newest link of a kind in somebody's emails, as path and query. */
  mailedLink(email: string, kind: MailedLink): string
  /** The number of emails sent. */
  emails(): number
  /** Waits until everything that has begun is finished. */
  settled(): Promise<void>
  /** From now on, all pages and emails contain answers and voices of others. */
  learnTogether(): Promise<void>
  /** Moves the clock to what is due next, and waits until all of it has gone out. */
  toNextDue(): Promise<void>
  /** Advances the clock by an hour. */
  anHourLater(): Promise<void>
  close(): Promise<void>
}
