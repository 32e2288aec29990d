import { enCards } from '../../../shared/texts/en-cards.ts'
import { counted, formatNumber } from '../command/format.ts'
import type { Style } from '../command/style.ts'
import { byRound, newestAndEarlier, type RoundListed, shownAtOnce } from './by-round.ts'
import { type CirclesListed, type GroupListed, isReported, type JourneyListed } from './list-circles.ts'

/** The end of a sentence: it cannot be read whether circles are on in a journey. */
export const offUntilRead = (reason: string): string =>
  `off until a release reads this row, which is kept, or circles on or off writes it anew: nobody joins, no round is dealt, and groups go on. ${reason}`

/** The end of a sentence: whether circles are on. */
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

/** The state of a group, and since when. */
export const groupState = ({ state, since }: GroupListed, time: (at: number) => string): string =>
  `${states[state]} since ${time(since)}`

/** The number of people still in it, and their sectors. */
export function peopleInWords({ people }: GroupListed): string {
  const here = people.filter(({ isGone }) => !isGone)
  return `${counted(here.length, 'person', 'people')} from ${[...new Set(here.map(({ sector }) => enCards.places[sector]))].join(', ')}`
}

/** Says that a group waits until a release can read it. */
export const unreadableInWords = (reason: string): string =>
  `Kept, and led on once a release reads it. ${reason}`

/** The number of groups in each state: `12 proposed, 3 introduced`. */
export function statesInWords(groups: readonly GroupListed[]): string {
  const many = Map.groupBy(groups, ({ state }) => state)
  return Object.entries(states)
    .flatMap(([state, words]) => {
      const count = many.get(state as GroupListed['state'])?.length ?? 0
      return count > 0 ? [`${formatNumber(count)} ${words}`] : []
    })
    .join(', ')
}

const groupLines = (group: GroupListed, style: Style): string[] => [
  `${group.id}  ${groupState(group, style.time)}`,
  `  ${peopleInWords(group)}`,
]

const roundLine = ({ name, groups }: RoundListed): string => `${name}  ${statesInWords(groups)}`

/** The newest rounds with some of their groups, and one line for each earlier round. */
function roundLines(rounds: readonly RoundListed[], style: Style): string[] {
  const { newest, earlier } = newestAndEarlier(rounds)
  return [
    ...newest.flatMap(round => [
      roundLine(round),
      ...round.groups.slice(0, shownAtOnce).flatMap(group => groupLines(group, style)),
      ...(round.groups.length > shownAtOnce
        ? [`  and ${formatNumber(round.groups.length - shownAtOnce)} more`]
        : []),
    ]),
    ...earlier.map(roundLine),
  ]
}

/**
 * The state of circles: first what needs an operator, then the rest by round.
 * @param whole the command that shows a whole round, by its name.
 */
export function listedLines(
  { journeys, groups, unreadable }: CirclesListed,
  style: Style,
  whole: (round: string) => string,
): string[] {
  const rounds = byRound(groups.filter(group => !isReported(group)))
  const isFolded = rounds.length > 1 || rounds.some(round => round.groups.length > shownAtOnce)
  return [
    ...(journeys.length > 0
      ? journeys.map(one => `${one.journey}: ${stateInWords(one)}`)
      : ['No journey is published yet.']),
    ...unreadable.map(reason => style.bad(unreadableInWords(reason))),
    ...groups.filter(isReported).flatMap(group => groupLines(group, style)),
    ...roundLines(rounds, style),
    ...(isFolded ? [`All of one round: ${whole(rounds.at(-1)?.name ?? '')}`] : []),
  ]
}

/** All active groups of one round. */
export const roundShownLines = (groups: readonly GroupListed[], style: Style): string[] =>
  groups.length > 0
    ? groups.flatMap(group => groupLines(group, style))
    : ['Nothing of this round is under way.']

/** One group with all its people. */
export const shownLines = (group: GroupListed, style: Style): string[] => [
  `${group.id}  ${groupState(group, style.time)}`,
  ...group.people.map(
    ({ learner, sector, isGone, hasReported }) =>
      `  ${learner}  ${enCards.places[sector]}${isGone ? ', gone' : ''}${hasReported ? ', reported it' : ''}`,
  ),
]
