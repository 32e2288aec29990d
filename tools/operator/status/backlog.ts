import { day, minute } from '../../../shared/domain/duration.ts'
import { type Hold, isHeld } from '../../../shared/domain/hold.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { lateAfter } from '../../../shared/domain/sending-policy.ts'
import { accountEmails, countDueOf, earliestDueOf, receivedSignUps } from '../../../shared/store/due.ts'
import type { Head } from '../../../shared/store/journeys.ts'
import type { OperatorDeps } from '../deps.ts'

/** An email later than this, in milliseconds, is overdue. The tick comes once a minute. */
const overdueAfter = 5 * minute

/** The most rows counted in each of the 16 shards; beyond that, counts are "at least". */
const maxOfAShard = 100_000

/** What waits in the due index of a journey, of account emails (`account`), or of received sign-ups. */
export interface Waiting {
  of: string
  /** Whether it is all held now. */
  isHeld: boolean
  /** Due now, including overdue. */
  due: number
  overdue: number
  /** Due for so long that each would wait for its reader's preferred time; counted only if held. */
  late: number
  /** Falls due within the next 24 hours. */
  next24Hours: number
  oldestDueAt?: Instant
  /** The next due time, if nothing is due yet. */
  nextDueAt?: Instant
}

/** The sum of everything that waits. */
export interface Backlog {
  due: number
  overdue: number
  /** Due and held; not included in `due`. */
  held: number
  next24Hours: number
  oldestDueAt?: Instant
  /** When something is due again, if nothing is due now; absent if that is more than 24 hours away. */
  nextDueAt?: Instant
  /** Whether counting stopped early, so that the figures are lower bounds. */
  atLeast: boolean
  waiting: readonly Waiting[]
}

const earliestOf = (moments: readonly Instant[]): Instant | undefined =>
  moments.length > 0 ? Math.min(...moments) : undefined

async function waitingOf(deps: OperatorDeps, of: string, held: boolean): Promise<Waiting> {
  const now = deps.clock.now()
  const earliest = await earliestDueOf(deps.table, of, now + day)
  const count = (until: Instant) => countDueOf(deps.table, of, until, maxOfAShard, earliest)
  const [overdue, due, tomorrow, late] = await Promise.all([
    count(now - overdueAfter),
    count(now),
    count(now + day),
    held ? count(now - lateAfter - 1) : 0,
  ])
  const next24Hours = tomorrow - due
  const firstAt = earliestOf(earliest.flatMap(at => at ?? []))
  return {
    of,
    isHeld: held,
    due,
    overdue,
    late,
    next24Hours,
    ...(firstAt !== undefined && (firstAt <= now ? { oldestDueAt: firstAt } : { nextDueAt: firstAt })),
  }
}

const sum = (waiting: readonly Waiting[], field: 'due' | 'overdue' | 'next24Hours'): number =>
  waiting.reduce((total, one) => total + one[field], 0)

/** Counts what waits, by the keys of the due index only. */
export async function readBacklog(
  deps: OperatorDeps,
  holds: readonly Hold[],
  heads: readonly Head[],
): Promise<Backlog> {
  const journeys = heads.map(({ journey }) => waitingOf(deps, journey.id, isHeld(holds, journey)))
  const waiting = await Promise.all([
    waitingOf(deps, accountEmails, isHeld(holds, 'delivery')),
    waitingOf(deps, receivedSignUps, false),
    ...journeys,
  ])
  const open = waiting.filter(one => !one.isHeld)
  const oldestDueAt = earliestOf(open.flatMap(one => one.oldestDueAt ?? []))
  const nextDueAt = earliestOf(open.flatMap(one => one.nextDueAt ?? []))
  return {
    due: sum(open, 'due'),
    overdue: sum(open, 'overdue'),
    held: sum(waiting, 'due') - sum(open, 'due'),
    next24Hours: sum(open, 'next24Hours'),
    ...(oldestDueAt !== undefined && { oldestDueAt }),
    ...(oldestDueAt === undefined && nextDueAt !== undefined && { nextDueAt }),
    atLeast: waiting.some(({ due }) => due >= maxOfAShard),
    waiting,
  }
}
