import { type Breaks, betweenBreaks, endOutsideBreaks, type Stretch, windowBetweenBreaks } from './breaks.ts'
import { hour } from './duration.ts'
import type { Instant } from './ids.ts'
import type { Journey, Wait } from './journey.ts'
import {
  type CalendarDay,
  type PartOfDay,
  type PreferenceName,
  type Preferences,
  type PreferencesThatDecide,
  type Weekday,
  weekdays,
} from './preferences.ts'
import { dayOfNumber, daysOf, numberOfDay, weekdayOf } from './zone-days.ts'

/** The hours of each part of the day. A night that begins on Monday ends on Tuesday morning. */
export const hoursOfPart: Readonly<Record<PartOfDay, { from: number; to: number }>> = {
  early: { from: 5, to: 8 },
  daytime: { from: 8, to: 17 },
  evening: { from: 17, to: 22 },
  night: { from: 22, to: 29 },
}

/** The calendar day of a moment in a zone. */
export const calendarDay = (at: Instant, zone: string): CalendarDay => dayOfNumber(daysOf(zone).dayAt(at))

/** The moment at which a calendar day begins in a zone. */
export const startOfDay = (date: CalendarDay, zone: string): Instant =>
  daysOf(zone).startOf(numberOfDay(date))

/** The first moment of the day in which `at` lies. */
export function startOfSameDay(at: Instant, zone: string): Instant {
  const days = daysOf(zone)
  return days.startOf(days.dayAt(at))
}

/** The first moment of the day after the one in which `at` lies. */
export function startOfNextDay(at: Instant, zone: string): Instant {
  const days = daysOf(zone)
  return days.startOf(days.dayAt(at) + 1)
}

/** The value of a preference that is set. */
type Wish<N extends PreferenceName> = NonNullable<Preferences[N]>

/** The days and hours in which emails go out. */
interface Week {
  days: readonly Weekday[]
  hours: readonly { from: number; to: number }[]
}

/** How each preference for windows changes a week. */
const windows: { readonly [N in PreferencesThatDecide<'windows'>]: (week: Week, wish: Wish<N>) => Week } = {
  days: (week, days) => ({ ...week, days }),
  parts: (week, parts) => ({
    ...week,
    hours: parts.map(part => hoursOfPart[part]).sort((a, b) => a.from - b.from),
  }),
}

/** How each preference for waits changes a wait. */
const waits: { readonly [N in PreferencesThatDecide<'waits'>]: (wait: Wait, wish: Wish<N>) => Wait } = {
  pace: (wait, pace) => (pace === 'slower' ? twice(wait) : wait),
}

const twice = (wait: Wait): Wait => ('hours' in wait ? { hours: wait.hours * 2 } : { days: wait.days * 2 })

/**
 * The breaks of each preference for breaks, in a zone: the one that contains a moment, otherwise the next one.
 * Everything else about breaks follows from this: when they end, where windows end, what counts as silence, and why
 * an email is late.
 */
const breaks: {
  readonly [N in PreferencesThatDecide<'breaks'>]: (
    wish: Wish<N>,
    at: Instant,
    zone: string,
  ) => Stretch | undefined
} = {
  breakUntil(day, at, zone) {
    const to = startOfDay(day, zone)
    return at < to ? { from: at, to } : undefined
  },
}

/** Computed once, because the engine needs them at every decision. */
const namesIn = <N extends PreferenceName>(table: Readonly<Record<N, unknown>>) => Object.keys(table) as N[]
const [windowNames, waitNames, breakNames] = [namesIn(windows), namesIn(waits), namesIn(breaks)]

/** Applies all chosen preferences of a table to a value. */
function madeOf<N extends PreferenceName, T>(
  without: T,
  names: readonly N[],
  table: { readonly [K in N]: (without: T, wish: Wish<K>) => T },
  preferences: Preferences,
): T {
  let made = without
  for (const name of names) {
    const wish = preferences[name]
    if (wish !== undefined) made = table[name](made, wish)
  }
  return made
}

type BreakPreference = PreferencesThatDecide<'breaks'>

