import type { Instant, JourneyId } from '../../../shared/domain/ids.ts'
import { type DailyFigures, readDailyFigures } from '../../../shared/store/daily-figures.ts'
import { letters } from '../../../shared/store/due.ts'
import { durations } from '../../../shared/store/figures.ts'
import type { Head } from '../../../shared/store/journeys.ts'
import type { OperatorDeps } from '../deps.ts'
import { countOf, type Figures, sumOfDays, total, under } from './figures.ts'
import { type SectorReport, sectorReports } from './sectors.ts'

/** How many took how long, in the order of `durations`. */
export type Durations = readonly { within: string; people: number }[]

/** One module in the period. */
export interface ModuleReport {
  id: string
  /** The id where the current version has the module no more. */
  title: string
  emailed: number
  reminders: number
  done: number
  /** How many did it after so many reminders: what the reminders brought. */
  doneAfterReminders: readonly number[]
  doneWithin: Durations
}

/** One day, in UTC. */
export interface DayReport {
  day: string
  signUps: number
  confirmed: number
  emails: number
  modulesDone: number
}

/** A journey in the period. */
export interface JourneyReport {
  id: JourneyId
  title: string
  version: number
  /** Requests by form: somebody may ask more than once. */
  signUps: number
  confirmed: number
  started: number
  finished: number
  finishedWithin: Durations
  /** People by where they are now, whatever the period. */
  peopleNow: { underWay: number; paused: number; refused: number; finished: number; left: number }
  modules: readonly ModuleReport[]
  sectors: readonly SectorReport[]
  days: readonly DayReport[]
  delivery: { emails: number; notDelivered: number; outcomeUnknown: number; provenAbsent: number }
}

/** One day's emails that went wrong, in UTC. */
export interface TroubleDay {
  day: string
  bouncedForGood: number
  bouncedInPassing: number
  complained: number
}

/** What is not of one journey. */
export interface AccountReport {
  letters: number
  imported: number
  left: number
  bouncedForGood: number
  bouncedInPassing: number
  complained: number
  days: readonly TroubleDay[]
}

/** Everything, from the counters alone. */
export interface Report {
  stage: string
  at: Instant
  /** First and last day, in UTC. */
  from: string
  to: string
  journeys: readonly JourneyReport[]
  account: AccountReport
}

/** Older than any figures that a journey has. */
const everSince = '2026-01-01'

const durationsIn = (figures: Figures, prefix: string): Durations =>
  durations.map(({ name }) => ({ within: name, people: countOf(figures, `${prefix}${name}`) }))

function afterReminders(figures: Figures, id: string): number[] {
  const counts = under(figures, `done-after.${id}.`)
  const most = Math.max(-1, ...[...counts.keys()].map(Number))
  return Array.from({ length: most + 1 }, (_, reminders) => counts.get(String(reminders)) ?? 0)
}

function moduleReports(figures: Figures, { journey }: Head): ModuleReport[] {
  const titles = new Map(journey.modules.map(({ id, title }) => [id, title]))
  const gone = [...under(figures, 'fact.ModuleEmailed.').keys()].filter(id => !titles.has(id))
  return [...titles.keys(), ...gone].map(id => ({
    id,
    title: titles.get(id) ?? id,
    emailed: countOf(figures, `fact.ModuleEmailed.${id}`),
    reminders: countOf(figures, `fact.ReminderEmailed.${id}`),
    done: countOf(figures, `fact.ModuleCompleted.${id}`),
    doneAfterReminders: afterReminders(figures, id),
    doneWithin: durationsIn(figures, `done-within.${id}.`),
  }))
}

const emailsOf = (figures: Figures): number =>
  ['fact.ModuleEmailed.', 'fact.ReminderEmailed.', 'fact.PauseEmailed.'].reduce(
    (all, prefix) => all + total(figures, prefix),
    0,
  )

const byDay = (days: readonly DailyFigures[]): [string, DailyFigures[]][] =>
  [...Map.groupBy(days, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1))

function dayReports(days: readonly DailyFigures[]): DayReport[] {
  return byDay(days).map(([day, all]) => {
    const figures = sumOfDays(all)
    return {
      day,
      signUps: countOf(figures, 'fact.SignUpRequested'),
      confirmed: countOf(figures, 'fact.SignUpConfirmed'),
      emails: emailsOf(figures),
      modulesDone: total(figures, 'fact.ModuleCompleted.'),
    }
  })
}

async function peopleNow({ counters }: OperatorDeps, id: JourneyId): Promise<JourneyReport['peopleNow']> {
  const places = under(await counters.ofJourney(id), 'people.')
  const at = (place: string) => places.get(place) ?? 0
  const [paused, refused, finished, left] = [at('paused'), at('refused'), at('completed'), at('left')]
  const all = [...places.values()].reduce((people, count) => people + count, 0)
  return { underWay: all - paused - refused - finished - left, paused, refused, finished, left }
}

async function journeyReport(
  deps: OperatorDeps,
  head: Head,
  from: string,
  to: string,
): Promise<JourneyReport> {
  const { id, title, version } = head.journey
  const ever = await readDailyFigures(deps.table, 'counters', id, everSince, to)
  const days = ever.filter(({ day }) => day >= from)
  const figures = sumOfDays(days)
  return {
    id,
    title,
    version,
    signUps: countOf(figures, 'fact.SignUpRequested'),
    confirmed: countOf(figures, 'fact.SignUpConfirmed'),
    started: countOf(figures, 'fact.JourneyStarted'),
    finished: countOf(figures, 'fact.JourneyCompleted'),
    finishedWithin: durationsIn(figures, 'finished-within.'),
    peopleNow: await peopleNow(deps, id),
    modules: moduleReports(figures, head),
    sectors: sectorReports(ever, days),
    days: dayReports(days),
    delivery: {
      emails: emailsOf(figures),
      notDelivered: countOf(figures, 'fact.EmailFailed'),
      outcomeUnknown: countOf(figures, 'fact.EmailOutcomeUnknown'),
      provenAbsent: countOf(figures, 'fact.EmailAbsenceProven'),
    },
  }
}

const troublesOf = (figures: Figures) => ({
  bouncedForGood: countOf(figures, 'fact.EmailBounced.lasting'),
  bouncedInPassing: countOf(figures, 'fact.EmailBounced.passing'),
  complained: countOf(figures, 'fact.EmailComplained'),
})

async function accountReport(deps: OperatorDeps, from: string, to: string): Promise<AccountReport> {
  const days = await readDailyFigures(deps.table, 'counters', letters, from, to)
  const figures = sumOfDays(days)
  return {
    letters: countOf(figures, 'fact.LetterEmailed'),
    imported: countOf(figures, 'fact.LearnerImported'),
    left: countOf(figures, 'fact.Unsubscribed'),
    ...troublesOf(figures),
    days: byDay(days).map(([day, all]) => ({ day, ...troublesOf(sumOfDays(all)) })),
  }
}

/**
 * What became of journeys in a period, from the counters that the stream keeps, never from people's rows. Who was erased
 * stays counted.
 * @param from first day and `to` last day, as `2026-11-23` in UTC.
 */
export async function readReport(
  deps: OperatorDeps,
  heads: readonly Head[],
  { from, to }: { from: string; to: string },
): Promise<Report> {
  const [journeys, account] = await Promise.all([
    Promise.all(heads.map(head => journeyReport(deps, head, from, to))),
    accountReport(deps, from, to),
  ])
  return { stage: deps.stage, at: deps.clock.now(), from, to, journeys, account }
}
