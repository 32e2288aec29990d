import type { BulkEmail, BulkOutcome, Mailer, SendingAccount } from '../../shared/adapters/mailer.ts'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'

/** An account with a rate and no quota. */
export const unlimitedBut = (ratePerSecond: number): SendingAccount => ({
  ratePerSecond,
  per24Hours: Number.POSITIVE_INFINITY,
  sentLast24Hours: 0,
  enabled: true,
})

/** An SES that accepts every email at once. It keeps only the data of each person's newest email. */
export class QuickSes implements Mailer {
  emails = 0
  calls = 0
  /** By address. */
  readonly newest = new Map<string, Readonly<Record<string, string>>>()
  /** Events not delivered yet. */
  events: SesEvent[] = []
  readonly #rate: number

  constructor(ratePerSecond: number) {
    this.#rate = ratePerSecond
  }

  async account(): Promise<SendingAccount> {
    return unlimitedBut(this.#rate)
  }

  async sendBulk({ entries, tags: shared }: BulkEmail): Promise<BulkOutcome> {
    this.calls += 1
    this.emails += entries.length
    for (const { to, data, tags } of entries) {
      this.newest.set(to, data)
      const own = { ...wrapped({ ...shared, ...tags }), 'email-id': [tags['email-id'] ?? ''] as [string] }
      const detail = { eventType: 'Send' as const, mail: { destination: [to], tags: own } }
      this.events.push({ source: 'aws.ses', detail })
    }
    return { is: 'answered', entries: entries.map(() => ({ is: 'accepted' })) }
  }
}

const wrapped = (tags: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]))
