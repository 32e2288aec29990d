import type * as z from 'zod/mini'
import { minute } from './duration.ts'
import type * as schema from './hold-schema.ts'
import type { Instant, JourneyId, ModuleId } from './ids.ts'
import type { Journey } from './journey.ts'

/** Something is held back: its scope, by somebody or something, since when, why, and what may go out all the same. */
export type Hold = z.infer<typeof schema.Hold>
/** SES takes nothing from this account. */
export type AccountFaultHold = z.infer<typeof schema.AccountFaultHold>
/** SES could not deliver emails because of how a version is written. */
export type Breaker = z.infer<typeof schema.Breaker>
/** A version goes to a few people first, and then waits for an operator's word. */
export type Canary = z.infer<typeof schema.Canary>

/**
 * What a hold holds back. `delivery`: nothing is handed to SES. `planning`: nobody is moved forward, so no journey starts
 * and no module, reminder or pause goes out; account emails about a sign-up still do. A journey: the same for it alone. A
 * module: every email about it. A version: every email of a journey while that version is current.
 */
export type HoldScope = Hold['scope']

/** What an operator may hold back. */
export type OperatorScope = z.infer<typeof schema.OperatorHold>['scope']

/** A hold that lets one email out now and then, to test whether its cause is gone. */
export type ProbedHold = AccountFaultHold | Breaker

/** What may be held back: all that is sent, that people are moved forward, or the emails of a journey's version. */
export type Place = 'delivery' | 'planning' | Pick<Journey, 'id' | 'version'>

/** Whether a canary lets nothing out: its version is not current, or enough of it is out. */
const isClosed = ({ version, left }: Canary, current: number): boolean => version !== current || left <= 0

/** Whether a hold keeps emails from going out there. A recalled module is left to the engine, which knows the email. */
export function holdsBack(hold: Hold, place: Place): boolean {
  const { scope } = hold
  if (typeof place === 'string') return scope.is === place
  if (scope.is === 'delivery' || scope.is === 'planning') return true
  if (scope.is === 'module' || scope.journeyId !== place.id) return false
  if (scope.is === 'version') return scope.version === place.version
  return hold.by !== 'canary' || isClosed(hold, place.version)
}

/** Whether anything keeps emails from going out there. */
export const isHeld = (holds: readonly Hold[], place: Place): boolean =>
  holds.some(hold => holdsBack(hold, place))

const widestFirst: readonly HoldScope['is'][] = ['delivery', 'planning', 'journey', 'version', 'module']

/** All that keeps emails from going out there: the widest first, what somebody did before what something did. */
export function holdsOn(holds: readonly Hold[], place: Place): Hold[] {
  const rank = ({ scope, by }: Hold) => widestFirst.indexOf(scope.is) * 2 + (by === 'operator' ? 0 : 1)
  return holds.filter(hold => holdsBack(hold, place)).toSorted((a, b) => rank(a) - rank(b))
}

/** Those by one kind of holder. */
export const holdsBy = <H extends Hold, B extends Hold['by']>(
  holds: readonly H[],
  by: B,
): Extract<H, { by: B }>[] => holds.filter((hold): hold is Extract<H, { by: B }> => hold.by === by)

/** All holds but one. */
export const otherHolds = (holds: readonly Hold[], one: Hold | undefined): Hold[] =>
  holds.filter(hold => hold !== one)

/** The canary that a journey's emails belong to. */
export const canaryOf = (holds: readonly Hold[], journeyId: JourneyId): Canary | undefined =>
  holdsBy(holds, 'canary').find(({ scope }) => scope.journeyId === journeyId)

/** Modules of a journey that no email may be about. */
export const recalledModules = (holds: readonly Hold[], journeyId: JourneyId): ModuleId[] =>
  holds.flatMap(({ scope }) =>
    scope.is === 'module' && scope.journeyId === journeyId ? [scope.moduleId] : [],
  )

/** How often one email tests whether the cause of a hold is gone, in milliseconds. */
const probeEvery = { breaker: 15 * minute, 'account-fault': 5 * minute } as const

/** A version that produced this many failures in SES is not sent any more, but for probes. */
const failuresToTrip = 3

/** Failures of a version are counted from the first; the third makes a hold of them. */
export const isTripped = ({ failures }: Pick<Breaker, 'failures'>): boolean => failures >= failuresToTrip

/** Whether it is time to let one email out. */
export const isTimeToProbe = ({ by, usedAt, since = 0 }: ProbedHold, now: Instant): boolean =>
  now >= (usedAt ?? since) + probeEvery[by]

/** The hold once a probe is let out: what SES said of the probe before counts no more. */
export const probed = <H extends ProbedHold>(
  hold: H,
  at: Instant,
): H & { since: Instant; usedAt: Instant } => ({
  ...hold,
  since: hold.since ?? at,
  usedAt: at,
  ...(hold.by === 'breaker' && { seen: false, failed: false }),
})

/**
 * What comes next for a broken version. Silence about a probe closes nothing: SES reports emails that it cannot write
 * within minutes, and of those that it can it says that they were sent.
 */
export function nextForBreaker(breaker: Breaker, now: Instant): 'wait' | 'probe' | 'close' {
  if (!isTimeToProbe(breaker, now)) return 'wait'
  return breaker.seen && !breaker.failed ? 'close' : 'probe'
}

/** How many of the emails that somebody wants to send a canary has room for. */
export const roomIn = ({ left }: Pick<Canary, 'left'>, wanted: number): number =>
  Math.max(0, Math.min(left, wanted))

/** What may go out in spite of a hold: so many emails, or one every so many milliseconds. */
export type Allowance = { emails: number; left: number } | { every: number }

/** @returns undefined where nothing may. */
export function allowanceOf(hold: Hold): Allowance | undefined {
  if (hold.by === 'operator') return undefined
  if (hold.by === 'canary') return { emails: hold.emails, left: hold.left }
  return { every: probeEvery[hold.by] }
}
