import type { EventOf } from '../../domain/domain-event.ts'
import { day, hour, minute } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import { shareOf } from '../../domain/sending-policy.ts'
import type { Ceiling } from '../../store/ceiling.ts'
import { type Brakes, type Scope, scopesOf } from '../../store/confirmations.ts'
import { originOf } from '../../store/learner-record.ts'
import { type BounceTallies, type Brake, bounceTalliesOf, brakeFor } from './bounce-tallies.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './planned.ts'
import { ceilingFor } from './quota.ts'

/** An account email that has to wait. */
export interface Deferred {
  planned: Planned
  until: Instant
  reason: EventOf<'AccountEmailDeferred'>['reason']
}

/** Which account emails may go now, and which have to wait. */
export interface Admission {
  now: Planned[]
  later: Deferred[]
}

/** Decides for a page of account emails that anybody can cause which of them may go now. */
export type Admit = (planned: readonly Planned[]) => Promise<Admission>

/** Dependencies of admission. */
export type AdmissionDeps = Pick<DeliveryDeps, 'clock' | 'confirmations' | 'ceiling' | 'account'>

/** State over all pages of one run. */
interface Run {
  deps: AdmissionDeps
  tallies: BounceTallies
  /** The number of emails let go for each network. */
  admittedBy: Map<Scope, number>
  /** The end of each queue of deferred emails. */
  ends: Map<string, Instant>
  /** The brakes already recorded in this run. */
  noted: Set<string>
}

function networkOf({ record, email }: Planned): Scope | undefined {
  const origin = originOf(record, email)
  return origin && scopesOf(origin)[0]
}

/** An email that waits longer than this, in milliseconds, is reported as slow. The page speaks of ten minutes. */
const slowAfter = 10 * minute

/**
 * A deferred email is looked at again within this time, in milliseconds, after its queue opens, because the queue may
 * have become shorter.
 */
const longestQueue = day

/**
 * Adds an email to a queue.
 * @returns its place in time; later emails of this run come after it.
 */
function placeIn({ ends }: Run, queue: string, opensAt: Instant, apart: number): Instant {
  const end = Math.max(opensAt, ends.get(queue) ?? 0)
  const place = end > opensAt + longestQueue ? opensAt : end
  ends.set(queue, place + apart)
  return place
}

/** Records a brake, once in a run. */
async function noteBrake(run: Run, scope: Scope, why: Brakes, at: Instant): Promise<void> {
  const brake = `${why} ${scope}`
  if (run.noted.has(brake)) return
  run.noted.add(brake)
  await run.deps.confirmations.noteBrake(scope, why, at)
}

/**
 * The emails of a network in the last 12 to 24 hours. Without a known network (as for a change of address), only
 * those of this run count.
 */
async function recentEmailsOf({ tallies, admittedBy }: Run, network: Scope | undefined): Promise<number> {
  const lately = network === undefined ? undefined : await tallies.tally(network)
  const before = lately ? lately.sent + lately.withheld : 0
  return before + (admittedBy.get(network ?? 'all') ?? 0)
}

interface InTurn {
  planned: Planned
  /** The number of emails that its network had recently, including those of this run before it. */
  had: number
}

/**
 * Orders account emails so that networks take turns. A network with fewer recent emails goes first; many emails of
 * one network queue behind each other. A deferred email is looked at again at a time of its own and meets other
 * emails then.
 */
async function inTurns(run: Run, accountEmails: readonly Planned[]): Promise<InTurn[]> {
  const byNetwork = [...Map.groupBy(accountEmails, networkOf)]
  const groups = await Promise.all(
    byNetwork.map(async ([network, all]) => ({ all, before: await recentEmailsOf(run, network) })),
  )
  const turns = groups.flatMap(({ all, before }) =>
    all.map((planned, place) => ({ planned, place, before, had: before + place })),
  )
  return turns.toSorted((a, b) => a.place - b.place || a.before - b.before)
}

