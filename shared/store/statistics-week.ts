import { day } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { utcDay } from '../domain/utc-day.ts'

/** 1 January 1970 was a Thursday: the fourth day of its week. */
const daysBefore = 3

/** The week of a moment, by its Monday in UTC: a number that grows by one from week to week. */
export const weekOf = (at: Instant): number => Math.floor((at / day + daysBefore) / 7)

/** The Monday of a week, as `2026-11-23`. */
export const mondayOf = (week: number): string => utcDay((week * 7 - daysBefore) * day)

/**
 * How the figure begins of a module that was done, `<module>.<weeks>`: so many weeks after the week in which it was emailed. With the
 * day of the row in which it stands that says the week of the email.
 */
export const doneInWeek = 'done-in-week.'
