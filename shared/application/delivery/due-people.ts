import { second } from '../../domain/duration.ts'
import { type Hold, isHeld } from '../../domain/hold.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import { accountEmails, type DueRef } from '../../store/due.ts'
import { type Assignment, everything } from './assignment.ts'
import type { DeliveryDeps } from './deps.ts'
import { pagesInTurns, pagesOfShard, shardsOf } from './due-scanner.ts'
import { handleInTurn } from './received.ts'
import { largestCall } from './slots.ts'

/** Some who are due, and what is held back while they are planned. */
export interface DuePeople {
  refs: DueRef[]
  holds: readonly Hold[]
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

/**
 * All account emails that are due: nobody's waits behind people who cannot be moved forward yet. Sign-ups that wait to be handled
 * are handled, and their account emails are among them.
 */
async function readAccountEmails(deps: DeliveryDeps, until: Instant): Promise<DueRef[]> {
  const now = deps.clock.now()
  const shards = shardsOf(accountEmails, everything.shards).map(async shard => {
    const refs: DueRef[] = []
    for await (const page of pagesOfShard(deps.table, shard, now, accountEmailPage))
      refs.push(...page.refs, ...(await handleInTurn(deps, page.received, until)))
    return refs
  })
  return (await Promise.all(shards)).flat()
}

/** The account emails that this walk has not met yet. */
function newAccountEmails(deps: DeliveryDeps, until: Instant): () => Promise<DueRef[]> {
  const seen = new Set<string>()
  return async () => {
    const refs = (await readAccountEmails(deps, until)).filter(
      ref => !seen.has(`${ref.learnerId}${ref.dueAt}`),
    )
    for (const ref of refs) seen.add(`${ref.learnerId}${ref.dueAt}`)
    return refs
  }
}

/**
 * One worker's way through everybody who is due in its shards, once. Two that walk the same shard read some people in vain
 * and email nobody twice. Account emails come first and again every few seconds. What an operator holds back meanwhile,
 * and a version whose breaker trips, is left out from then on.
 * @param first what is held back as the walk begins.
 * @yields people who are due; nobody twice in a walk, but for account emails.
 */
export async function* duePeople(
  deps: DeliveryDeps,
  { assignment, until, pageSize }: Walk,
  first: readonly Hold[],
): AsyncGenerator<DuePeople> {
  const { clock, table } = deps
  let holds = first
  if (isHeld(holds, 'delivery')) return
  const urgent = assignment.accountEmails ? newAccountEmails(deps, until) : async () => []
  yield { refs: await urgent(), holds }
  let open: ReadonlySet<string> = new Set(await openJourneys(deps, holds))
  let lookedAt = clock.now()
  const shards = [...open].flatMap(journey => shardsOf(journey, assignment.shards))
  if (lookedAt >= until) return
  const inTurns = { now: () => clock.now(), size: pageSize, isOpen: (of: string) => open.has(of) }
  for await (const refs of pagesInTurns(table, shards, inTurns)) {
    const isTime = clock.now() - lookedAt >= lookEvery
    if (isTime) {
      lookedAt = clock.now()
      holds = await deps.holds.all()
      if (isHeld(holds, 'delivery')) return
      open = new Set(await openJourneys(deps, holds))
    }
    const accountEmailRefs = isTime ? await urgent() : []
    const mayGo = refs.filter(({ journeyId }) => journeyId !== undefined && open.has(journeyId))
    if (accountEmailRefs.length + mayGo.length > 0) yield { refs: [...accountEmailRefs, ...mayGo], holds }
    if (clock.now() >= until) return
  }
}
