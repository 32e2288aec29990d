import type { EventOf } from '../../domain/domain-event.ts'
import { day, hour, minute } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import { shareOf } from '../../domain/sending-policy.ts'
import type { Ceiling } from '../../store/ceiling.ts'
import { type Brakes, type Scope, scopesOf } from '../../store/confirmations.ts'
import { originOf } from '../../store/learner-record.ts'
import type { DeliveryDeps } from './deps.ts'
import { type Brake, brakeFor, type Fares, faresOf } from './fares.ts'
import type { Planned } from './planned.ts'
import { ceilingFor } from './quota.ts'

/** An account email that has to wait, until when, and why. */
export interface Deferred {
  planned: Planned
  until: Instant
  reason: EventOf<'AccountEmailDeferred'>['reason']
}

/** Which account emails may go now, and which later. */
export interface Admission {
  now: Planned[]
  later: Deferred[]
}

/** Says of a page of account emails that anybody can cause which of them may go now. */
export type Admit = (planned: readonly Planned[]) => Promise<Admission>

/** What admitting account emails needs of the world. */
export type AdmissionDeps = Pick<DeliveryDeps, 'clock' | 'confirmations' | 'ceiling' | 'account'>

/** What one run knows of all its pages. */
interface Run {
  deps: AdmissionDeps
  fares: Fares
  /** How many of each network it let go. */
  letGo: Map<Scope, number>
  /** Where each queue of those that it deferred ends. */
  ends: Map<string, Instant>
  /** The brakes that it has written down. */
  noted: Set<string>
}

function networkOf({ record, email }: Planned): Scope | undefined {
  const origin = originOf(record, email)
  return origin && scopesOf(origin)[0]
}

/** Who waits longer than this is told that it goes slowly: the page speaks of ten minutes. */
const slowAfter = 10 * minute

/** Nobody looks again later than this after a queue opens: it may have become shorter meanwhile. */
const longestQueue = day

/** The end of a queue, where one more waits; those who follow in this run wait behind it. */
function placeIn({ ends }: Run, queue: string, opensAt: Instant, apart: number): Instant {
  const end = Math.max(opensAt, ends.get(queue) ?? 0)
  const place = end > opensAt + longestQueue ? opensAt : end
  ends.set(queue, place + apart)
  return place
}

/** Written down once a run. */
async function noteBrake(run: Run, scope: Scope, why: Brakes, at: Instant): Promise<void> {
  const brake = `${why} ${scope}`
  if (run.noted.has(brake)) return
  run.noted.add(brake)
  await run.deps.confirmations.noteBrake(scope, why, at)
}

/** How many a network had in the last 12 to 24 hours. Where none is known, as of a change of address, only this run's count. */
async function hadBy({ fares, letGo }: Run, network: Scope | undefined): Promise<number> {
  const lately = network === undefined ? undefined : await fares.tally(network)
  const before = lately ? lately.sent + lately.withheld : 0
  return before + (letGo.get(network ?? 'all') ?? 0)
}

interface InTurn {
  planned: Planned
  /** How many its network had lately, and gets before this one. */
  had: number
}

/**
 * Account emails so that those of different networks take turns: many of one wait behind each other, and not before others. A
 * network that had fewer turns lately comes first: each account email looks again at a time of its own, and meets others then.
 */
async function inTurns(run: Run, accountEmails: readonly Planned[]): Promise<InTurn[]> {
  const byNetwork = [...Map.groupBy(accountEmails, networkOf)]
  const groups = await Promise.all(
    byNetwork.map(async ([network, all]) => ({ all, before: await hadBy(run, network) })),
  )
  const turns = groups.flatMap(({ all, before }) =>
    all.map((planned, place) => ({ planned, place, before, had: before + place })),
  )
  return turns.toSorted((a, b) => a.place - b.place || a.before - b.before)
}

/** Lets as many go as it is time for; each of the others looks again about when its turn comes. */
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

/** Holds down confirmations like those of which too many bounced. */
async function underBrakes(run: Run, accountEmails: readonly Planned[], at: Instant): Promise<Admission> {
  const braked = await Promise.all(
    accountEmails.map(async planned => ({
      planned,
      brake: await brakeFor(run.deps, run.fares, originOf(planned.record, planned.email)),
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
 * When somebody looks again for whom the quota has no room: within an hour from when there may be, each at a moment of their
 * own, and as far behind others of their network as the quota lets emails go.
 */
function whenRoomAgain(run: Run, planned: Planned, opensAt: Instant, { per24Hours }: Ceiling): Instant {
  const apart = Math.min(hour, day / Math.max(1, per24Hours))
  const place = placeIn(run, `quota ${networkOf(planned)}`, opensAt, apart)
  return Math.ceil(place + shareOf(planned.record.learner.id) * hour)
}

/** Holds all of them down to their part of the account's rate and quota, in which networks take turns. */
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
      run.letGo.set(network, (run.letGo.get(network) ?? 0) + 1)
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
 * Admits the account emails of one run, a page at a time. Those that anybody can cause go first, and within limits
 * of their own: a ceiling keeps the rest of the account for people who take part, and a brake keeps bounces from ruining the
 * sender's name.
 */
export function admission(deps: AdmissionDeps): Admit {
  const fares = faresOf(deps.confirmations, () => deps.clock.now())
  const run: Run = { deps, fares, letGo: new Map(), ends: new Map(), noted: new Set() }
  return async planned => {
    if (planned.length === 0) return { now: [], later: [] }
    const at = deps.clock.now()
    const braked = await underBrakes(run, planned, at)
    if (braked.now.length === 0) return braked
    const { now, later } = await underCeiling(run, braked.now, at)
    return { now, later: [...braked.later, ...later] }
  }
}
