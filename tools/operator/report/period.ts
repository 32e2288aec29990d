import { day } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Head } from '../../../shared/store/journeys.ts'
import { noSuchJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'

const usualDays = 90

const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10)

/** What a report is asked for. */
export interface AskedReport {
  journey: string | undefined
  from: string | undefined
  to: string | undefined
}

/** The period that is asked for; the last 90 days where none is. @throws OperatorProblem when it makes no sense. */
export function periodOf(now: Instant, asked: Pick<AskedReport, 'from' | 'to'>) {
  const today = dayOf(now)
  const { to = today, from = dayOf(Date.parse(to) - (usualDays - 1) * day) } = asked
  if (to > today) throw new OperatorProblem(`--to ${to} is in the future: today is ${today} in UTC.`)
  if (from > to) throw new OperatorProblem(`--from ${from} is after --to ${to}.`)
  return { from, to }
}

/** The journeys that a report is about: all where none is named. @throws OperatorProblem when there is no such journey. */
export async function headsOf({ library }: OperatorDeps, journey: string | undefined): Promise<Head[]> {
  const all = await library.list()
  const heads = all.filter(head => journey === undefined || head.journey.id === journey)
  if (journey !== undefined && heads.length === 0) throw noSuchJourney(journey, all)
  return [...heads]
}
