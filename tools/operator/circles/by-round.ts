import { roundOfGroup } from '../../../shared/domain/circles/group-id.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/preferences.ts'
import type { GroupListed } from './list-circles.ts'

/** The proposals and circles of one round that are under way. */
export interface RoundListed {
  /** As their ids begin: `shiftworks.2026-11-29`. */
  name: string
  journey: JourneyId
  /** The day on which it closed. */
  sunday: CalendarDay
  groups: readonly GroupListed[]
}

/** So many groups of a round are shown where nobody has asked for all of them. */
export const shownAtOnce = 20

function nameOfRound({ id }: GroupListed): string {
  const { journeyId, id: sunday } = roundOfGroup(id)
  return `${journeyId}.${sunday}`
}

function newestFirst(a: RoundListed, b: RoundListed): number {
  if (a.sunday !== b.sunday) return a.sunday < b.sunday ? 1 : -1
  return a.journey < b.journey ? -1 : 1
}

/** Groups by their rounds, the newest first; those of a round in the order given. */
export const byRound = (groups: readonly GroupListed[]): RoundListed[] =>
  [...Map.groupBy(groups, nameOfRound)]
    .map(([name, own]) => {
      const { journeyId: journey, id: sunday } = roundOfGroup(name)
      return { name, journey, sunday, groups: own }
    })
    .toSorted(newestFirst)

/** The rounds that closed last, of each journey that has one, and the earlier ones. */
export function newestAndEarlier(
  rounds: readonly RoundListed[],
): Record<'newest' | 'earlier', RoundListed[]> {
  const isNewest = ({ sunday }: RoundListed) => sunday === rounds[0]?.sunday
  return { newest: rounds.filter(isNewest), earlier: rounds.filter(one => !isNewest(one)) }
}
