import { second } from '../../domain/duration.ts'
import { type Hold, isHeld } from '../../domain/hold.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import { accountEmails, type DueRef } from '../../store/due.ts'
import { type Assignment, everything } from './assignment.ts'
import type { DeliveryDeps } from './deps.ts'
import { allOfShard, pagesInTurns, shardsOf } from './due-scanner.ts'
import { handleWaiting, type Stretch } from './received.ts'
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
}

/** How often a walk looks for new account emails, and for what is held back now, in milliseconds. */
const lookEvery = 2 * second

const accountEmailPage = 100

/** People who are read together: what goes out in this time, so that account emails are looked for as often. */
const pageOf = 2000

/** One call to the table reads so many people in four requests. */
const largestPage = 400

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

/** All account emails that are due: nobody's waits behind people who cannot be moved forward yet. */
async function readAccountEmails({ clock, table }: DeliveryDeps): Promise<DueRef[]> {
  const now = clock.now()
  const shards = shardsOf(accountEmails, everything.shards)
  return (await Promise.all(shards.map(shard => allOfShard(table, shard, now, accountEmailPage)))).flat()
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

/** Account emails and sign-ups: what one worker looks at first and again every few seconds. */
interface Urgent {
  refs: () => Promise<DueRef[]>
  /** Handles some of the sign-ups that wait. */
  handled: () => Promise<Stretch>
}

const noneWaits: Stretch = { refs: [], overdue: 0, isLeft: false }

function urgentOf(deps: DeliveryDeps, { assignment, until }: Walk): Urgent {
  if (!assignment.accountEmails) return { refs: async () => [], handled: async () => noneWaits }
  const notMet = firstMet()
  const waiting = handleWaiting(deps, until)
  return {
    refs: async () => notMet(await readAccountEmails(deps)),
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
 * One worker's way through everybody who is due in its shards, once. Two that walk the same shard read some people in vain
 * and email nobody twice. Account emails come first and again every few seconds; between them sign-ups that were received are
 * handled, a second at a time, until none waits. What an operator holds back meanwhile, and a version whose breaker trips, is left
 * out from then on.
 * @param first what is held back as the walk begins.
 * @yields people who are due; nobody twice in a walk, but for account emails.
 */
export async function* duePeople(
  deps: DeliveryDeps,
  walk: Walk,
  first: readonly Hold[],
): AsyncGenerator<DuePeople> {
  const { clock, table } = deps
  const { assignment, until, pageSize } = walk
  let holds = first
  if (isHeld(holds, 'delivery')) return
  const urgent = urgentOf(deps, walk)
  yield* worthPlanning({ refs: await urgent.refs(), holds })
  let handled = await urgent.handled()
  yield* worthPlanning({ ...handled, holds })
  let open: ReadonlySet<string> = new Set(await openJourneys(deps, holds))
  let lookedAt = clock.now()
  const shards = [...open].flatMap(journey => shardsOf(journey, assignment.shards))
  const inTurns = { now: () => clock.now(), size: pageSize, isOpen: (of: string) => open.has(of) }
  const pages = pagesInTurns(table, shards, inTurns)
  while (clock.now() < until) {
    const { value, done: isPastJourneys = false } = await pages.next()
    if (isPastJourneys && !handled.isLeft) return
    const isTime = isPastJourneys || clock.now() - lookedAt >= lookEvery
    if (isTime) {
      lookedAt = clock.now()
      holds = await deps.holds.all()
      if (isHeld(holds, 'delivery')) return
      open = new Set(await openJourneys(deps, holds))
    }
    const ofAccount = isTime ? await urgent.refs() : []
    const refs: readonly DueRef[] = value ?? []
    const ofJourneys = refs.filter(({ journeyId }) => journeyId !== undefined && open.has(journeyId))
    yield* worthPlanning({ refs: [...ofAccount, ...ofJourneys], holds, isPastJourneys })
    if (!isTime) continue
    handled = await urgent.handled()
    yield* worthPlanning({ ...handled, holds })
  }
}
