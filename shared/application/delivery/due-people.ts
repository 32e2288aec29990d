import { second } from '../../domain/duration.ts'
import { type Hold, isHeld } from '../../domain/hold.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import { accountEmails, type DueRef, dueShards } from '../../store/due.ts'
import { type Assignment, everything } from './assignment.ts'
import type { DeliveryDeps } from './deps.ts'
import { pagesInTurns, pagesTogether, shardsOf } from './due-scanner.ts'
import { handleWaiting, type Stretch } from './received.ts'
import type { RunDeps } from './report.ts'
import { largestCall } from './slots.ts'

/** Some who are due, and what is held back while they are planned. */
export interface DuePeople {
  refs: DueRef[]
  holds: readonly Hold[]
  /** How long a sign-up that was received had waited to be handled, in milliseconds. */
  overdue?: number
  /** Whether everybody who is due in a journey has been read: what is in hand of theirs waits for no more. */
  isPastJourneys?: boolean
}

/** What one worker looks after, until when, and how many people are read together. */
export interface Walk {
  assignment: Assignment
  until: Instant
  pageSize: () => number
  /** Whether no more emails may go out in this walk: then sign-ups alone are handled, until its end. */
  isStopped: () => boolean
}

/** How often a walk looks for new account emails, and for what is held back now, in milliseconds. */
const lookEvery = 2 * second

/** People who are read together: what goes out in this time, so that account emails are looked for as often. */
const pageOf = 2000

/** One call to the table reads so many people in four requests. */
const largestPage = 400

/** Of each shard so many account emails are read together, the earliest first. */
const accountEmailsOfShard = largestPage / dueShards

/**
 * How many people to read together: what goes out in two seconds, and towards the end of a run only what still can, since
 * the next run reads whoever is left again. Two pages are in hand at a time: one is sent, the other read.
 * @param ratePerSecond emails a second that this worker may send.
 * @param left how long the run still lasts, in milliseconds.
 */
export function pageSizeFor(ratePerSecond: number, left: number): number {
  const seconds = Math.min(pageOf, left / 2) / 1000
  const min = Math.min(largestCall, Math.ceil(ratePerSecond))
  return Math.min(largestPage, Math.max(min, Math.floor(ratePerSecond * seconds)))
}

/** The journeys that delivery may walk now: not paused, and with a current version that is not broken. */
export async function openJourneys(deps: DeliveryDeps, holds: readonly Hold[]): Promise<JourneyId[]> {
  const heads = await deps.library.list()
  return heads
    .map(head => head.journey)
    .filter(journey => !isHeld(holds, journey))
    .map(({ id }) => id)
}

/** Those that a walk has not met yet, and of each person one. */
function firstMet(): (refs: readonly DueRef[]) => DueRef[] {
  const met = new Set<string>()
  return refs => {
    const fresh = refs.filter(ref => !met.has(`${ref.learnerId}${ref.dueAt}`))
    for (const ref of fresh) met.add(`${ref.learnerId}${ref.dueAt}`)
    return [...new Map(fresh.map(ref => [ref.learnerId, ref])).values()]
  }
}

/** Account emails and sign-ups, which one worker looks after. */
interface Urgent {
  /** The next page of account emails. @param isTime to look from the beginning, where the end was reached. */
  accountEmails: (isTime: boolean) => Promise<{ refs: DueRef[]; isLeft: boolean }>
  /** Handles some of the sign-ups that wait. */
  handled: () => Promise<Stretch>
}

const noneWaits: Stretch = { refs: [], overdue: 0, isLeft: false }

function urgentOf(deps: RunDeps, { assignment, until }: Walk): Urgent {
  if (!assignment.accountEmails)
    return { accountEmails: async () => noneWaits, handled: async () => noneWaits }
  const notMet = firstMet()
  const waiting = handleWaiting(deps, until)
  const shards = shardsOf(accountEmails, everything.shards)
  let pages: AsyncGenerator<DueRef[]> | undefined
  return {
    async accountEmails(isTime) {
      const { table, clock, goesOnWithout } = deps
      if (isTime) pages ??= pagesTogether(table, shards, clock.now(), accountEmailsOfShard, goesOnWithout)
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

/** Whoever plans reads a page ahead: one with nobody on it would be read ahead in place of people. */
const worthPlanning = (page: DuePeople): DuePeople[] =>
  page.refs.length > 0 || page.overdue || page.isPastJourneys ? [page] : []

/**
 * The next page of people in open journeys. A shard in which nobody is due is no turn: whoever stands in the last one waits behind
 * one page of account emails, and not behind one a shard.
 * @param mayGoOn whether there is time to look into one more shard.
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

/** Handles the sign-ups that are left where no email may go out. What they lead to is due, and waits for a later run. */
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
 * One worker's way through everybody who is due in its shards, once. Two that walk the same shard read some people in vain
 * and email nobody twice. Account emails come first, a page at a time with a page of people in journeys behind each, so that
 * however many of either wait, the others go on; every few seconds they are looked for again. Between them sign-ups that were
 * received are handled, a second at a time, until none waits. What an operator holds back meanwhile, and a version whose breaker
 * trips, is left out from then on.
 * @param first what is held back as the walk begins.
 * @yields people who are due; nobody twice in a walk, but for account emails.
 */
export async function* duePeople(
  deps: RunDeps,
  walk: Walk,
  first: readonly Hold[],
): AsyncGenerator<DuePeople> {
  const { clock, table, goesOnWithout: unread } = deps
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
