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

/** The recipient of one email in a bulk call, and the values of its placeholders. */
export interface BulkEntry {
  to: string
  /** Values of `{{placeholders}}`, already escaped for their place, because SES does not escape. */
  data: Readonly<Record<string, string>>
  headers: readonly { name: string; value: string }[]
  tags: Readonly<Record<string, string>>
}

/** Up to 50 emails of one kind in one call to SES. */
export interface BulkEmail {
  from: string
  replyTo?: string | undefined
  template: { subject: string; html: string; text: string }
  /** Tags of all these emails. */
  tags: Readonly<Record<string, string>>
  entries: readonly BulkEntry[]
}

/** SES's answer for one entry. */
export type EntryOutcome = Extract<EmailOutcome, { is: 'accepted' | 'turned-back' | 'rejected' | 'unknown' }>

/** SES's answer for a call. */
export type BulkOutcome =
  | { is: 'answered'; entries: readonly EntryOutcome[] }
  /** All entries were refused for now; nothing was sent. */
  | Extract<EmailOutcome, { is: 'turned-back' }>
  /** Something in the call is invalid; nothing was sent. */
  | Extract<EmailOutcome, { is: 'rejected' }>
  /** No usable answer: some, all or none may have been sent. */
  | { is: 'unknown'; reason: string }

/** SES's limits for this account. */
export interface SendingAccount {
  ratePerSecond: number
  /** Infinity if there is no limit. */
  per24Hours: number
  sentLast24Hours: number
  enabled: boolean
  /** False in SES's sandbox, where only verified addresses get emails. */
  production?: boolean | undefined
  /** How AWS judges the account: `HEALTHY`, `PROBATION` or `SHUTDOWN` (SES API v2, GetAccount). */
  status?: string | undefined
}

/** SES as delivery uses it. Nothing else sends email. */
export interface Mailer {
  sendBulk(email: BulkEmail): Promise<BulkOutcome>
  account(): Promise<SendingAccount>
}

/** Errors that occur before anything leaves this machine. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CredentialsProviderError']

/** System calls that precede a connection. */
const beforeConnection = ['getaddrinfo', 'connect']

interface Failure {
  name?: string
  message?: string
  code?: string
  syscall?: string
  $metadata?: { httpStatusCode?: number }
  $response?: unknown
}

/** An unknown status may mean anything, including that the email was sent. */
function entryOutcome({ Status, Error: said = '' }: BulkEmailEntryResult, who: Correspondents): EntryOutcome {
  if (Status === 'SUCCESS') return { is: 'accepted' }
  return rejectionOfEntry(Status ?? '', said, who) ?? { is: 'unknown' }
}

const isNeverSent = ({ name = '', code = '', syscall = '' }: Failure): boolean =>
  neverSent.includes(code) || neverSent.includes(name) || beforeConnection.includes(syscall)

/**
 * Interprets a failed call. Only a refusal that SES itself reported means that nothing was sent. After a 5xx, a
 * timeout or a broken connection, 50 emails may have gone out.
 */
function callOutcome(error: Failure, who: Correspondents): BulkOutcome {
  const { name = '', message = '', $metadata } = error
  const status = $metadata?.httpStatusCode
  if (isNeverSent(error)) return { is: 'turned-back', reason: 'unreachable' }
  if (status === undefined || status >= 500 || status < 400) return { is: 'unknown', reason: name }
  return rejectionOfCall({ name, message, status }, who)
}

/**
 * Every email carries all tags. Tags of a whole call (`DefaultEmailTags`) get lost without an error, since August
 * 2026 at the latest (boto/boto3 issue 4838). Without tags, evidence and failures cannot be assigned to an email.
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
 * @param client with `maxAttempts: 1`, because the SDK's retry would post a call of 50 emails up to three times.
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

/** Asks SES for this account's limits and what is used of them. */
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
 * SES for this account. One attempt, because the SDK would post 50 emails again after a lost response. A new
 * connection for each call, because one kept from an earlier invocation may be dead, which would make 50 outcomes
 * unknown.
 */
export function ownMailer(configurationSet: string): Mailer {
  const agent = { keepAlive: false }
  const requestHandler = { ...timeoutAfterSeconds(20), httpAgent: agent, httpsAgent: agent }
  return sesMailer(new SESv2Client({ maxAttempts: 1, requestHandler }), configurationSet)
}
