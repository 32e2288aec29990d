import type { FunctionName } from '../../../shared/contracts/functions.ts'
import { hour, minute } from '../../../shared/domain/duration.ts'
import type { Instant, JourneyId } from '../../../shared/domain/ids.ts'
import { lastMondayNight } from '../../../shared/domain/mirror-week.ts'
import { accountEmails } from '../../../shared/store/due.ts'
import { mirrorStore } from '../../../shared/store/mirror.ts'
import { formatNumber } from '../command/format.ts'
import type { Style } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Backlog } from './backlog.ts'
import type { Schedules } from './schedules.ts'
import { type Sending, standsStill } from './sending.ts'

/** A function's activity, as seen in the table. */
export interface Seen {
  /** When it last left a trace; absent before the first. */
  at?: Instant
  /**
   * `behind`: it has had something to do since. `stopped`: nothing starts it any more. A function whose rule is on
   * and whose runs fail on a quiet night also counts as idle, because no run records that it had nothing to do.
   */
  is: 'idle' | 'at-work' | 'behind' | 'stopped'
  /** When an idle function has something to do again, if known. */
  nextAt?: Instant
}

/** Functions by their traces. Those that only answer or react leave no trace with a time. */
export type AtWork = Partial<Record<FunctionName, Seen>>

/** The data that is already known. */
interface Known {
  at: Instant
  backlog: Backlog
  sending: Sending
  schedules: Schedules
}

/** Longer than SES, the queue and the stream take on a slow day, in milliseconds. */
const slow = 15 * minute

/** Longer than the weekly closing takes with retries, in milliseconds. */
const closingTakes = 6 * hour

async function countedUntil({ counters }: OperatorDeps, ids: readonly JourneyId[]): Promise<Instant> {
  return Math.max(...(await Promise.all([accountEmails, ...ids].map(id => counters.countedUntil(id)))))
}

function delivering({ backlog, sending, schedules }: Known): Seen {
  const { sentAt } = sending.last
  const { due, nextDueAt } = backlog
  const seen = sentAt !== undefined && { at: sentAt }
  if (schedules.tick !== 'on') return { ...seen, is: 'stopped' }
  if (standsStill({ backlog, sending })) return { ...seen, is: 'behind' }
  if (due > 0) return { ...seen, is: 'at-work' }
  return { ...seen, is: 'idle', ...(nextDueAt !== undefined && { nextAt: nextDueAt }) }
}

/** A function that follows deliveries: idle once it has processed the last email. */
function following(did: Instant | undefined, { sending: { last }, at }: Known): Seen | undefined {
  const { sentAt = 0 } = last
  if (did === undefined && sentAt === 0) return undefined
  const isBehind = sentAt - (did ?? 0) > minute
  return {
    ...(did !== undefined && { at: did }),
    is: isBehind ? (at - sentAt > slow ? 'behind' : 'at-work') : 'idle',
  }
}

function closing(endedAt: Instant, { schedules, at }: Known): Seen {
  if (schedules.mondays !== 'on') return { at: endedAt, is: 'stopped' }
  return { at: endedAt, is: endedAt < lastMondayNight(at - closingTakes) ? 'behind' : 'idle' }
}

/**
 * Reads when each function last worked.
 * @param ids of all journeys
 */
export async function readAtWork(
  deps: OperatorDeps,
  ids: readonly JourneyId[],
  known: Known,
): Promise<AtWork> {
  const [counted, { endedAt }] = await Promise.all([countedUntil(deps, ids), mirrorStore(deps.table).pass()])
  const told = following(known.sending.last.toldOf, known)
  const counting = following(counted || undefined, known)
  return {
    'deliver-due': delivering(known),
    ...(told && { 'ses-feedback': told }),
    ...(counting && { 'publish-events': counting }),
    ...(endedAt !== undefined && { 'close-mirror': closing(endedAt, known) }),
  }
}

/** The description of each mark, before its time. */
const marks: readonly [FunctionName, did: string][] = [
  ['deliver-due', 'SES took an email of'],
  ['ses-feedback', 'SES told what became of one of'],
  ['publish-events', 'counted what happened until'],
  ['close-mirror', 'counts answers and circles once a week, last at'],
]

/** A note for operators who wonder whether a function has stopped. */
function standing(name: FunctionName, { is, nextAt }: Seen, { due }: Backlog, style: Style): string {
  if (is === 'behind') return style.bad('BEHIND')
  if (is === 'stopped') return style.bad('STOPPED')
  if (is === 'at-work') return name === 'deliver-due' ? `at work, ${formatNumber(due)} due` : 'at work'
  if (nextAt !== undefined) return `nothing to do before ${style.time(nextAt)}`
  return name === 'deliver-due' ? 'nothing to do for a day' : 'nothing to do'
}

/** When each function last worked, and whether it has work waiting. */
export const atWorkLines = (atWork: AtWork, backlog: Backlog, style: Style): string[] => [
  ...marks.flatMap(([name, did]) => {
    const seen = atWork[name]
    if (!seen) return []
    const last = seen.at === undefined ? [] : [`${did} ${style.time(seen.at)}`]
    return [`${name}: ${[standing(name, seen, backlog, style), ...last].join('; ')}`]
  }),
  'the other functions leave no such mark, nor does a run that has nothing to do; the alarm “errors” tells when one fails, and “oldest-overdue-email” when deliver-due has fallen silent',
]
