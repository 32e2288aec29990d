import type { Instant } from '../ids.ts'
import { type CalendarDay, weekdays } from '../preferences.ts'
import { dayOfNumber, daysOf, weekdayOf } from '../zone-days.ts'

/** A week in which learners can join to meet others. */
export interface Round {
  /** The Sunday on which it closes. */
  id: CalendarDay
  /** The end of that Sunday, in milliseconds since 1970. People who join later are in the next round. */
  closesAt: Instant
}

/**
 * The round that is open at a moment.
 * @param zone the time zone of its days
 */
export function roundAt(at: Instant, zone: string): Round {
  const days = daysOf(zone)
  const today = days.dayAt(at)
  const sunday = today + weekdays.indexOf('sunday') - weekdayOf(today)
  return { id: dayOfNumber(sunday), closesAt: days.startOf(sunday + 1) }
}

/**
 * The rounds that were open between two moments, the earliest first.
 * @param zone the time zone of their days
 */
export function roundsBetween(from: Instant, until: Instant, zone: string): Round[] {
  const round = roundAt(from, zone)
  return round.closesAt > until ? [round] : [round, ...roundsBetween(round.closesAt, until, zone)]
}
