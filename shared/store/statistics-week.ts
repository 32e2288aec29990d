import { day } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { utcDay } from '../domain/utc-day.ts'

/** 1 January 1970 was a Thursday, the fourth day of its week. */
const daysBefore = 3

/** The week of a moment as a number that rises by one each Monday 00:00 UTC. */
export const weekOf = (at: Instant): number => Math.floor((at / day + daysBefore) / 7)

/** The Monday of a week, as `2026-11-23`. */
export const mondayOf = (week: number): string => utcDay((week * 7 - daysBefore) * day)

/**
 * Prefix of the figure of a completed module, `<module>.<weeks>`: completed this many weeks after the week of its
 * email. With the day of its row, that gives the week of the email.
 */
export const doneInWeek = 'done-in-week.'
