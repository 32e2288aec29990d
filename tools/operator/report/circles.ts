import type { Worths } from '../../../shared/domain/circles/close-circles.ts'
import {
  acrossByChance,
  type RoundFigures,
  sumOfFigures,
} from '../../../shared/domain/circles/round-figures.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import { utcDay } from '../../../shared/domain/utc-day.ts'
import { type CountedRound, mirrorStore } from '../../../shared/store/mirror.ts'
import type { Table } from '../../../shared/store/table.ts'
import { fewest } from './sectors.ts'

/** What came of a round, by the Sunday on which it closed. */
export interface RoundReport {
  round: string
  people: number
  circles: number
  introduced: number
  /** Absent where too few people were introduced to tell what they did. */
  met?: number
}

/** How people met each other in circles: of the rounds that closed in the period, as they were counted last. */
export interface CirclesReport {
  /** When that was; absent before the first time. */
  countedOn?: string
  /** Rounds that were dealt, and those of which too few people were to deal them. */
  rounds: number
  tooSmall: number
  people: number
  waiting: number
  circles: number
  introduced: number
  /** Of those who were introduced; what chance would have brought is rounded. */
  pairs: { all: number; across: number; acrossByChance: number; repeats: number }
  /** What people did in the circles of those rounds in which enough of them were introduced. */
  meetings: { circles: number; met: number; over: number; overAndMet: number }
  /** Who hosted without having been the first, and how often a turn went on to somebody else. */
  hosting: { laterHosts: number; passedOn: number }
  /** What people said of having met, of all rounds until the last day; absent where they are too few to be told of. */
  worth?: Worths
  byRound: readonly RoundReport[]
}

/** What people did tells of nobody, where enough of them are introduced in a round; by periods, no other round can be told apart. */
const isTold = ({ introduced }: RoundFigures): boolean => introduced >= fewest

function byRound([round, figures]: [string, CountedRound]): RoundReport {
  const { people, circles, introduced, met } = figures
  return { round, people, circles, introduced, ...(isTold(figures) && { met }) }
}

function sums(rounds: readonly CountedRound[]): Omit<CirclesReport, 'countedOn' | 'worth' | 'byRound'> {
  const { people, waiting, circles, introduced, pairs, across, repeats } = sumOfFigures(rounds)
  const told = sumOfFigures(rounds.filter(isTold))
  const { met, over, overAndMet, laterHosts, passedOn } = told
  return {
    rounds: rounds.filter(({ groups }) => groups > 0).length,
    tooSmall: rounds.filter(one => one.groups === 0 && one.people > 0).length,
    ...{ people, waiting, circles, introduced },
    pairs: { all: pairs, across, acrossByChance: Math.round(acrossByChance(rounds)), repeats },
    meetings: { circles: told.circles, met, over, overAndMet },
    hosting: { laterHosts, passedOn },
  }
}

/** Reads it from what the weekly closings counted, in which nobody is named. */
export async function readCircles(
  table: Table,
  journeyId: JourneyId,
  { from, to }: { from: string; to: string },
): Promise<CirclesReport> {
  const mirror = mirrorStore(table)
  const [all, closings] = await Promise.all([mirror.rounds(journeyId), mirror.closings(journeyId)])
  const named = Object.entries(all).filter(([sunday]) => sunday >= from && sunday <= to)
  const rounds = named.map(([, round]) => round)
  const worth = closings.findLast(({ at }) => utcDay(at) <= to)?.worths
  return {
    ...(rounds.length > 0 && { countedOn: utcDay(Math.max(...rounds.map(({ at }) => at))) }),
    ...sums(rounds),
    ...(worth && { worth }),
    byRound: named.filter(([, { people }]) => people > 0).map(byRound),
  }
}
