import { enCards } from '../../../shared/texts/en-cards.ts'
import { counted } from '../command/format.ts'
import type { Style } from '../command/style.ts'
import type { CirclesListed, GroupListed, JourneyListed } from './list-circles.ts'

/** That it cannot be read of a journey whether they are on, in a sentence's end. */
export const offUntilRead = (reason: string): string =>
  `off until a release reads this row, which is kept: nobody joins, no round is dealt, and groups go on. ${reason}`

/** Whether they are on, in a sentence's end. */
export function stateInWords({ isOn, isRestored, smallestPool, unreadable }: JourneyListed): string {
  if (unreadable !== undefined) return offUntilRead(unreadable)
  if (isOn) return `on; a round is dealt from ${smallestPool} people on`
  return isRestored ? 'off: this table was restored, and nobody has turned them on since' : 'off'
}

const states: Readonly<Record<GroupListed['state'], string>> = {
  proposed: 'proposed',
  closed: 'proposal closed',
  introduced: 'introduced',
  reported: 'reported',
  ended: 'ended',
}

/** Since when a group stands how. */
export const groupState = ({ state, since }: GroupListed, time: (at: number) => string): string =>
  `${states[state]} since ${time(since)}`

/** How many are still in it, and from where. */
export function peopleInWords({ people }: GroupListed): string {
  const here = people.filter(({ isGone }) => !isGone)
  return `${counted(here.length, 'person', 'people')} from ${[...new Set(here.map(({ sector }) => enCards.places[sector]))].join(', ')}`
}

/** That one stands still until a release reads it. */
export const unreadableInWords = (reason: string): string =>
  `Kept, and led on once a release reads it. ${reason}`

export const listedLines = ({ journeys, groups, unreadable }: CirclesListed, style: Style): string[] => [
  ...(journeys.length > 0
    ? journeys.map(one => `${one.journey}: ${stateInWords(one)}`)
    : ['No journey is published yet.']),
  ...unreadable.map(reason => style.bad(unreadableInWords(reason))),
  ...groups.flatMap(group => [`${group.id}  ${groupState(group, style.time)}`, `  ${peopleInWords(group)}`]),
]

/** One group, with everybody in it. */
export const shownLines = (group: GroupListed, style: Style): string[] => [
  `${group.id}  ${groupState(group, style.time)}`,
  ...group.people.map(
    ({ learner, sector, isGone }) => `  ${learner}  ${enCards.places[sector]}${isGone ? ', gone' : ''}`,
  ),
]
