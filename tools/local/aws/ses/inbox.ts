import { JsonLines } from '../../state/json-lines.ts'

/** An email that SES took in, as it would lie in somebody's inbox. */
export type Email = {
  /** SES's message id. */
  id: string
  /** Addresses, separated by commas. */
  to: string
  from: string
  subject: string
  html: string
  text: string
  headers: { name: string; value: string }[]
  tags: Record<string, string>
  /** ISO, on the local clock. */
  sentAt: string
}

/** What of an email is kept in memory; its recipients bare, as somebody would look for them. */
export type EmailHead = Pick<Email, 'id' | 'to' | 'from' | 'subject' | 'sentAt'> & { recipients: string[] }

const bare = (address: string): string => bareAddress(address).trim().toLowerCase()

/** Every email that was sent, oldest first, kept over a restart. */
export class Inbox {
  readonly #lines: JsonLines<Email, EmailHead>

  constructor(path: string) {
    this.#lines = new JsonLines(path, ({ id, to, from, subject, sentAt }) => ({
      id,
      to,
      from,
      subject,
      sentAt,
      recipients: to.split(',').map(bare),
    }))
  }

  add(email: Email): void {
    this.#lines.append(email)
  }

  heads(): EmailHead[] {
    return this.#lines.entries()
  }

  /** @param to address of one recipient; absent: everybody's */
  emails(to?: string): Email[] {
    const wanted = to === undefined ? undefined : bare(to)
    return this.#lines.read(({ recipients }) => wanted === undefined || recipients.includes(wanted))
  }

  find(id: string): Email | undefined {
    return this.#lines.read(head => head.id === id)[0]
  }

  close(): void {
    this.#lines.close()
  }
}

/** `jo@example.org`, of `Jo <jo@example.org>` too. */
export const bareAddress = (text: string): string => /<([^<>]+)>/.exec(text)?.[1] ?? text
