import type * as z from 'zod/mini'
import { minute } from './duration.ts'
import type * as schema from './hold-schema.ts'
import type { Instant, JourneyId, ModuleId } from './ids.ts'
import type { Journey } from './journey.ts'

/** A hold: its scope, who or what set it, since when, why, and its allowance. */
export type Hold = z.infer<typeof schema.Hold>
/** SES accepts nothing from this account. */
export type AccountFaultHold = z.infer<typeof schema.AccountFaultHold>
/** SES could not deliver emails because of the content of a version. */
export type Breaker = z.infer<typeof schema.Breaker>
/** A version goes to a few people first and then waits for an operator. */
export type Canary = z.infer<typeof schema.Canary>

/**
 * The scope of a hold. `delivery`: nothing is handed to SES. `planning`: nobody moves forward, so no journey starts
 * and no module, reminder or pause goes out; account emails still do. A journey: the same for that journey alone. A
 * module: every email about it. A version: every email of a journey while that version is current.
 */
export type HoldScope = Hold['scope']

/** The scopes that an operator can hold. */
export type OperatorScope = z.infer<typeof schema.OperatorHold>['scope']

/** A hold that lets one email out now and then, to test whether its cause is gone. */
export type ProbedHold = AccountFaultHold | Breaker

/** Where a hold may apply: all delivery, all planning, or one version of a journey. */
export type HoldTarget = 'delivery' | 'planning' | Pick<Journey, 'id' | 'version'>

/** Whether a canary lets nothing out: another version is current, or its emails are used up. */
const isClosed = ({ version, left }: Canary, current: number): boolean => version !== current || left <= 0

/**
 * Whether a hold keeps emails from going out there. A recalled module is left to the engine, which knows what each
 * email is about.
 */
export function holdsBack(hold: Hold, place: HoldTarget): boolean {
  const { scope } = hold
  if (typeof place === 'string') return scope.is === place
  if (scope.is === 'delivery' || scope.is === 'planning') return true
  if (scope.is === 'module' || scope.journeyId !== place.id) return false
  if (scope.is === 'version') return scope.version === place.version
  return hold.by !== 'canary' || isClosed(hold, place.version)
}

/** Whether any hold stops emails for a target. */
export const isHeld = (holds: readonly Hold[], place: HoldTarget): boolean =>
  holds.some(hold => holdsBack(hold, place))

const widestFirst: readonly HoldScope['is'][] = ['delivery', 'planning', 'journey', 'version', 'module']

/** All holds that keep emails from going out there: the widest first, and operators' before automatic ones. */
export function holdsOn(holds: readonly Hold[], place: HoldTarget): Hold[] {
  const rank = ({ scope, by }: Hold) => widestFirst.indexOf(scope.is) * 2 + (by === 'operator' ? 0 : 1)
  return holds.filter(hold => holdsBack(hold, place)).toSorted((a, b) => rank(a) - rank(b))
}

/** The holds of one kind of holder. */
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

/** Failures in SES after which a version is sent no more, except for probes. */
const failuresToTrip = 3

/** Whether a version has failed often enough to be held. Failures are counted from the first. */
export const isTripped = ({ failures }: Pick<Breaker, 'failures'>): boolean => failures >= failuresToTrip

/** Whether it is time to send one email as a test. */
export const isTimeToProbe = ({ by, usedAt, since = 0 }: ProbedHold, now: Instant): boolean =>
  now >= (usedAt ?? since) + probeEvery[by]

/** The hold after letting out a probe. Reports about earlier probes no longer count. */
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
 * The next step for a held version. Silence about a probe does not close the breaker: SES reports both success and
 * failure to render within minutes.
 */
export function nextForBreaker(breaker: Breaker, now: Instant): 'wait' | 'probe' | 'close' {
  if (!isTimeToProbe(breaker, now)) return 'wait'
  return breaker.seen && !breaker.failed ? 'close' : 'probe'
}

/** How many of the wanted emails a canary still allows. */
export const roomIn = ({ left }: Pick<Canary, 'left'>, wanted: number): number =>
  Math.max(0, Math.min(left, wanted))

/** What may go out despite a hold: a number of emails, or one every so many milliseconds. */
export type Allowance = { emails: number; left: number } | { every: number }

/** @returns undefined if the hold has no allowance. */
export function allowanceOf(hold: Hold): Allowance | undefined {
  if (hold.by === 'operator') return undefined
  if (hold.by === 'canary') return { emails: hold.emails, left: hold.left }
  return { every: probeEvery[hold.by] }
}
