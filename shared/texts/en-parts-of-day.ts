import type { TimeOfDay } from '../domain/preferences.ts'

/** The part of the day in which an email comes. */
export const inThePart: Record<TimeOfDay, string> = {
  early: 'early in the morning',
  daytime: 'in the daytime',
  evening: 'in the evening',
  night: 'at night',
  'small-hours': 'in the small hours',
}
