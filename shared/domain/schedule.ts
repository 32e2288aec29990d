import { hour } from './duration.ts'
import type { Instant } from './ids.ts'
import type { Journey, Wait } from './journey.ts'
import {
  type CalendarDay,
  type PartOfDay,
  type Preferences,
  type PreferencesThatPlan,
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

/** A stretch of time in which somebody likes to get email, from and up to but not including `to`. */
interface Window {
  from: Instant
  to: Instant
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

/** Days and hours in force for a person: their own where they chose, the journey's otherwise. */
function hoursFor(journey: Journey, preferences: PreferencesThatPlan<'windows', 'days' | 'parts'>) {
  const chosen = preferences.parts?.map(part => hoursOfPart[part]).sort((a, b) => a.from - b.from)
  return { days: preferences.days ?? journey.days, hours: chosen ?? [journey.hours] }
}

/**
 * The first window that has not ended at `at`. Looks from the day before (a night may still run) over two weeks ahead,
 * because a clock change may swallow the only hour of a week.
 */
function windowAt(at: Instant, journey: Journey, preferences: Preferences): Window {
  const { days, hours } = hoursFor(journey, preferences)
  const calendar = daysOf(journey.zone)
  const today = calendar.dayAt(at)
  for (let day = today - 1; day <= today + 14; day += 1) {
    const weekday = weekdays[weekdayOf(day)]
    if (!weekday || !days.includes(weekday)) continue
    for (const { from, to } of hours) {
      const window = { from: calendar.hourOf(day, from), to: calendar.hourOf(day, to) }
      if (at < window.to && window.from < window.to) return window
    }
  }
  throw new Error(
    `No preferred time within two weeks in journey ${journey.id} version ${journey.version}: its days or hours are empty. Publish a corrected version.`,
  )
}

/**
 * The first moment, not before `at`, that lies in no break. Breaks that recur belong here too; then `preferredWindow` has to
 * ask again for the moment at which its window begins.
 */
export function afterBreak(
  at: Instant,
  journey: Journey,
  { breakUntil }: PreferencesThatPlan<'breaks', 'breakUntil'>,
): Instant {
  return breakUntil ? Math.max(at, startOfDay(breakUntil, journey.zone)) : at
}

/** Whether somebody is on a break, by the clock of a journey. */
export const isOnBreak = (at: Instant, journey: Journey, preferences: Preferences): boolean =>
  afterBreak(at, journey, preferences) > at

/** What is left of the first window that has not ended by the end of a break. */
function preferredWindow(at: Instant, journey: Journey, preferences: Preferences): Window {
  const earliest = afterBreak(at, journey, preferences)
  const { from, to } = windowAt(earliest, journey, preferences)
  return { from: Math.max(earliest, from), to }
}

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
export function waitAt(wait: Wait, { pace }: PreferencesThatPlan<'waits', 'pace'>): Wait {
  const factor = pace === 'slower' ? 2 : 1
  return 'hours' in wait ? { hours: wait.hours * factor } : { days: wait.days * factor }
}

/**
 * A moment plus a wait. Days are calendar days in the journey's zone, so that 09:00 stays 09:00 when the clocks
 * change; hours are exact.
 */
export function addWait(
  at: Instant,
  wait: Wait,
  journey: Journey,
  pace: PreferencesThatPlan<'waits', 'pace'>,
): Instant {
  const inPace = waitAt(wait, pace)
  if ('hours' in inPace) return at + inPace.hours * hour
  return daysOf(journey.zone).daysLater(at, inPace.days)
}

/** Whether a wait means at once. */
export const isAtOnce = (wait: Wait): boolean => ('hours' in wait ? wait.hours : wait.days) === 0
