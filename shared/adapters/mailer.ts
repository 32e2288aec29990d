import {
  type BulkEmailEntryResult,
  GetAccountCommand,
  SESv2Client,
  SendBulkEmailCommand,
  type SendBulkEmailCommandInput,
} from '@aws-sdk/client-sesv2'
import type { EmailOutcome } from '../domain/commands.ts'
import { timeoutAfterSeconds } from './aws-client.ts'
import { type Correspondents, rejectionOfCall, rejectionOfEntry } from './ses-rejections.ts'

/** One email of a call: to whom, and what fills the template's placeholders. */
export interface BulkEntry {
  to: string
  /** Values for `{{placeholders}}`, escaped already for where they stand: SES does not. */
  data: Readonly<Record<string, string>>
  headers: readonly { name: string; value: string }[]
  tags: Readonly<Record<string, string>>
}

/** Up to 50 emails of one kind in one call to SES. */
export interface BulkEmail {
  from: string
  replyTo?: string | undefined
  template: { subject: string; html: string; text: string }
  /** Tags that all of them carry. */
  tags: Readonly<Record<string, string>>
  entries: readonly BulkEntry[]
}

/** What SES said to one entry. */
export type EntryOutcome = Extract<EmailOutcome, { is: 'accepted' | 'turned-back' | 'rejected' | 'unknown' }>

/** What SES said to a call. */
export type BulkOutcome =
  | { is: 'answered'; entries: readonly EntryOutcome[] }
  /** Refused for now, all of them; nothing was sent. */
  | Extract<EmailOutcome, { is: 'turned-back' }>
  /** Something in it will not do; nothing was sent. */
  | Extract<EmailOutcome, { is: 'rejected' }>
  /** No answer that can be trusted: some, all or none may have been sent. */
  | { is: 'unknown'; reason: string }

/** What SES allows this account. */
export interface SendingAccount {
  ratePerSecond: number
  /** Infinity where there is none. */
  per24Hours: number
  sentLast24Hours: number
  enabled: boolean
  /** False in SES's sandbox, where only verified addresses get emails. */
  production?: boolean | undefined
  /** How AWS judges the account: `HEALTHY`, `PROBATION` or `SHUTDOWN` (SES API v2, GetAccount). */
  status?: string | undefined
}

/** SES, as delivery uses it. Nothing else sends. */
export interface Mailer {
  sendBulk(email: BulkEmail): Promise<BulkOutcome>
  account(): Promise<SendingAccount>
}

/** Failures before anything left this machine. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CredentialsProviderError']

/** What the system was asked for before there was a connection that anything could have gone over. */
const beforeConnection = ['getaddrinfo', 'connect']

interface Failure {
  name?: string
  message?: string
  code?: string
  syscall?: string
  $metadata?: { httpStatusCode?: number }
  $response?: unknown
}

/** A status that is not known may mean anything, also that the email was sent. */
function entryOutcome({ Status, Error: said = '' }: BulkEmailEntryResult, who: Correspondents): EntryOutcome {
  if (Status === 'SUCCESS') return { is: 'accepted' }
  return rejectionOfEntry(Status ?? '', said, who) ?? { is: 'unknown' }
}

const isNeverSent = ({ name = '', code = '', syscall = '' }: Failure): boolean =>
  neverSent.includes(code) || neverSent.includes(name) || beforeConnection.includes(syscall)

/**
 * Reads a failed call. Only a refusal that SES itself put into words means that nothing was sent; a 5xx, a timeout or
 * a connection that broke may have been 50 emails.
 */
function callOutcome(error: Failure, who: Correspondents): BulkOutcome {
  const { name = '', message = '', $metadata } = error
  const status = $metadata?.httpStatusCode
  if (isNeverSent(error)) return { is: 'turned-back', reason: 'unreachable' }
  if (status === undefined || status >= 500 || status < 400) return { is: 'unknown', reason: name }
  return rejectionOfCall({ name, message, status }, who)
}

/**
 * Every tag stands at every email: tags of a whole call (`DefaultEmailTags`) are lost without an error, since August 2026
 * at the latest (boto/boto3 issue 4838), and without the tags no evidence and no failure finds its way back.
 */
const nameValues = (pairs: Readonly<Record<string, string>>) =>
  Object.entries(pairs).map(([Name, Value]) => ({ Name, Value }))

function toInput(email: BulkEmail, ConfigurationSetName: string): SendBulkEmailCommandInput {
  const { subject, html, text } = email.template
  const shared = nameValues(email.tags)
  return {
    FromEmailAddress: email.from,
    ...(email.replyTo && { ReplyToAddresses: [email.replyTo] }),
    ConfigurationSetName,
    DefaultContent: {
      Template: { TemplateContent: { Subject: subject, Html: html, Text: text }, TemplateData: '{}' },
    },
    BulkEmailEntries: email.entries.map(entry => ({
      Destination: { ToAddresses: [entry.to] },
      ReplacementTags: [...shared, ...nameValues(entry.tags)],
      ReplacementHeaders: entry.headers.map(({ name, value }) => ({ Name: name, Value: value })),
      ReplacementEmailContent: {
        ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(entry.data) },
      },
    })),
  }
}

/**
 * SES as the mailer.
 * @param client with `maxAttempts: 1`: the SDK's own retry would post a call of 50 emails up to three times.
 */
export function sesMailer(client: SESv2Client, configurationSet: string): Mailer {
  return {
    async sendBulk(email) {
      const to = email.entries.map(entry => entry.to)
      try {
        const answer = await client.send(new SendBulkEmailCommand(toInput(email, configurationSet)))
        const results = answer.BulkEmailEntryResults?.filter(({ Status }) => Status) ?? []
        if (results.length !== email.entries.length)
          return { is: 'unknown', reason: `${results.length} answers to ${email.entries.length} entries` }
        const entries = results.map((result, i) =>
          entryOutcome(result, { from: email.from, to: to.slice(i, i + 1) }),
        )
        return { is: 'answered', entries }
      } catch (error) {
        return callOutcome(error as Failure, { from: email.from, to })
      }
    },

    account: () => sendingAccount(client),
  }
}

/** Asks SES what it allows this account, and how much of that is used. */
export async function sendingAccount(client: SESv2Client): Promise<SendingAccount> {
  const { SendQuota, SendingEnabled, EnforcementStatus, ProductionAccessEnabled } = await client.send(
    new GetAccountCommand({}),
  )
  const per24Hours = SendQuota?.Max24HourSend ?? 200
  return {
    ratePerSecond: Math.max(1, SendQuota?.MaxSendRate ?? 1),
    per24Hours: per24Hours < 0 ? Number.POSITIVE_INFINITY : per24Hours,
    sentLast24Hours: SendQuota?.SentLast24Hours ?? 0,
    enabled: SendingEnabled ?? true,
    status: EnforcementStatus,
    production: ProductionAccessEnabled,
  }
}

/**
 * SES as this account uses it.
 *
 * One attempt: the SDK's own retry would post 50 emails again after an answer that was lost. And a connection of its own
 * for each: one that is kept from an earlier invocation may be dead by now, which would make 50 emails unknown.
 */
export function ownMailer(configurationSet: string): Mailer {
  const agent = { keepAlive: false }
  const requestHandler = { ...timeoutAfterSeconds(20), httpAgent: agent, httpsAgent: agent }
  return sesMailer(new SESv2Client({ maxAttempts: 1, requestHandler }), configurationSet)
}
