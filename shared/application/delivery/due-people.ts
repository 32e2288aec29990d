import { second } from '../../domain/duration.ts'
import { type Hold, isHeld } from '../../domain/hold.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import { accountEmails, type DueRef, dueShards } from '../../store/due.ts'
import { type Assignment, fullAssignment } from './assignment.ts'
import type { DeliveryDeps } from './deps.ts'
import { pagesInTurns, pagesTogether, shardsOf } from './due-scanner.ts'
import { handleWaiting, type Stretch } from './received.ts'
import type { RunDeps } from './report.ts'
import { largestCall } from './slots.ts'

/** A page of due people, and the holds in force when it is planned. */
export interface DuePeople {
  refs: DueRef[]
  holds: readonly Hold[]
  /** How long the oldest received sign-up had waited to be handled, in milliseconds. */
  overdue?: number
  /** Whether everybody who is due in journeys has been read, so that partly filled calls need not wait for more. */
  isPastJourneys?: boolean
}

/** One worker's scan: its assignment, time limit and page size. */
export interface Walk {
  assignment: Assignment
  until: Instant
  pageSize: () => number
  /** Whether no more emails may go out in this run. Then only sign-ups are handled, until its end. */
  isStopped: () => boolean
}

/** How often account emails and holds are looked up, in milliseconds. */
const lookEvery = 2 * second

/** A page holds what is sent in this time, in milliseconds, so that account emails are looked up as often. */
const pageOf = 2000

/** The largest page: one call to the table reads it in four requests. */
const largestPage = 400

/** Account emails read together from each shard, earliest first. */
const accountEmailsOfShard = largestPage / dueShards

/**
 * The page size: as many people as are sent to in two seconds. Towards the end of a run, only as many as can still be
 * sent to, since the next run reads the rest again. Two pages are in memory: one is sent, the other read.
 * @param ratePerSecond emails a second that this worker may send.
 * @param left the rest of the run, in milliseconds.
 */
export function pageSizeFor(ratePerSecond: number, left: number): number {
  const seconds = Math.min(pageOf, left / 2) / 1000
  const min = Math.min(largestCall, Math.ceil(ratePerSecond))
  return Math.min(largestPage, Math.max(min, Math.floor(ratePerSecond * seconds)))
}

/** The journeys that may be delivered now: not held, with a current version that is not broken. */
export async function openJourneys(deps: DeliveryDeps, holds: readonly Hold[]): Promise<JourneyId[]> {
  const heads = await deps.library.list()
  return heads
    .map(head => head.journey)
    .filter(journey => !isHeld(holds, journey))
    .map(({ id }) => id)
}

/** Filters references that this scan has returned already; one for each person. */
function firstMet(): (refs: readonly DueRef[]) => DueRef[] {
  const met = new Set<string>()
  return refs => {
    const fresh = refs.filter(ref => !met.has(`${ref.learnerId}${ref.dueAt}`))
    for (const ref of fresh) met.add(`${ref.learnerId}${ref.dueAt}`)
    return [...new Map(fresh.map(ref => [ref.learnerId, ref])).values()]
  }
}

/** Account emails and sign-ups, which one worker handles. */
interface Urgent {
  /**
   * The next page of account emails.
   * @param isTime whether to start over if the end was reached.
   */
  accountEmails: (isTime: boolean) => Promise<{ refs: DueRef[]; isLeft: boolean }>
  /** Handles some of the waiting sign-ups. */
  handled: () => Promise<Stretch>
}

const noneWaits: Stretch = { refs: [], overdue: 0, isLeft: false }

function urgentOf(deps: RunDeps, { assignment, until }: Walk): Urgent {
  if (!assignment.accountEmails)
    return { accountEmails: async () => noneWaits, handled: async () => noneWaits }
  const notMet = firstMet()
  const waiting = handleWaiting(deps, until)
  const shards = shardsOf(accountEmails, fullAssignment.shards)
  let pages: AsyncGenerator<DueRef[]> | undefined
  return {
    async accountEmails(isTime) {
      const { table, clock, reportFault } = deps
      if (isTime) pages ??= pagesTogether(table, shards, clock.now(), accountEmailsOfShard, reportFault)
      const { value = [], done = true } = (await pages?.next()) ?? {}
      if (done) pages = undefined
      return { refs: notMet(value), isLeft: !done }
    },
    async handled() {
      const { value = noneWaits } = await waiting.next()
      return { ...value, refs: notMet(value.refs) }
    },
  }
}

