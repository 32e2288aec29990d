import type { EventType } from '../domain/domain-event.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import type { HistoryEntry } from './history.ts'

/** One thing to count: for which journey (or `account`), on which day, under which name. */
export interface Statistic {
  journeyId: JourneyId
  at: Instant
  name: string
}

/** Event types whose history entry names a module. */
const ofModule: readonly EventType[] = [
  'ModuleEmailed',
  'ReminderEmailed',
  'PauseEmailed',
  'ModuleCompleted',
  'ModuleRetired',
  'ModuleResendRequested',
]

/** Events of the person's own row that are about one journey: their entry names it. */
const ofSignUp: readonly EventType[] = ['SignUpRequested', 'SignUpConfirmed']

const day = 24 * 60 * 60 * 1000

/** How long something took, in steps that people think in; the last is everything longer. */
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

/** What a completed module tells of its email: how many reminders came before, and how long it took. */
function ofCompletion(earlier: readonly HistoryEntry[], { at, about = '' }: HistoryEntry): string[] {
  const emailed = earlier.findLastIndex(({ type, about: id }) => type === 'ModuleEmailed' && id === about)
  const email = earlier[emailed]
  if (!email) return []
  const since = earlier.slice(emailed)
  const reminders = since.filter(({ type, about: id }) => type === 'ReminderEmailed' && id === about).length
  return [`done-after.${about}.${reminders}`, `done-within.${about}.${durationName(email.at, at)}`]
}

/** What a completed journey tells: how long it took. */
function ofFinish(earlier: readonly HistoryEntry[], { at }: HistoryEntry): string[] {
  const started = earlier.findLast(({ type }) => type === 'JourneyStarted')
  return started ? [`finished-within.${durationName(started.at, at)}`] : []
}

function namesOf(earlier: readonly HistoryEntry[], entry: HistoryEntry): string[] {
  const { type, about } = entry
  const own = ofModule.includes(type) && about !== undefined ? `event.${type}.${about}` : `event.${type}`
  // SES calls a bounce permanent when the address will never do; it does not count when it passes.
  if (type === 'EmailBounced') return [`${own}.${about?.startsWith('permanent') ? 'lasting' : 'passing'}`]
  if (type === 'ModuleCompleted') return [own, ...ofCompletion(earlier, entry)]
  if (type === 'JourneyCompleted') return [own, ...ofFinish(earlier, entry)]
  return [own]
}

/**
 * What a row's history gives to count, all of it or only what one write added: the same whether it is counted as it
 * happens or long after.
 * @param name the row's journey, or `account` for the person's own row.
 * @param version of the row, to count only what was written with it.
 */
export function statisticsOf(name: string, history: readonly HistoryEntry[], version?: number): Statistic[] {
  return history.flatMap((entry, place) => {
    if (version !== undefined && entry.version !== version) return []
    const journeyId = ofSignUp.includes(entry.type) ? (entry.about ?? name) : name
    const statistics = namesOf(history.slice(0, place), entry)
    // One write establishes one of those that are folded.
    const times = version === undefined ? (entry.times ?? 1) : 1
    return Array.from({ length: times }, () => statistics).flatMap(names =>
      names.map(figure => ({ journeyId, at: entry.at, name: figure })),
    )
  })
}
