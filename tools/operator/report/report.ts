import type { Instant, JourneyId } from '../../../shared/domain/ids.ts'
import { type PeopleNow, peopleNow } from '../../../shared/domain/place.ts'
import type { TryAnswer } from '../../../shared/domain/try-answers.ts'
import { type DailyStatistics, readDailyStatistics } from '../../../shared/store/daily-statistics.ts'
import { accountEmails } from '../../../shared/store/due.ts'
import { invitedSignUps } from '../../../shared/store/invited-sign-ups.ts'
import type { Head } from '../../../shared/store/journeys.ts'
import { durations } from '../../../shared/store/statistics.ts'
import type { OperatorDeps } from '../deps.ts'
import { type CirclesReport, readCircles } from './circles.ts'
import { type Cohort, cohortsOf } from './cohorts.ts'
import { type PerceptionReport, readPerception } from './perception.ts'
import { type SectorReport, sectorReports } from './sectors.ts'
import { countOf, type Statistics, sumOfDays, total, under } from './statistics.ts'

/** The number of people for each of the `durations`, in their order. */
export type Durations = readonly { within: string; people: number }[]

/** One module in the period. */
export interface ModuleReport {
  id: string
  /** The id, if the current version no longer has the module. */
  title: string
  emailed: number
  reminders: number
  done: number
  /** Of everybody who was sent it until the last day, also before the period: how many have done it by then. */
  untilLastDay: { emailed: number; done: number }
  /** How many people did it after 0, 1, 2, … reminders. */
  doneAfterReminders: readonly number[]
  doneWithin: Durations
  /** Whether people tried what the module asks, by their latest answers until the last day. */
  tried: Readonly<Record<TryAnswer, number>>
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
  /** Forms sent; somebody may send several. */
  signUps: number
  /** Confirmations, and journeys started and finished. Somebody who leaves and comes back counts again. */
  confirmed: number
  /** Of those, new people who came by a colleague's link. */
  invited: number
  started: number
  finished: number
  /** Of all journeys started until the last day, also before the period: how many were finished by then. */
  untilLastDay: { started: number; finished: number }
  finishedWithin: Durations
  /** Where people are now, whatever the period. */
  peopleNow: PeopleNow
  modules: readonly ModuleReport[]
  /** By the week in which modules were sent: how many have been done by the last day. */
  cohorts: readonly Cohort[]
  sectors: readonly SectorReport[]
  days: readonly DayReport[]
  delivery: { emails: number; notDelivered: number; outcomeUnknown: number; provenAbsent: number }
  perception: PerceptionReport
  circles: CirclesReport
}

/** One day's emails with problems, in UTC. */
export interface TroubleDay {
  day: string
  bouncedForGood: number
  bouncedInPassing: number
  complained: number
}

/** Figures that belong to no journey. */
export interface AccountReport {
  accountEmails: number
  imported: number
  left: number
  bouncedForGood: number
  bouncedInPassing: number
  complained: number
  days: readonly TroubleDay[]
}

/** The whole report, from counters and weekly closings only. */
export interface Report {
  stage: string
  at: Instant
  /** First and last day, in UTC. */
  from: string
  to: string
  journeys: readonly JourneyReport[]
  account: AccountReport
}

/** Earlier than the statistics of any journey. */
const everSince = '2026-01-01'

const durationsIn = (statistics: Statistics, prefix: string): Durations =>
  durations.map(({ name }) => ({ within: name, people: countOf(statistics, `${prefix}${name}`) }))

function afterReminders(statistics: Statistics, id: string): number[] {
  const counts = under(statistics, `done-after.${id}.`)
  const max = Math.max(-1, ...[...counts.keys()].map(Number))
  return Array.from({ length: max + 1 }, (_, reminders) => counts.get(String(reminders)) ?? 0)
}

const triedIn = (ever: Statistics, id: string): Readonly<Record<TryAnswer, number>> => {
  const now = (answer: TryAnswer) =>
    countOf(ever, `tried.${id}.${answer}`) - countOf(ever, `tried-instead.${id}.${answer}`)
  return { yes: now('yes'), 'not-yet': now('not-yet'), 'not-for-me': now('not-for-me') }
}

