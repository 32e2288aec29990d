import { createHash } from 'node:crypto'
import type { FunctionName } from '../../../shared/contracts/functions.ts'
import { deliveryCause, FailedInvocation, failureCause, feedbackCause, messageCause } from './causes.ts'
import { maskText } from './mask.ts'
import type { RawDeadLetter } from './queues.ts'
import { readRecords } from './stream-dead-letter.ts'

/** How a letter is redriven. */
export type Way =
  /** The function is invoked with what it failed at; for stream records, in as many events as needed. */
  | { is: 'invoke'; events: readonly unknown[] }
  /** The body is sent back to the queue that the function reads. */
  | { is: 'send-back' }
  | { is: 'none'; why: string }

/** A parsed dead letter. */
export interface DeadLetter {
  raw: RawDeadLetter
  /** Why it is here, without ids and addresses, so that letters of one cause form a group. */
  cause: string
  /** A short name of the cause, for `--cause`. */
  code: string
  payload: unknown
  way: Way
}

const long = /\b[0-9a-z]{24}\b|[0-9a-f]{8}-[0-9a-f-]{27}|\b\d+\b/g

/** An error message as a cause: one line, without the parts that differ between letters. */
function causeOf(message: string): string {
  const lines = maskText(message).split('\n')
  const line = lines
    .map(part => part.trim())
    .filter(part => part !== '')
    .join('; ')
    .replaceAll(long, '…')
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}

const codeOf = (cause: string): string => createHash('sha256').update(cause).digest('hex').slice(0, 6)

type Understood = Pick<DeadLetter, 'cause' | 'payload' | 'way'>

const invoke = (event: unknown): Way => ({ is: 'invoke', events: [event] })

/** A letter about something that EventBridge could not deliver. */
function undelivered(raw: RawDeadLetter, name: FunctionName, body: unknown): Understood {
  const cause = causeOf(deliveryCause(raw.attributes))
  const way: Way = name === 'ses-feedback' ? { is: 'send-back' } : invoke(body)
  return { cause, payload: body, way }
}

function understand(name: FunctionName, raw: RawDeadLetter, body: unknown): Understood {
  const failed = FailedInvocation.safeParse(body)
  if (failed.success && (failed.data.requestContext || failed.data.responsePayload)) {
    const { requestPayload } = failed.data
    return { cause: causeOf(failureCause(failed.data)), payload: requestPayload, way: invoke(requestPayload) }
  }
  const records = name === 'publish-events' ? readRecords(body) : undefined
  if (records) {
    const { cause, payload, events, none } = records
    const way: Way = events.length > 0 ? { is: 'invoke', events } : { is: 'none', why: none }
    return { cause: causeOf(messageCause(cause)), payload, way }
  }
  if ('ERROR_CODE' in raw.attributes) return undelivered(raw, name, body)
  if (name === 'ses-feedback')
    return { cause: causeOf(feedbackCause(body)), payload: body, way: { is: 'send-back' } }
  const why = 'it has no shape that ShiftWorks knows; look at it, then discard it'
  return { cause: `A letter of an unknown shape.`, payload: body, way: { is: 'none', why } }
}

/** Deeper nesting than anything that ShiftWorks or AWS writes, and far below a stack overflow. */
const deepest = 100

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some(field => isDeeper(field, levels - 1)))

/** A body's JSON; its text if it is no JSON, or nested too deeply to be serialised. */
function parse(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body)
    return isDeeper(value, deepest) ? body : value
  } catch {
    return body
  }
}

/** Parses a letter of a function's queue. Nothing is refused; an unknown shape is a group of its own. */
export function readDeadLetter(name: FunctionName, raw: RawDeadLetter): DeadLetter {
  const understood = understand(name, raw, parse(raw.body))
  return { raw, ...understood, code: codeOf(understood.cause) }
}
