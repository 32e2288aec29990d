import * as z from 'zod/mini'

/** As Temporal counts them: Monday is the first. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
/** A day of the week. */
export const Weekday = z.enum(weekdays)
export type Weekday = z.infer<typeof Weekday>

/** Parts of the day, for people who work shifts. Their hours stand in `schedule.ts`. */
export const partsOfDay = ['early', 'daytime', 'evening', 'night'] as const
/** One of them. */
export const PartOfDay = z.enum(partsOfDay)
export type PartOfDay = z.infer<typeof PartOfDay>

/** How fast modules follow one another: as the author wrote, or waiting twice as long. */
export const Pace = z.enum(['as-written', 'slower'])
export type Pace = z.infer<typeof Pace>

/** A calendar day, `2026-11-23`. */
export const CalendarDay = z.iso.date()
export type CalendarDay = z.infer<typeof CalendarDay>

/** When a learner likes to get emails. What is absent follows the journey's own days and hours. */
export const Preferences = z.object({
  days: z.optional(z.array(Weekday).check(z.minLength(1))),
  parts: z.optional(z.array(PartOfDay).check(z.minLength(1))),
  pace: z._default(Pace, 'as-written'),
  /** No email before this day begins. */
  breakUntil: z.optional(CalendarDay),
})
export type Preferences = z.infer<typeof Preferences>
