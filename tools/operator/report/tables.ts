import { peopleRows } from '../people-now.ts'
import { circleTables } from './circle-tables.ts'
import { cohortTables } from './cohort-tables.ts'
import { perceptionTables } from './perception-tables.ts'
import type { Durations, JourneyReport, Report } from './report.ts'
import { type ReportTable, share } from './report-table.ts'

/** Counts of actions: forms and journeys, not people. */
const signUps = ({ id, signUps, confirmed, invited, started, finished }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Sign-ups and journeys (who does it twice counts twice)',
  columns: ['what', 'times'],
  rows: [
    ['asked to sign up', signUps],
    ['confirmed a sign-up', confirmed],
    ['new, by a colleague’s link', invited],
    ['began the journey', started],
    ['finished it', finished],
  ],
})

/**
 * Shares of those who had the module to do. In a period some do what they had before it, and others have not had the
 * time, so these are of everybody until the last day.
 */
const shares = ({ id, modules, untilLastDay }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Shares, of all who were emailed or began until the last day, whenever that was',
  columns: ['what', 'emailed or begun', 'of these done', 'share done'],
  rows: [
    ...modules.map(({ id: module, untilLastDay: { emailed, done } }) => [
      module,
      emailed,
      done,
      share(done, emailed),
    ]),
    [
      'the whole journey',
      untilLastDay.started,
      untilLastDay.finished,
      share(untilLastDay.finished, untilLastDay.started),
    ],
  ],
})

const whereabouts = ({ id, peopleNow }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Where people are now (whatever the period)',
  columns: ['what', 'people'],
  rows: peopleRows(peopleNow),
})

const funnel = ({ id, modules }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Modules',
  columns: ['module', 'emailed', 'done', 'reminders sent'],
  rows: modules.map(({ id: module, emailed, done, reminders }) => [module, emailed, done, reminders]),
})

/** Whether people tried what a module asks, among those who did it and answered. */
const tried = ({ id, modules }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Tried what the module asks (as they say now, whatever the period)',
  columns: ['module', 'tried it', 'not yet', 'not for me'],
  rows: modules.map(({ id: module, tried }) => [module, tried.yes, tried['not-yet'], tried['not-for-me']]),
})

/** The effect of reminders: of those who did a module, how many did it before any reminder, after one, after two … */
function reminders({ id, modules }: JourneyReport): ReportTable {
  const max = Math.max(0, ...modules.map(({ doneAfterReminders }) => doneAfterReminders.length))
  const names = Array.from({ length: max }, (_, count) => (count === 0 ? 'before any' : `after ${count}`))
  return {
    of: id,
    title: 'Done before and after reminders',
    columns: ['module', ...names],
    rows: modules.map(({ id: module, doneAfterReminders }) => [
      module,
      ...names.map((_, count) => doneAfterReminders[count] ?? 0),
    ]),
  }
}

/** `up to 3 days`, or `longer`. */
export const durationWords = (within: string): string =>
  within === 'longer' ? within : `up to ${within.replace('-', ' ')}`

const peopleIn = (times: Durations) => times.map(({ people }) => people)

function timesToDo({ id, modules, finishedWithin }: JourneyReport): ReportTable {
  return {
    of: id,
    title: 'How many took how long, from the email to done',
    columns: ['module', ...finishedWithin.map(({ within }) => durationWords(within))],
    rows: [
      ...modules.map(({ id: module, doneWithin }) => [module, ...peopleIn(doneWithin)]),
      ['the whole journey, from its start', ...peopleIn(finishedWithin)],
    ],
  }
}

function bySector({ id, sectors, modules }: JourneyReport): ReportTable {
  return {
    of: id,
    title: 'Sectors (fewer than 10 people are not shown apart)',
    columns: ['sector', 'began', 'finished', ...modules.map(module => `done ${module.id}`)],
    rows: sectors.map(({ sector, started, finished, done }) => [
      sector,
      started,
      finished,
      ...modules.map(module => done[module.id] ?? 0),
    ]),
  }
}

const byDay = ({ id, days }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Days (UTC)',
  columns: ['day', 'sign-ups', 'confirmed', 'emails', 'modules done'],
  rows: days.map(({ day, signUps, confirmed, emails, modulesDone }) => [
    day,
    signUps,
    confirmed,
    emails,
    modulesDone,
  ]),
})

const delivery = ({
  id,
  delivery: { emails, notDelivered, outcomeUnknown, provenAbsent },
}: JourneyReport): ReportTable => ({
  of: id,
  title: 'Delivery',
  columns: ['what', 'emails'],
  rows: [
    ['went out', emails],
    ['refused or lost by SES', notDelivered],
    ['outcome looked for', outcomeUnknown],
    ['proven never sent, and sent again', provenAbsent],
  ],
})

const account = ({ account: all }: Report): ReportTable => ({
  of: 'all',
  title: 'Over all journeys',
  columns: ['what', 'number'],
  rows: [
    ['account emails about sign-ups', all.accountEmails],
    ['people imported', all.imported],
    ['people who left', all.left],
    ['addresses that bounced for good', all.bouncedForGood],
    ['bounces in passing', all.bouncedInPassing],
    ['complaints', all.complained],
  ],
})

/**
 * The tables of one journey.
 * @param withDays true to add the long table by day
 */
export function journeyTables(journey: JourneyReport, withDays: boolean): ReportTable[] {
  const made = (...makes: ((of: JourneyReport) => ReportTable)[]) => makes.map(make => make(journey))
  return [
    ...made(signUps, whereabouts, shares),
    ...cohortTables(journey, withDays),
    ...made(funnel, tried, reminders, timesToDo, bySector, delivery),
    ...circleTables(journey),
    ...perceptionTables(journey),
    ...(withDays ? [byDay(journey)] : []),
  ].filter(({ rows }) => rows.length > 0)
}

/** All tables of a report. */
export const reportTables = (report: Report, withDays: boolean): ReportTable[] => [
  ...report.journeys.flatMap(journey => journeyTables(journey, withDays)),
  account(report),
]
