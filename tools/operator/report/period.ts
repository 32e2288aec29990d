import { day } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { utcDay } from '../../../shared/domain/utc-day.ts'
import type { Head } from '../../../shared/store/journeys.ts'
import { noSuchJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'

const usualDays = 90

/** The inputs of a report. */
export interface AskedReport {
  journey: string | undefined
  from: string | undefined
  to: string | undefined
}

/** The messages for an invalid period. */
export interface PeriodWords {
  future: (to: string, today: string) => string
  backwards: (from: string, to: string) => string
}

const commandWords: PeriodWords = {
  future: (to, today) => `--to ${to} is in the future: today is ${today} in UTC.`,
  backwards: (from, to) => `--from ${from} is after --to ${to}.`,
}

/**
 * Returns the requested period; by default the last 90 days.
 * @param words the messages, which name options on the command line and fields on a page
 * @throws OperatorProblem if the period is invalid
 */
export function periodOf(now: Instant, asked: Pick<AskedReport, 'from' | 'to'>, words = commandWords) {
  const today = utcDay(now)
  const { to = today, from = utcDay(Date.parse(to) - (usualDays - 1) * day) } = asked
  if (to > today) throw new OperatorProblem(words.future(to, today))
  if (from > to) throw new OperatorProblem(words.backwards(from, to))
  return { from, to }
}

/**
 * Returns the journeys of a report: the one requested, or all.
 * @throws OperatorProblem if there is no such journey
 */
export async function headsOf({ library }: OperatorDeps, journey: string | undefined): Promise<Head[]> {
  const all = await library.list()
  const heads = all.filter(head => journey === undefined || head.journey.id === journey)
  if (journey !== undefined && heads.length === 0) throw noSuchJourney(journey, all)
  return [...heads]
}
