import type { Enrolment } from './enrolment.ts'
import type { Learner } from './learner.ts'
import { isGivenUp } from './outbox.ts'

/**
 * Where people stand of whom nothing goes on by itself: `rejected` by SES, so often that it is not tried again;
 * `unreachable`, because their address bounced, complained or is suppressed.
 */
const restingPlaces = ['paused', 'rejected', 'unreachable', 'completed', 'left'] as const
type RestingPlace = (typeof restingPlaces)[number]

/** Of those who are under way: before the first module, with a module before them, or done with it and waiting for the next. */
type PlaceUnderWay = 'start' | `reading.${string}` | `after.${string}`

/** Where in a journey somebody is, for counting people. */
type PlaceInJourney = RestingPlace | PlaceUnderWay

/** Where somebody is in a journey. Who has finished or left has, whether or not they can still be emailed. */
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

/** How many people are where in a journey, by place. */
export type PeopleByPlace = Readonly<Record<string, number>>

/** How many people of a journey are under way, which means that its next email comes to them by itself, and where the others are. */
export type PeopleNow = Readonly<Record<RestingPlace | 'underWay', number>>

/** How many no email reaches, whoever is to blame: an SES that refuses, an address, or an operator. */
export const outOfReach = ({ rejected, unreachable }: PeopleNow): number => rejected + unreachable

/** Whether the next email comes by itself to who is there. */
const isUnderWay = (place: string): boolean => !(restingPlaces as readonly string[]).includes(place)

/** Whether the next email comes by itself to somebody, or does once they go on after a pause. */
export function canGoOn(learner: Learner, enrolment: Enrolment): boolean {
  const place = placeOf(learner, enrolment)
  return isUnderWay(place) || place === 'paused'
}

/** The one definition of who is under way, for whatever tells of people. */
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