/** Lets go as many emails as are due under a brake; defers each of the others to about its turn. */
async function underBrake(
  run: Run,
  { scope, apart }: Brake,
  accountEmails: readonly Planned[],
  at: Instant,
): Promise<Admission> {
  const waiting = (await inTurns(run, accountEmails)).map(({ planned }) => planned)
  let turn = at
  let taken = 0
  while (taken < waiting.length) {
    turn = await run.deps.confirmations.takeTurn(scope, at, apart)
    if (turn > at) break
    taken += 1
  }
  const later = waiting.slice(taken).map((planned): Deferred => {
    const place = placeIn(run, `brake ${scope}`, turn, apart)
    const until = Math.ceil(place + shareOf(planned.record.learner.id) * apart)
    return { planned, until, reason: 'many-bounce' }
  })
  return { now: waiting.slice(0, taken), later }
}

/** Slows down confirmations like those of which too many bounced. */
async function underBrakes(run: Run, accountEmails: readonly Planned[], at: Instant): Promise<Admission> {
  const braked = await Promise.all(
    accountEmails.map(async planned => ({
      planned,
      brake: await brakeFor(run.deps, run.tallies, originOf(planned.record, planned.email)),
    })),
  )
  const admitted: Admission = { now: [], later: [] }
  for (const same of Map.groupBy(braked, ({ brake }) => brake?.scope).values()) {
    const held = same.map(({ planned }) => planned)
    const brake = same[0]?.brake
    if (brake) await noteBrake(run, brake.scope, 'many-bounce', at)
    const { now, later } = brake ? await underBrake(run, brake, held, at) : { now: held, later: [] }
    admitted.now.push(...now)
    admitted.later.push(...later)
  }
  return admitted
}

/**
 * When to look again at an email for which the ceiling has no room: within an hour after there may be room, at a
 * moment of its own, behind earlier emails of its network.
 */
function whenRoomAgain(run: Run, planned: Planned, opensAt: Instant, { per24Hours }: Ceiling): Instant {
  const apart = Math.min(hour, day / Math.max(1, per24Hours))
  const place = placeIn(run, `quota ${networkOf(planned)}`, opensAt, apart)
  return Math.ceil(place + shareOf(planned.record.learner.id) * hour)
}

/** Limits account emails to their share of the account's rate and quota. Networks take turns. */
async function underCeiling(run: Run, planned: readonly Planned[], at: Instant): Promise<Admission> {
  const { ceiling, account } = run.deps
  const limits = ceilingFor(await account())
  const turns = await inTurns(run, planned)
  const had = turns.map(one => one.had)
  const { grants, opensAt, room } = await ceiling.take(had, at, limits)
  const admitted: Admission = { now: [], later: [] }
  for (const [i, one] of turns.entries()) {
    const network = networkOf(one.planned) ?? 'all'
    if (grants[i] === 'now') {
      admitted.now.push(one.planned)
      run.admittedBy.set(network, (run.admittedBy.get(network) ?? 0) + 1)
      continue
    }
    const hasNoRoom = grants[i] === 'quota'
    const until = hasNoRoom
      ? whenRoomAgain(run, one.planned, opensAt.quota, limits)
      : Math.ceil(placeIn(run, 'rate', opensAt.rate, limits.apart))
    admitted.later.push({ planned: one.planned, until, reason: 'many-asked' })
    if (until - at > slowAfter)
      await noteBrake(run, hasNoRoom && room > 0 ? network : 'all', 'many-asked', at)
  }
  return admitted
}

/**
 * Makes the admission for one run, which is called a page at a time. Account emails that anybody can cause go first,
 * within two limits: a ceiling keeps the rest of the account for learners, and a brake protects the sender's
 * reputation from bounces.
 */
export function admission(deps: AdmissionDeps): Admit {
  const tallies = bounceTalliesOf(deps.confirmations, () => deps.clock.now())
  const run: Run = { deps, tallies, admittedBy: new Map(), ends: new Map(), noted: new Set() }
  return async planned => {
    if (planned.length === 0) return { now: [], later: [] }
    const at = deps.clock.now()
    const braked = await underBrakes(run, planned, at)
    if (braked.now.length === 0) return braked
    const { now, later } = await underCeiling(run, braked.now, at)
    return { now, later: [...braked.later, ...later] }
  }
}
