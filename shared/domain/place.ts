import type { Enrolment } from './enrolment.ts'
import type { Learner } from './learner.ts'
import { isGivenUp } from './outbox.ts'

/**
 * Places from which nobody moves on by themselves. `rejected`: by SES, so often that it is not retried.
 * `unreachable`: the address bounced, complained or is suppressed.
 */
const restingPlaces = ['paused', 'rejected', 'unreachable', 'completed', 'left'] as const
type RestingPlace = (typeof restingPlaces)[number]

/** Places of people under way: before the first module, with a module to do, or done with it and waiting for the next. */
type PlaceUnderWay = 'start' | `reading.${string}` | `after.${string}`

/** A learner's place in a journey, for counting people. */
type PlaceInJourney = RestingPlace | PlaceUnderWay

/**
 * A learner's place in a journey. A completed or left journey counts as such, whether or not the learner can still be
 * emailed.
 */
export function placeOf({ undeliverable }: Learner, enrolment: Enrolment): PlaceInJourney {
  const { phase, pausedBy, emailed } = enrolment
  if (phase.is === 'completed' || phase.is === 'left') return phase.is
  if (undeliverable) return 'unreachable'
  if (pausedBy) return 'paused'
  if (isGivenUp(enrolment)) return 'rejected'
  if (phase.is === 'reading') return `reading.${phase.moduleId}`
  const last = emailed.at(-1)
  return last === undefined ? 'start' : `after.${last}`
}

/** The number of people at each place of a journey. */
export type PeopleByPlace = Readonly<Record<string, number>>

/**
 * The number of people in a journey who are under way (their next email comes by itself), and of those at each
 * resting place.
 */
export type PeopleNow = Readonly<Record<RestingPlace | 'underWay', number>>

/** The number of people whom no email reaches, because of SES, the address, or an operator. */
export const outOfReach = ({ rejected, unreachable }: PeopleNow): number => rejected + unreachable

/** Whether the next email comes by itself to people at this place. */
const isUnderWay = (place: string): boolean => !(restingPlaces as readonly string[]).includes(place)

/** Whether the next email comes by itself, or would after resuming a pause. */
export function canGoOn(learner: Learner, enrolment: Enrolment): boolean {
  const place = placeOf(learner, enrolment)
  return isUnderWay(place) || place === 'paused'
}

/** Sums up people by place. The single definition of who is under way. */
export function peopleNow(people: PeopleByPlace): PeopleNow {
  const at = (place: RestingPlace): number => people[place] ?? 0
  const moving = Object.entries(people).filter(([place]) => isUnderWay(place))
  return {
    underWay: moving.reduce((sum, [, count]) => sum + count, 0),
    paused: at('paused'),
    rejected: at('rejected'),
    unreachable: at('unreachable'),
    completed: at('completed'),
    left: at('left'),
  }
}
