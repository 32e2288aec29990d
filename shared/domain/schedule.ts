import { type Breaks, betweenBreaks, type Stretch, stoodStill, windowBetweenBreaks } from './breaks.ts'
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

/** Hours of each part of the day; a night that begins on Monday ends on Tuesday morning. */
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

/** What somebody chose, where they chose something. */
type Wish<N extends PreferenceName> = NonNullable<Preferences[N]>

/** The days and hours of a week in which emails go out. */
interface Week {
  days: readonly Weekday[]
  hours: readonly { from: number; to: number }[]
}

/** What each preference for windows makes of a week. */
const windows: { readonly [N in PreferencesThatDecide<'windows'>]: (week: Week, wish: Wish<N>) => Week } = {
  days: (week, days) => ({ ...week, days }),
  parts: (week, parts) => ({
    ...week,
    hours: parts.map(part => hoursOfPart[part]).sort((a, b) => a.from - b.from),
  }),
}

/** What each preference for waits makes of a wait. */
const waits: { readonly [N in PreferencesThatDecide<'waits'>]: (wait: Wait, wish: Wish<N>) => Wait } = {
  pace: (wait, pace) => (pace === 'slower' ? twice(wait) : wait),
}

const twice = (wait: Wait): Wait => ('hours' in wait ? { hours: wait.hours * 2 } : { days: wait.days * 2 })

/**
 * The breaks that each preference for breaks makes, by the clock of a zone: the one in which a moment lies or, where it lies
 * in none, the next one. All that a break changes follows from that: when it is over, where a window ends, what counts as
 * silence, and why an email comes no sooner.
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

/** Listed once: the engine asks for them at every decision. */
const namesIn = <N extends PreferenceName>(table: Readonly<Record<N, unknown>>) => Object.keys(table) as N[]
const [windowNames, waitNames, breakNames] = [namesIn(windows), namesIn(waits), namesIn(breaks)]

/** What is made of something by what somebody chose. */
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

/** All breaks of a person together. */
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
 * The first window that has not ended at `at`. Looks from the day before (a night may still run) over two weeks ahead,
 * because a clock change may swallow the only hour of a week.
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

/** Whether somebody is on a break, by the clock of a journey. */
export const isOnBreak = (at: Instant, { zone }: Journey, preferences: Preferences): boolean =>
  betweenBreaks(at, breaksOf(preferences, zone)).from > at

/** Whether the next preferred time would be sooner without any break. */
export const isPutOffByBreak = (at: Instant, journey: Journey, preferences: Preferences): boolean =>
  isOnBreak(Math.max(at, windowAt(at, journey, preferences).from), journey, preferences)

/** What is left of the first window of which anything lies in no break. */
const preferredWindow = (at: Instant, journey: Journey, preferences: Preferences): Stretch =>
  windowBetweenBreaks(at, from => windowAt(from, journey, preferences), breaksOf(preferences, journey.zone))

/** The first moment, not before `at`, at which this person likes to get email; a break is over by then. */
export const nextPreferredTime = (at: Instant, journey: Journey, preferences: Preferences): Instant =>
  preferredWindow(at, journey, preferences).from

/**
 * Like `nextPreferredTime`, but somewhere within the window, so that people who were all held back together are let
 * go over their own times and not in one minute.
 * @param share where in the window, from 0 up to but not including 1; steady for a person.
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

/** A wait as long as it is for somebody: the slower pace waits twice as long. */
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

/** When somebody has been silent for so long. A break is no silence. */
export const addSilence = (since: Instant, wait: Wait, journey: Journey, preferences: Preferences): Instant =>
  stoodStill(since, from => addWait(from, wait, journey, preferences), breaksOf(preferences, journey.zone))

/** Whether a wait means at once. */
export const isAtOnce = (wait: Wait): boolean => ('hours' in wait ? wait.hours : wait.days) === 0
