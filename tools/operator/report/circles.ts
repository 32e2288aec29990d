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

/** The results of a round, by the Sunday on which it closed. */
export interface RoundReport {
  round: string
  people: number
  circles: number
  introduced: number
  /** Absent if too few people were introduced to publish what they did. */
  met?: number
}

/** Circles in the rounds that closed in the period, by the latest count. */
export interface CirclesReport {
  /** The day of that count; absent before the first. */
  countedOn?: string
  /** Rounds that were dealt, and rounds with too few people to deal. */
  rounds: number
  tooSmall: number
  people: number
  waiting: number
  circles: number
  introduced: number
  /** Pairs among those who were introduced. The number by chance is rounded. */
  pairs: { all: number; across: number; acrossByChance: number; repeats: number }
  /** Activity in the circles of those rounds that introduced enough people. */
  meetings: { circles: number; met: number; over: number; overAndMet: number }
  /** Hosts after the first, and how often somebody passed hosting on. */
  hosting: { laterHosts: number; passedOn: number }
  /** Answers about having met, of all rounds until the last day; absent if there are too few to publish. */
  worth?: Worths
  byRound: readonly RoundReport[]
}

/** With enough people introduced in a round, its activity identifies nobody. Comparing periods reveals no other round. */
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

/** Reads the results from the weekly closings, which name nobody. */
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
