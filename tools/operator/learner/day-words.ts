import type { CalendarDay } from '../../../shared/domain/preferences.ts'
import { dayInWords } from '../../../shared/pages/day.ts'

/** A day for a person's story, always with its year: `Sunday 20 December 2026`. */
export const dayWords = (day: CalendarDay): string => dayInWords('en-GB', { day, isAnotherYear: true })