/** Drops empty pages. The caller plans one page ahead, and an empty one would take that place. */
const worthPlanning = (page: DuePeople): DuePeople[] =>
  page.refs.length > 0 || page.overdue || page.isPastJourneys ? [page] : []

/**
 * The next page of people in open journeys. An empty shard does not count as a turn, so that people in the last shard
 * wait behind one page of account emails and not behind one for each shard.
 * @param mayGoOn whether there is time to read one more shard.
 */
async function nextPeople(
  pages: AsyncGenerator<DueRef[]>,
  open: ReadonlySet<string>,
  mayGoOn: () => boolean,
): Promise<{ refs: DueRef[]; isPast: boolean }> {
  for (;;) {
    const { value = [], done: isPast = false } = await pages.next()
    const refs = value.filter(({ journeyId }: DueRef) => journeyId !== undefined && open.has(journeyId))
    if (isPast || refs.length > 0 || !mayGoOn()) return { refs, isPast }
  }
}

/**
 * Handles the remaining sign-ups when no email may go out. The emails that they cause are due and wait for a later
 * run.
 */
async function* handleRest(
  urgent: Urgent,
  first: Stretch,
  holds: readonly Hold[],
): AsyncGenerator<DuePeople> {
  let handled = first
  while (handled.isLeft) {
    handled = await urgent.handled()
    yield* worthPlanning({ refs: [], overdue: handled.overdue, holds })
  }
}

/**
 * Scans everybody who is due in a worker's shards, once. If two workers read the same shard, some reads are wasted
 * and nobody gets an email twice. Account emails come first: one page of them, then one page of people in journeys,
 * so that neither holds up the other; every few seconds they are looked up again. In between, received sign-ups are
 * handled, a second at a time. New holds and tripped breakers apply from then on.
 * @param first the holds at the start. @yields due people, nobody twice except for account emails.
 */
export async function* duePeople(
  deps: RunDeps,
  walk: Walk,
  first: readonly Hold[],
): AsyncGenerator<DuePeople> {
  const { clock, table, reportFault: unread } = deps
  const { assignment, until, pageSize } = walk
  let holds = first
  if (isHeld(holds, 'delivery')) return
  const urgent = urgentOf(deps, walk)
  let ofAccount = await urgent.accountEmails(true)
  yield* worthPlanning({ refs: ofAccount.refs, holds })
  let handled = await urgent.handled()
  yield* worthPlanning({ ...handled, holds })
  let open: ReadonlySet<string> = new Set(await openJourneys(deps, holds))
  let lookedAt = clock.now()
  const shards = [...open].flatMap(journey => shardsOf(journey, assignment.shards))
  const inTurns = { now: () => clock.now(), size: pageSize, isOpen: (of: string) => open.has(of), unread }
  const pages = pagesInTurns(table, shards, inTurns)
  let isPastJourneys = false
  while (clock.now() < until && !walk.isStopped()) {
    const isTime = clock.now() - lookedAt >= lookEvery
    if (isTime) {
      lookedAt = clock.now()
      holds = await deps.holds.all()
      if (isHeld(holds, 'delivery')) break
      open = new Set(await openJourneys(deps, holds))
    }
    if (!isPastJourneys) {
      const page = await nextPeople(pages, open, () => clock.now() - lookedAt < lookEvery)
      isPastJourneys = page.isPast
      yield* worthPlanning({ refs: page.refs, holds, isPastJourneys })
    }
    ofAccount = await urgent.accountEmails(isTime)
    yield* worthPlanning({ refs: ofAccount.refs, holds })
    if (isPastJourneys && !ofAccount.isLeft && !handled.isLeft) return
    if (!isTime && !isPastJourneys) continue
    handled = await urgent.handled()
    yield* worthPlanning({ ...handled, holds })
  }
  yield* handleRest(urgent, handled, holds)
}
