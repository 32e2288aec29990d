import type {
  BulkEmail,
  BulkEntry,
  BulkOutcome,
  Mailer,
  SendingAccount,
} from '../../shared/adapters/mailer.ts'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** An email that SES took. */
export interface DeliveredEmail {
  id: string
  to: string
  at: number
  kind: string
  journey: string
  subject: string
  html: string
  text: string
  data: Readonly<Record<string, string>>
  headers: BulkEntry['headers']
}

/** What goes wrong with a call: SES has it or has it not, and the answer comes or does not. */
export type CallFault =
  | 'refuse-throttled'
  | 'lose-before'
  | 'lose-after'
  | 'die-before'
  | 'die-after'
  | 'mixed'
  | 'call-400'

/** Thrown where a worker would have died: nothing after it runs. */
export class WorkerDied extends Error {}

const fill = (text: string, data: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = data[name]
    if (value === undefined) throw new Error(`Placeholder ${name} has no value.`)
    return value
  })

/** SES in memory: takes emails, tells of them, and fails as it is told to. */
export class FakeSes implements Mailer {
  readonly delivered: DeliveredEmail[] = []
  /** Events that SES has not told yet. */
  events: SesEvent[] = []
  allowance: SendingAccount = {
    ratePerSecond: 200,
    per24Hours: Number.POSITIVE_INFINITY,
    sentLast24Hours: 0,
    enabled: true,
  }
  latency = 0
  calls = 0
  /** Asked before each call. */
  fault: (call: number, email: BulkEmail) => CallFault | undefined = () => undefined
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  async account(): Promise<SendingAccount> {
    const since = this.#clock.now() - 24 * 60 * 60 * 1000
    const lately = this.delivered.length - this.delivered.findLastIndex(({ at }) => at <= since) - 1
    return { ...this.allowance, sentLast24Hours: this.allowance.sentLast24Hours + lately }
  }

  async sendBulk(email: BulkEmail): Promise<BulkOutcome> {
    this.calls += 1
    const fault = this.fault(this.calls, email)
    if (this.latency > 0) await this.#clock.until(this.#clock.now() + this.latency)
    switch (fault) {
      case 'refuse-throttled':
        return { is: 'turned-back', reason: 'throttled' }
      case 'call-400':
        return { is: 'refused', reason: 'BadRequestException' }
      case 'lose-before':
        return { is: 'unknown', reason: 'reset' }
      case 'die-before':
        throw new WorkerDied('before SES')
      case 'mixed':
        return this.#mixed(email)
      default:
        return this.#took(email, fault)
    }
  }

  #took(email: BulkEmail, fault: CallFault | undefined): BulkOutcome {
    for (const entry of email.entries) this.#deliver(email, entry)
    if (fault === 'lose-after') return { is: 'unknown', reason: '503' }
    if (fault === 'die-after') throw new WorkerDied('after SES')
    return { is: 'answered', entries: email.entries.map(() => ({ is: 'accepted' })) }
  }

  #mixed(email: BulkEmail): BulkOutcome {
    const entries = email.entries.map((entry, i) => {
      if (i % 3 === 1) return { is: 'turned-back' as const, reason: 'transient' }
      if (i % 3 === 2) return { is: 'turned-back' as const, reason: 'throttled' }
      this.#deliver(email, entry)
      return { is: 'accepted' as const }
    })
    return { is: 'answered', entries }
  }

  #deliver(email: BulkEmail, entry: BulkEntry): void {
    const id = entry.tags['email-id'] ?? ''
    const { subject, html, text } = email.template
    const at = this.#clock.now()
    const { kind = '', journey = '' } = email.tags
    this.delivered.push({
      id,
      to: entry.to,
      at,
      kind,
      journey,
      subject: fill(subject, entry.data),
      html: fill(html, entry.data),
      text: fill(text, entry.data),
      data: entry.data,
      headers: entry.headers,
    })
    const tags = { 'email-id': [id] as [string], ...wrap({ ...email.tags, ...entry.tags }) }
    const mail = { timestamp: new Date(at).toISOString(), destination: [entry.to], tags }
    this.events.push({ source: 'aws.ses', detail: { eventType: 'Send', mail } })
  }
}

const wrap = (tags: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]))
