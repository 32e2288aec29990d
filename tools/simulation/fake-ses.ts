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

/** An email that SES accepted. */
export interface DeliveredEmail {
  id: string
  to: string
  /** The sender's address with its name. */
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

/** A fault of a call: whether SES got it, and whether the response arrives. */
export type CallFault =
  | 'refuse-throttled'
  | 'lose-before'
  | 'lose-after'
  | 'die-before'
  | 'die-after'
  | 'mixed'
  | 'call-400'

/** SES's response that rejects a whole call. */
export interface CallRejection {
  /** The error's name. */
  error: string
  /** The response's status; default 400. */
  status?: number
  message?: string
}

/** SES's responses for each email of a call, in order. The last one applies to all further emails. */
export interface EntryRejections {
  statuses: readonly { Status: BulkEmailStatus; Error?: string }[]
}

type Fault = CallFault | CallRejection | EntryRejections

/** SES's response if the sender, or in the sandbox a recipient, is not verified. */
export const notVerified = (...identities: string[]): CallRejection => ({
  error: 'MessageRejected',
  message: `Email address is not verified. The following identities failed the check in region EU-WEST-2: ${identities.join(', ')}`,
})

/** Thrown where a worker would have died; nothing runs after it. */
export class WorkerDied extends Error {}

const fill = (text: string, data: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = data[name]
    if (value === undefined) throw new Error(`Placeholder ${name} has no value.`)
    return value
  })

/** One email of a call, in the SDK's format. */
type WireEntry = NonNullable<SendBulkEmailCommandInput['BulkEmailEntries']>[number]
type WireTags = WireEntry['ReplacementTags']

const tagsOf = (tags: WireTags = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ Name = '', Value = '' }) => [Name, Value]))

/** An error as the SDK throws it; without a status if no response arrived. */
const sdkError = (name: string, httpStatusCode?: number, message = name) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } })

/** SES in memory, behind the real adapter: accepts emails, sends events about them, and fails on demand. */
export class FakeSes implements Mailer {
  readonly delivered: DeliveredEmail[] = []
  /** Events not delivered yet. */
  events: SesEvent[] = []
  allowance: SendingAccount = {
    ratePerSecond: 200,
    per24Hours: Number.POSITIVE_INFINITY,
    sentLast24Hours: 0,
    enabled: true,
  }
  latency = 0
  calls = 0
  /** Whether SES drops the default tags of a bulk call without an error, as since August 2026 (boto/boto3 issue 4838). */
  ignoresDefaultTags = true
  /** Called before each call, to choose a fault. */
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

/** The texts of an email, with its own data filled in. */
function filled(input: SendBulkEmailCommandInput, entry: WireEntry) {
  const { Subject = '', Html = '', Text = '' } = input.DefaultContent?.Template?.TemplateContent ?? {}
  const own = entry.ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData ?? '{}'
  const data = JSON.parse(own) as Record<string, string>
  return { subject: fill(Subject, data), html: fill(Html, data), text: fill(Text, data), data }
}

const wrap = (tags: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]))
