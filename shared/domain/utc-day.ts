import type { Instant } from './ids.ts'
import type { CalendarDay } from './preferences.ts'

/** The day of a moment in UTC, as `2026-11-23`: it depends on nothing but the moment. */
export const utcDay = (at: Instant): CalendarDay => new Date(at).toISOString().slice(0, 10)
