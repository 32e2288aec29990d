import { JsonLines } from '../../state/json-lines.ts'

/** An email that SES accepted, as a recipient would see it. */
export type Email = {
  /** SES's message id. */
  id: string
  /** Comma-separated addresses. */
  to: string
  from: string
  subject: string
  html: string
  text: string
  headers: { name: string; value: string }[]
  tags: Record<string, string>
  /** ISO 8601, by the local clock. */
  sentAt: string
}

/** The part of an email that is kept in memory, for lists and searches. `recipients` are bare addresses. */
export type EmailHead = Pick<Email, 'id' | 'to' | 'from' | 'subject' | 'sentAt'> & { recipients: string[] }

const bare = (address: string): string => bareAddress(address).trim().toLowerCase()

/** All emails sent, oldest first. They survive a restart. */
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

  /** @param to the address of one recipient; absent: all recipients */
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

/** Returns the bare address: `jo@example.org` also for `Jo <jo@example.org>`. */
export const bareAddress = (text: string): string => /<([^<>]+)>/.exec(text)?.[1] ?? text