function breakBy<N extends BreakPreference>(name: N, preferences: Preferences, at: Instant, zone: string) {
  const wish = preferences[name]
  return wish === undefined ? undefined : breaks[name](wish, at, zone)
}

const noBreaks: Breaks = () => undefined

/** All breaks of a person combined. */
function breaksOf(preferences: Preferences, zone: string): Breaks {
  const chosen = breakNames.filter(name => preferences[name] !== undefined)
  if (chosen.length === 0) return noBreaks
  return at => {
    let first: Stretch | undefined
    for (const name of chosen) {
      const found = breakBy(name, preferences, at, zone)
      if (found && (!first || found.from < first.from)) first = found
    }
    return first
  }
}

/**
 * The first window that has not ended at `at`. Searches from the day before (a night may still run) to two weeks
 * ahead, because a clock change may skip the only hour of a week.
 */
function windowAt(at: Instant, journey: Journey, preferences: Preferences): Stretch {
  const { days, hours } = madeOf(
    { days: journey.days, hours: [journey.hours] },
    windowNames,
    windows,
    preferences,
  )
  const calendar = daysOf(journey.zone)
  const today = calendar.dayAt(at)
  for (let day = today - 1; day <= today + 14; day += 1) {
    const weekday = weekdays[weekdayOf(day)]
    if (!weekday || !days.includes(weekday)) continue
    for (const { from, to } of hours) {
      const end = calendar.hourOf(day, to)
      if (at >= end) continue
      const begin = calendar.hourOf(day, from)
      if (begin < end) return { from: begin, to: end }
    }
  }
  throw new Error(
    `No preferred time within two weeks in journey ${journey.id} version ${journey.version}: its days or hours are empty. Publish a corrected version.`,
  )
}

/** Whether a person is on a break, in the journey's zone. */
export const isOnBreak = (at: Instant, { zone }: Journey, preferences: Preferences): boolean =>
  betweenBreaks(at, breaksOf(preferences, zone)).from > at

/** Whether a break delays the next preferred time. */
export const isDelayedByBreak = (at: Instant, journey: Journey, preferences: Preferences): boolean =>
  isOnBreak(Math.max(at, windowAt(at, journey, preferences).from), journey, preferences)

/** The part of the first window that is not wholly covered by breaks. */
const preferredWindow = (at: Instant, journey: Journey, preferences: Preferences): Stretch =>
  windowBetweenBreaks(at, from => windowAt(from, journey, preferences), breaksOf(preferences, journey.zone))

/** The first moment, not before `at`, at which this person likes to get email and is on no break. */
export const nextPreferredTime = (at: Instant, journey: Journey, preferences: Preferences): Instant =>
  preferredWindow(at, journey, preferences).from

/**
 * Like `nextPreferredTime`, but somewhere within the window, so that people who were held back together do not all
 * get their email in one minute.
 * @param share the position in the window, from 0 up to but not including 1; constant for a person.
 */
export function spreadOverPreferredTime(
  at: Instant,
  journey: Journey,
  preferences: Preferences,
  share: number,
): Instant {
  const { from, to } = preferredWindow(at, journey, preferences)
  return from + Math.floor((to - from) * share)
}

/** A wait as it applies to a person: twice as long at the slower pace. */
export const waitAt = (wait: Wait, preferences: Preferences): Wait =>
  madeOf(wait, waitNames, waits, preferences)

/**
 * A moment plus a wait. Days are calendar days in the journey's zone, so that 09:00 stays 09:00 when the clocks
 * change; hours are exact.
 */
export function addWait(at: Instant, wait: Wait, journey: Journey, preferences: Preferences): Instant {
  const theirs = waitAt(wait, preferences)
  if ('hours' in theirs) return at + theirs.hours * hour
  return daysOf(journey.zone).daysLater(at, theirs.days)
}

/** When a person will have been silent for this long. Breaks do not count. */
export const addSilence = (since: Instant, wait: Wait, journey: Journey, preferences: Preferences): Instant =>
  endOutsideBreaks(
    since,
    from => addWait(from, wait, journey, preferences),
    breaksOf(preferences, journey.zone),
  )

/** Whether a wait is zero. */
export const isAtOnce = (wait: Wait): boolean => ('hours' in wait ? wait.hours : wait.days) === 0