function moduleReports(statistics: Statistics, ever: Statistics, { journey }: Head): ModuleReport[] {
  const titles = new Map(journey.modules.map(({ id, title }) => [id, title]))
  const gone = [...under(statistics, 'event.ModuleEmailed.').keys()].filter(id => !titles.has(id))
  return [...titles.keys(), ...gone].map(id => ({
    id,
    title: titles.get(id) ?? id,
    emailed: countOf(statistics, `event.ModuleEmailed.${id}`),
    reminders: countOf(statistics, `event.ReminderEmailed.${id}`),
    done: countOf(statistics, `event.ModuleCompleted.${id}`),
    untilLastDay: {
      emailed: countOf(ever, `event.ModuleEmailed.${id}`),
      // The time taken is known only for people who were sent the module.
      done: total(ever, `done-within.${id}.`),
    },
    doneAfterReminders: afterReminders(statistics, id),
    doneWithin: durationsIn(statistics, `done-within.${id}.`),
    tried: triedIn(ever, id),
  }))
}

const emailsOf = (statistics: Statistics): number =>
  [
    'event.ModuleEmailed.',
    'emailed-again.',
    'event.ReminderEmailed.',
    'event.PauseEmailed.',
    'event.EndEmailed.',
  ].reduce((all, prefix) => all + total(statistics, prefix), 0)

const byDay = (days: readonly DailyStatistics[]): [string, DailyStatistics[]][] =>
  [...Map.groupBy(days, ({ day }) => day)].sort(([a], [b]) => (a < b ? -1 : 1))

function dayReports(days: readonly DailyStatistics[]): DayReport[] {
  return byDay(days).map(([day, all]) => {
    const statistics = sumOfDays(all)
    return {
      day,
      signUps: countOf(statistics, 'event.SignUpRequested'),
      confirmed: countOf(statistics, 'event.SignUpConfirmed'),
      emails: emailsOf(statistics),
      modulesDone: total(statistics, 'event.ModuleCompleted.'),
    }
  })
}

async function journeyReport(
  deps: OperatorDeps,
  head: Head,
  from: string,
  to: string,
): Promise<JourneyReport> {
  const { id, title, version } = head.journey
  const ever = await readDailyStatistics(deps.table, 'counters', id, everSince, to)
  const days = ever.filter(({ day }) => day >= from)
  const [statistics, all] = [sumOfDays(days), sumOfDays(ever)]
  return {
    id,
    title,
    version,
    signUps: countOf(statistics, 'event.SignUpRequested'),
    confirmed: countOf(statistics, 'event.SignUpConfirmed'),
    invited: countOf(statistics, invitedSignUps),
    started: countOf(statistics, 'event.JourneyStarted'),
    finished: countOf(statistics, 'event.JourneyCompleted'),
    untilLastDay: {
      started: countOf(all, 'event.JourneyStarted'),
      finished: countOf(all, 'event.JourneyCompleted'),
    },
    finishedWithin: durationsIn(statistics, 'finished-within.'),
    peopleNow: peopleNow(await deps.counters.people(id)),
    modules: moduleReports(statistics, all, head),
    cohorts: cohortsOf(ever, from),
    sectors: sectorReports(ever, days),
    days: dayReports(days),
    delivery: {
      emails: emailsOf(statistics),
      notDelivered: countOf(statistics, 'event.EmailFailed'),
      outcomeUnknown: countOf(statistics, 'event.EmailOutcomeUnknown'),
      provenAbsent: countOf(statistics, 'event.EmailAbsenceProven'),
    },
    perception: await readPerception(deps.table, id, { from, to }),
    circles: await readCircles(deps.table, id, { from, to }),
  }
}

const troublesOf = (statistics: Statistics) => ({
  bouncedForGood: countOf(statistics, 'event.EmailBounced.lasting'),
  bouncedInPassing: countOf(statistics, 'event.EmailBounced.passing'),
  complained: countOf(statistics, 'event.EmailComplained'),
})

async function accountReport(deps: OperatorDeps, from: string, to: string): Promise<AccountReport> {
  const days = await readDailyStatistics(deps.table, 'counters', accountEmails, from, to)
  const statistics = sumOfDays(days)
  return {
    accountEmails: countOf(statistics, 'event.AccountEmailSent'),
    imported: countOf(statistics, 'event.LearnerImported'),
    left: countOf(statistics, 'event.Unsubscribed'),
    ...troublesOf(statistics),
    days: byDay(days).map(([day, all]) => ({ day, ...troublesOf(sumOfDays(all)) })),
  }
}

/**
 * Reads the report of a period from the stream's counters and the weekly closings, never from people's rows. Erased
 * people stay counted.
 * @param from the first day and `to` the last, as `2026-11-23` in UTC
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
