import {
  type CountedAs,
  definitionOf,
  type EventType,
  eventDefinitions,
  eventTypes,
} from '../domain/domain-event.ts'
import { day } from '../domain/duration.ts'
import type { Counted } from '../domain/events/definition.ts'
import type { Instant, JourneyId, ModuleId } from '../domain/ids.ts'
import type { EntryOf, HistoryEntry } from './history-entry.ts'
import { isEverFolded } from './history-folds.ts'
import { invitedSignUps } from './invited-sign-ups.ts'
import { doneInWeek, weekOf } from './statistics-week.ts'

/** Something to count: the journey (or `account`), the day and the name. */
export interface Statistic {
  journeyId: JourneyId
  at: Instant
  name: string
}

/** Steps of durations, in units that people use. The last one is everything longer. */
export const durations = [
  { name: '1-day', days: 1 },
  { name: '3-days', days: 3 },
  { name: '1-week', days: 7 },
  { name: '2-weeks', days: 14 },
  { name: '4-weeks', days: 28 },
  { name: '8-weeks', days: 56 },
  { name: '16-weeks', days: 112 },
  { name: 'longer', days: Number.POSITIVE_INFINITY },
] as const

const durationName = (from: Instant, to: Instant): string =>
  durations.find(({ days }) => to - from <= days * day)?.name ?? 'longer'

/** The emails of a module since the journey last began, earliest first. */
function emailsOf(moduleId: ModuleId, earlier: readonly HistoryEntry[]): HistoryEntry[] {
  const started = earlier.findLastIndex(({ type }) => type === 'JourneyStarted')
  return earlier.slice(started + 1).filter(one => one.type === 'ModuleEmailed' && one.moduleId === moduleId)
}

/** The number of weeks between a module's email and its completion. Only the first completion counts. */
function inWeek({ at, moduleId }: EntryOf<'ModuleCompleted'>, earlier: readonly HistoryEntry[]): string[] {
  const [first] = emailsOf(moduleId, earlier)
  return first ? [`${doneInWeek}${moduleId}.${weekOf(at) - weekOf(first.at)}`] : []
}

/** What a completed module adds: the number of reminders before it, and the time taken. */
function ofCompletion(
  { at, moduleId }: EntryOf<'ModuleCompleted'>,
  earlier: readonly HistoryEntry[],
): string[] {
  const emailed = earlier.findLastIndex(one => one.type === 'ModuleEmailed' && one.moduleId === moduleId)
  const email = earlier[emailed]
  if (!email) return []
  const since = earlier.slice(emailed)
  const reminders = since.filter(one => one.type === 'ReminderEmailed' && one.moduleId === moduleId).length
  return [`done-after.${moduleId}.${reminders}`, `done-within.${moduleId}.${durationName(email.at, at)}`]
}

/** Whether the learner had this module before: after a pause, or sent again by an operator. */
const isRepeated = ({ moduleId }: EntryOf<'ModuleEmailed'>, earlier: readonly HistoryEntry[]): boolean =>
  emailsOf(moduleId, earlier).length > 0

/** What a completed journey adds: the time taken. */
function ofFinish({ at }: HistoryEntry, earlier: readonly HistoryEntry[]): string[] {
  const started = earlier.findLast(({ type }) => type === 'JourneyStarted')
  return started ? [`finished-within.${durationName(started.at, at)}`] : []
}

/** The name under which an event is counted; by module, if it is about one. */
function nameOf(entry: HistoryEntry): string {
  const isAboutModule = definitionOf(entry.type).about === 'module' && 'moduleId' in entry
  return isAboutModule ? `event.${entry.type}.${entry.moduleId}` : `event.${entry.type}`
}

type Names<C extends Counted> = (
  entry: EntryOf<CountedAs<C>>,
  earlier: readonly HistoryEntry[],
) => readonly string[]

/** What an event adds to the figures, depending on its definition. */
const namesOf: { readonly [C in Counted]: Names<C> } = {
  event: entry => [nameOf(entry)],
  confirmation: entry => [nameOf(entry), ...(entry.invited ? [invitedSignUps] : [])],
  arrival: (entry, earlier) => [
    isRepeated(entry, earlier) ? `emailed-again.${entry.moduleId}` : nameOf(entry),
  ],
  repeating: entry => [nameOf(entry)],
  bounce: entry => [`${nameOf(entry)}.${entry.lasting ? 'lasting' : 'passing'}`],
  answer: entry => [
    `tried.${entry.moduleId}.${entry.answer}`,
    ...(entry.instead === undefined ? [] : [`tried-instead.${entry.moduleId}.${entry.instead}`]),
  ],
  completion: (entry, earlier) => [nameOf(entry), ...ofCompletion(entry, earlier), ...inWeek(entry, earlier)],
  finish: (entry, earlier) => [nameOf(entry), ...ofFinish(entry, earlier)],
}

function allNamesOf(entry: HistoryEntry, earlier: readonly HistoryEntry[]): readonly string[] {
  const { statistics } = eventDefinitions[entry.type]
  return (namesOf[statistics] as Names<Counted>)(entry as EntryOf<CountedAs<Counted>>, earlier)
}

/** Events that repeat while a fault lasts, or that anybody can repeat with a form. A recount leaves them out. */
export const repeatingTypes: readonly EventType[] = eventTypes.filter(type =>
  ['repeating', 'bounce'].includes(definitionOf(type).statistics),
)

function ofEntry(name: string, entry: HistoryEntry, earlier: readonly HistoryEntry[]): Statistic[] {
  const journeyId = 'journeyId' in entry ? entry.journeyId : name
  return allNamesOf(entry, earlier).map(one => ({ journeyId, at: entry.at, name: one }))
}

/**
 * What a row's history adds to the figures, all of it or only one write. The result is the same at the time of the
 * event and long after.
 * @param name the row's journey, or `account` for the profile.
 * @param version of the row, to count only the events of that write.
 */
export function statisticsOf(name: string, history: readonly HistoryEntry[], version?: number): Statistic[] {
  return history.flatMap((entry, place) => {
    if (version !== undefined && entry.version !== version) return []
    // One write stores a single event of those that are folded.
    const times = version === undefined ? (entry.times ?? 1) : 1
    return Array.from({ length: times }, () => ofEntry(name, entry, history.slice(0, place))).flat()
  })
}

/** Counts by name. */
export type StatisticsByName = Readonly<Record<string, number>>

/** The sum of figures by name. */
export function sumOfStatistics(all: Iterable<StatisticsByName>): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const statistics of all)
    for (const [name, count] of Object.entries(statistics)) sums[name] = (sums[name] ?? 0) + count
  return sums
}
/**
 * What a row's history before a write adds to the figures, without foldable events: each on the day on which it was
 * counted.
 */
export const exactStatisticsOf = (
  name: string,
  history: readonly HistoryEntry[],
  version: number,
): Statistic[] =>
  history.flatMap((entry, place) =>
    entry.version < version && !isEverFolded(entry.type) ? ofEntry(name, entry, history.slice(0, place)) : [],
  )
