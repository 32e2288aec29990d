import { roundOfGroup } from '../../../shared/domain/circles/group-id.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/preferences.ts'
import type { GroupListed } from './list-circles.ts'

/** The active proposals and circles of one round. */
export interface RoundListed {
  /** The prefix of their ids: `shiftworks.2026-11-29`. */
  name: string
  journey: JourneyId
  /** The day on which it closed. */
  sunday: CalendarDay
  groups: readonly GroupListed[]
}

/** The number of groups per round in a list, unless all are requested. */
export const shownAtOnce = 20

function nameOfRound({ id }: GroupListed): string {
  const { journeyId, id: sunday } = roundOfGroup(id)
  return `${journeyId}.${sunday}`
}

function newestFirst(a: RoundListed, b: RoundListed): number {
  if (a.sunday !== b.sunday) return a.sunday < b.sunday ? 1 : -1
  return a.journey < b.journey ? -1 : 1
}

/** Groups by round, the newest round first. Within a round, the order stays. */
export const byRound = (groups: readonly GroupListed[]): RoundListed[] =>
  [...Map.groupBy(groups, nameOfRound)]
    .map(([name, own]) => {
      const { journeyId: journey, id: sunday } = roundOfGroup(name)
      return { name, journey, sunday, groups: own }
    })
    .toSorted(newestFirst)

/** The newest round of each journey, and the earlier ones. */
export function newestAndEarlier(
  rounds: readonly RoundListed[],
): Record<'newest' | 'earlier', RoundListed[]> {
  const isNewest = ({ sunday }: RoundListed) => sunday === rounds[0]?.sunday
  return { newest: rounds.filter(isNewest), earlier: rounds.filter(one => !isNewest(one)) }
}
