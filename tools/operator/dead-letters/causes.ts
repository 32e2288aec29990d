import * as z from 'zod'
import { notOurEmail } from '../../../shared/application/feedback.ts'
import { SesEvent } from '../../../shared/contracts/ses-event.ts'
import { parseEmailId } from '../../../shared/domain/email-id.ts'

/**
 * Lambda's record of a failed asynchronous invocation: the event and the error. Source: Lambda developer guide,
 * "Capturing records of Lambda asynchronous invocations".
 */
export const FailedInvocation = z.object({
  requestPayload: z.unknown(),
  requestContext: z.object({ condition: z.string() }).optional(),
  responsePayload: z
    .object({ errorType: z.string().optional(), errorMessage: z.string().optional() })
    .nullish(),
})
export type FailedInvocation = z.infer<typeof FailedInvocation>

/**
 * Errors of a process that ended without an error of its own (Lambda developer guide, "Troubleshoot invocation
 * issues").
 */
const endings: readonly [RegExp, string][] = [
  [
    /Task timed out after/,
    'The function ran out of time. Its log says where it stood: what it called may have been slow.',
  ],
  [
    /Runtime exited|signal: killed|OutOfMemory|heap out of memory/,
    'The function’s process ended by itself, as it does without memory. Its log says how much it had used.',
  ],
]

/** Why Lambda gave up an event without an error of the function (`requestContext.condition`). */
const conditions: Readonly<Record<string, string>> = {
  EventAgeExceeded:
    'Lambda could not start the function before the event grew too old: it was throttled, or the account had no concurrency left.',
  ZeroReservedConcurrency:
    'The function is switched off: its reserved concurrency is zero. Set it back, or deploy again.',
  RetriesExhausted: 'The function failed each time and said no reason; its log says why.',
}

const Issues = z
  .array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))
  .min(1)

/** Rewrites the error messages of parsers: zod's is a list in JSON, and JSON's quotes the invalid text. */
function parserWords(message: string): string | undefined {
  if (/is not valid JSON|in JSON at position|end of JSON input/.test(message)) return 'It is no JSON.'
  if (!message.trimStart().startsWith('[')) return undefined
  try {
    const issues = Issues.parse(JSON.parse(message))
    return issues.map(({ path, message: words }) => `${path.join('.') || 'all of it'}: ${words}`).join('; ')
  } catch {
    return undefined
  }
}

/**
 * Describes an error.
 * @param type the error's type, which says most if the message is empty or a mere code
 */
export function messageCause(message: string, type = ''): string {
  const text = message.trim()
  const ending = endings.find(([pattern]) => pattern.test(`${type} ${text}`))
  if (ending) return ending[1]
  const words = parserWords(text) ?? text
  return /\s/.test(words) || type === '' || words === type ? words : `${type}: ${words}`.replace(/: $/, '')
}

/** Describes why a function failed with an event from Lambda. */
export function failureCause({ requestContext, responsePayload }: FailedInvocation): string {
  const { errorMessage = '', errorType = '' } = responsePayload ?? {}
  const { condition = '' } = requestContext ?? {}
  return (
    messageCause(errorMessage, errorType) ||
    conditions[condition] ||
    `Lambda gave it up${condition && `: ${condition}`}.`
  )
}

/**
 * Why EventBridge delivers nothing (EventBridge user guide, "Using dead-letter queues"; the codes there are only
 * examples).
 */
const deliveries: Readonly<Record<string, string>> = {
  NO_PERMISSIONS: 'its rule has no right to. Deploy again',
  NO_RESOURCE: 'what its rule names is not there any more. Deploy again',
  THROTTLING: 'it was throttled for as long as it tried',
  TIMEOUT: 'no answer came for as long as it tried',
  CONNECTION_FAILURE: 'there was no connection for as long as it tried',
  RESOURCE_LIMIT_EXCEEDED: 'a limit of the account was reached',
  INVALID_PARAMETER: 'its rule asks for something that cannot be. Look at infra/',
  SDK_CLIENT_ERROR: 'the call was refused',
  INVALID_JSON: 'what its rule makes of the event is no JSON. Look at infra/',
  FAILED_TO_ASSUME_ROLE: 'it may not take on the role of its rule. Deploy again',
  INTERNAL_ERROR: 'EventBridge itself failed',
  ERROR_FROM_TARGET: 'who should take it refused it',
}

/** @param attributes the message attributes that EventBridge adds to a letter */
export function deliveryCause({
  ERROR_CODE = '',
  ERROR_MESSAGE = '',
}: Readonly<Record<string, string>>): string {
  const words = deliveries[ERROR_CODE]
  const code = words ? `: ${words} (${ERROR_CODE})` : ERROR_CODE && `: ${ERROR_CODE}`
  return `EventBridge could not deliver it${code}. ${ERROR_MESSAGE}`.trim()
}

/** Describes why ses-feedback fails with a message, as far as the message itself shows it. */
export function feedbackCause(body: unknown): string {
  if (typeof body === 'string') return 'An SES event that is no JSON.'
  const event = SesEvent.safeParse(body)
  if (!event.success) return `This SES event cannot be read: ${z.prettifyError(event.error)}`
  if (!parseEmailId(event.data.detail.mail.tags['email-id'][0])) return notOurEmail
  return 'The function failed at this message five times, and it can be read; its log says why.'
}
