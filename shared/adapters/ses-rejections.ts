import type { AccountFault } from '../domain/account-fault.ts'

/** The meaning of a refusal by SES: try later, stop because of the account, or reject this email. */
export type Rejection =
  | { is: 'turned-back'; reason: string }
  | { is: 'rejected'; reason: string; whose?: 'account' }

/** The sender and recipients of a call, whose identities SES may name in a refusal. */
export interface Correspondents {
  /** `Name <address>` or an address. */
  from: string
  to: readonly string[]
}

const later = (reason: string): Rejection => ({ is: 'turned-back', reason })
const account = (fault: AccountFault): Rejection => later(fault)

/** Entry statuses with a more specific meaning (SES API v2, BulkEmailEntryResult). */
const byStatus: Readonly<Record<string, Rejection>> = {
  ACCOUNT_THROTTLED: later('throttled'),
  ACCOUNT_DAILY_QUOTA_EXCEEDED: later('quota'),
  TRANSIENT_FAILURE: later('transient'),
  ACCOUNT_SENDING_PAUSED: account('sending-paused'),
  CONFIGURATION_SET_SENDING_PAUSED: account('sending-paused'),
  ACCOUNT_SUSPENDED: account('suspended'),
  MAIL_FROM_DOMAIN_NOT_VERIFIED: account('sender-not-verified'),
  CONFIGURATION_SET_NOT_FOUND: account('configuration-set-missing'),
  INVALID_SENDING_POOL_NAME: account('sending-pool-missing'),
}

/** Entry statuses that concern this one email. */
const ofOneEmail = ['MESSAGE_REJECTED', 'INVALID_PARAMETER', 'FAILED', 'TEMPLATE_NOT_FOUND']

/**
 * Errors of a call, by name. `rejected`: some entry is invalid, so leaving out the culprit helps. Sources: SES API
 * v2, SendBulkEmail, and its "Common Errors".
 */
const byName: readonly [names: RegExp, rejection: Rejection | 'rejected'][] = [
  [/Throttl|TooManyRequests|LimitExceeded|SlowDown/, later('throttled')],
  [/^RequestTimeout|^RequestAborted|^ConcurrentModification/, later('transient')],
  [/^MailFromDomainNotVerified/, account('sender-not-verified')],
  [/^AccountSuspended/, account('suspended')],
  [/^SendingPaused|SendingPaused/, account('sending-paused')],
  [/^NotFound|^ConfigurationSetDoesNotExist/, account('configuration-set-missing')],
  // Concerns this worker only: the next one gets credentials of its own.
  [/^ExpiredToken|^RequestExpired|^RequestTimeTooSkewed|^RequestInTheFuture/, later('credentials-expired')],
  [
    /^AccessDenied|^NotAuthorized|^UnauthorizedOperation|^OptInRequired|^UnrecognizedClient|^InvalidClientTokenId|Signature|^MissingAuthentication/,
    account('not-allowed'),
  ],
  [
    /^BadRequest|^MessageRejected|^Validation|^Serialization|^RequestEntityTooLarge|^InvalidParameter/,
    'rejected',
  ],
]

/** SES's messages, whatever their name or status. */
const byWords: readonly [words: RegExp, rejection: Rejection][] = [
  [/daily (?:message|sending) quota/i, later('quota')],
  [/sending rate exceeded/i, later('throttled')],
  // Concerns this process only, which was frozen or whose clock was off: the next call is signed again (aws-sdk-js-v3
  // issue 7605).
  [/signature (?:expired|not yet current)/i, later('credentials-expired')],
  [/sending (?:is )?(?:suspended|shut down)|account (?:is )?suspended/i, account('suspended')],
  [/sending (?:is )?(?:paused|disabled)/i, account('sending-paused')],
  [/configuration set .{0,100}(?:does not exist|not found)/i, account('configuration-set-missing')],
]

const addressIn = (from: string): string => (/<([^<>]+)>/.exec(from)?.[1] ?? from).trim().toLowerCase()

const ofArn = 'identity/'

/** Every word that may be an identity, in lower case; of an ARN, the name at its end. */
function identitiesIn(message: string): string[] {
  const words = message.toLowerCase().split(/[\s,;<>"'()]+/)
  return words.map(word => {
    const arn = word.lastIndexOf(ofArn)
    return (arn < 0 ? word : word.slice(arn + ofArn.length)).replace(/[.:]$/, '')
  })
}

const isDomainOf = (name: string, address: string): boolean => {
  const domain = address.slice(address.indexOf('@') + 1)
  return name.includes('.') && (domain === name || domain.endsWith(`.${name}`))
}

/**
 * Whose identity is not verified: the sender's, which stops everybody, or a recipient's, which means that the account
 * is in SES's sandbox and only this person has to wait. An unknown identity counts as the account's. The name itself
 * is never passed on, since it may be a person's address.
 */
function notVerified(message: string, { from, to }: Correspondents): Rejection | undefined {
  if (!/not verified|unverified|failed the check/i.test(message)) return undefined
  const sender = addressIn(from)
  const named = identitiesIn(message)
  const recipients = to.map(addressIn)
  const isSender = named.some(name => name === sender || isDomainOf(name, sender))
  const isRecipient = named.some(name => recipients.includes(name))
  return isRecipient && !isSender
    ? { is: 'rejected', reason: 'sandbox', whose: 'account' }
    : account('sender-not-verified')
}

const inWords = (message: string, correspondents: Correspondents): Rejection | undefined =>
  notVerified(message, correspondents) ?? byWords.find(([words]) => words.test(message))?.[1]

/**
 * SES's refusal of one email of a call.
 * @returns undefined if the status is unknown, so that nobody can tell whether it was sent.
 */
export function rejectionOfEntry(
  status: string,
  message: string,
  correspondents: Correspondents,
): Rejection | undefined {
  const known = byStatus[status]
  if (known) return known
  if (!ofOneEmail.includes(status)) return undefined
  return inWords(message, correspondents) ?? { is: 'rejected', reason: status.toLowerCase() }
}

/** An error with which SES answered a whole call. */
export interface CallError {
  name: string
  message: string
  /** The HTTP status, a 4xx. */
  status: number
}

/** SES's refusal of a whole call. The message is more specific than the status. */
export function rejectionOfCall(error: CallError, correspondents: Correspondents): Rejection {
  const { name, message, status } = error
  const said = inWords(message, correspondents)
  if (said) return said
  if (status === 429) return later('throttled')
  const known = byName.find(([names]) => names.test(name))?.[1]
  if (known === 'rejected') return { is: 'rejected', reason: name }
  return known ?? account(`unrecognised ${/^[a-z]{1,60}$/i.test(name) ? name : 'error'}`)
}
