import type {
  BulkEmailEntryResult,
  BulkEmailStatus,
  SESv2Client,
  SendBulkEmailCommandInput,
} from '@aws-sdk/client-sesv2'
import {
  type BulkEmail,
  type BulkOutcome,
  type Mailer,
  type SendingAccount,
  sesMailer,
} from '../../shared/adapters/mailer.ts'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import { day } from '../../shared/domain/duration.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** An email that SES took. */
export interface DeliveredEmail {
  id: string
  to: string
  /** Address of the sender, with its name. */
  from: string
  at: number
  kind: string
  journey: string
  subject: string
  html: string
  text: string
  data: Readonly<Record<string, string>>
  headers: readonly { name: string; value: string }[]
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

/** What SES says to a whole call, in its own words. */
export interface CallRejection {
  /** The name of the error. */
  error: string
  /** Of the answer; 400 unless said otherwise. */
  status?: number
  message?: string
}

/** What SES says to each email of a call, in their order; the last one to all that follow. */
export interface EntryRejections {
  statuses: readonly { Status: BulkEmailStatus; Error?: string }[]
}

type Fault = CallFault | CallRejection | EntryRejections

/** What SES answers when the sender, or in the sandbox a recipient, is not verified. */
export const notVerified = (...identities: string[]): CallRejection => ({
  error: 'MessageRejected',
  message: `Email address is not verified. The following identities failed the check in region EU-WEST-2: ${identities.join(', ')}`,
})

/** Thrown where a worker would have died: nothing after it runs. */
export class WorkerDied extends Error {}

const fill = (text: string, data: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = data[name]
    if (value === undefined) throw new Error(`Placeholder ${name} has no value.`)
    return value
  })

/** One email of a call, as it goes over the wire. */
type WireEntry = NonNullable<SendBulkEmailCommandInput['BulkEmailEntries']>[number]
type WireTags = WireEntry['ReplacementTags']

const tagsOf = (tags: WireTags = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ Name = '', Value = '' }) => [Name, Value]))

/** An error as the SDK throws it; without a status when no answer came. */
const sdkError = (name: string, httpStatusCode?: number, message = name) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } })

/** SES in memory, behind the real adapter: takes emails, tells of them, and fails as it is told to. */
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
  /** Whether tags of a whole call are lost without a word, as since August 2026 (boto/boto3 issue 4838). */
  ignoresDefaultTags = true
  /** Asked before each call. */
  fault: (call: number, email: BulkEmail) => Fault | undefined = () => undefined
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  async account(): Promise<SendingAccount> {
    const since = this.#clock.now() - day
    const lately = this.delivered.length - this.delivered.findLastIndex(({ at }) => at <= since) - 1
    return { ...this.allowance, sentLast24Hours: this.allowance.sentLast24Hours + lately }
  }

  async sendBulk(email: BulkEmail): Promise<BulkOutcome> {
    this.calls += 1
    const fault = this.fault(this.calls, email)
    if (this.latency > 0) await this.#clock.until(this.#clock.now() + this.latency)
    if (fault === 'die-before') throw new WorkerDied('before SES')
    const outcome = await sesMailer(this.#client(fault), 'emails').sendBulk(email)
    if (fault === 'die-after') throw new WorkerDied('after SES')
    return outcome
  }

  #client(fault: Fault | undefined): SESv2Client {
    const send = async ({ input }: { input: SendBulkEmailCommandInput }) => this.#answer(input, fault)
    return { send } as unknown as SESv2Client
  }

  #answer(input: SendBulkEmailCommandInput, fault: Fault | undefined) {
    if (typeof fault === 'object' && 'error' in fault)
      throw sdkError(fault.error, fault.status ?? 400, fault.message)
    if (fault === 'refuse-throttled') throw sdkError('TooManyRequestsException', 429)
    if (fault === 'call-400') throw sdkError('BadRequestException', 400)
    if (fault === 'lose-before') throw sdkError('ECONNRESET')
    const { BulkEmailEntries: entries = [] } = input
    const results = entries.map((_, i) => resultAt(i, fault))
    for (const [i, entry] of entries.entries()) if (results[i]?.Status === 'SUCCESS') this.#take(input, entry)
    if (fault === 'lose-after') throw sdkError('ServiceUnavailable', 503)
    return { BulkEmailEntryResults: results }
  }

  #take(input: SendBulkEmailCommandInput, entry: WireEntry): void {
    const at = this.#clock.now()
    const [to = ''] = entry.Destination?.ToAddresses ?? []
    const { FromEmailAddress: from = '' } = input
    const shared = this.ignoresDefaultTags ? {} : tagsOf(input.DefaultEmailTags)
    const tags = { ...shared, ...tagsOf(entry.ReplacementTags) }
    const { 'email-id': id = '', kind = '', journey = '' } = tags
    const headers = entry.ReplacementHeaders?.map(({ Name = '', Value = '' }) => ({
      name: Name,
      value: Value,
    }))
    this.delivered.push({ id, to, from, at, kind, journey, ...filled(input, entry), headers: headers ?? [] })
    const told = { ...wrap(tags), 'email-id': [id] as [string] }
    const mail = { destination: [to], tags: told }
    this.events.push({ source: 'aws.ses', detail: { eventType: 'Send', mail } })
  }
}

const mixed = (['SUCCESS', 'TRANSIENT_FAILURE', 'ACCOUNT_THROTTLED'] as const).map(Status => ({ Status }))

function resultAt(place: number, fault: Fault | undefined): BulkEmailEntryResult {
  if (fault === 'mixed') return mixed[place % mixed.length] ?? { Status: 'SUCCESS' }
  if (typeof fault !== 'object' || !('statuses' in fault)) return { Status: 'SUCCESS' }
  return fault.statuses[place] ?? fault.statuses.at(-1) ?? { Status: 'SUCCESS' }
}

/** An email's words, with its own data in them. */
function filled(input: SendBulkEmailCommandInput, entry: WireEntry) {
  const { Subject = '', Html = '', Text = '' } = input.DefaultContent?.Template?.TemplateContent ?? {}
  const own = entry.ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData ?? '{}'
  const data = JSON.parse(own) as Record<string, string>
  return { subject: fill(Subject, data), html: fill(Html, data), text: fill(Text, data), data }
}

const wrap = (tags: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]))
