import type { TimeOfDay } from '../domain/preferences.ts'

/** When something comes, within its day. */
export const inThePart: Record<TimeOfDay, string> = {
  early: 'early in the morning',
  daytime: 'in the daytime',
  evening: 'in the evening',
  night: 'at night',
  'small-hours': 'in the small hours',
}
