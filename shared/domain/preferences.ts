import * as z from 'zod/mini'
import { withoutUndefined } from './without-undefined.ts'

/** In the order of `Temporal`: Monday is 1. */
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

/** Parts of the day, for people who work shifts. `schedule.ts` has their hours. */
export const partsOfDay = ['early', 'daytime', 'evening', 'night'] as const
/** A part of the day. */
export const PartOfDay = z.enum(partsOfDay)
export type PartOfDay = z.infer<typeof PartOfDay>
/** The time of day as people are told it. Hours after midnight belong to the day that they are on. */
export type TimeOfDay = PartOfDay | 'small-hours'

/** How fast modules follow one another: as the author wrote, or waiting twice as long. */
export const Pace = z.enum(['as-written', 'slower'])
export type Pace = z.infer<typeof Pace>

/** A calendar day, `2026-11-23`. */
export const CalendarDay = z.iso.date()
export type CalendarDay = z.infer<typeof CalendarDay>

/** The definition of a preference. */
interface PreferenceDefinition {
  /** The stored value. An absent one follows the journey's own days and hours. */
  readonly schema: z.ZodMiniType
  /**
   * Where people are asked. `from-the-start`: on the page after confirming and on “My journey”; sign-up forms
   * elsewhere and programs may send it too. `on-my-journey`: only there.
   */
  readonly asked: 'from-the-start' | 'on-my-journey'
  /**
   * How it affects due times: by the windows of a week, the length of waits, or breaks in which nothing is sent. Its
   * entry in the table of that name in `schedule.ts` says how.
   */
  readonly decides: 'windows' | 'waits' | 'breaks'
}

/** When a learner likes to get emails: each preference by its name. A place that does not handle one does not compile. */
const definitions = {
  days: {
    schema: z.optional(z.array(Weekday).check(z.minLength(1))),
    asked: 'from-the-start',
    decides: 'windows',
  },
  parts: {
    schema: z.optional(z.array(PartOfDay).check(z.minLength(1))),
    asked: 'from-the-start',
    decides: 'windows',
  },
  pace: {
    schema: z._default(Pace, 'as-written'),
    asked: 'on-my-journey',
    decides: 'waits',
  },
  /** No email is sent before this day begins. */
  breakUntil: {
    schema: z.optional(CalendarDay),
    asked: 'on-my-journey',
    decides: 'breaks',
  },
} as const satisfies Readonly<Record<string, PreferenceDefinition>>
type Definitions = typeof definitions

/** A preference's name. */
export type PreferenceName = keyof Definitions
/** The names of the preferences whose definitions match `D`. */
type PreferencesWhere<D> = {
  [N in PreferenceName]: Definitions[N] extends D ? N : never
}[PreferenceName]
/** Preferences that may come with a sign-up. */
export type SignUpPreference = PreferencesWhere<{ asked: 'from-the-start' }>
/** Preferences that affect due times in this way. */
export type PreferencesThatDecide<What extends PreferenceDefinition['decides']> = PreferencesWhere<{
  decides: What
}>

/** The preferences for times. */
export type LikedTimes = Pick<Preferences, PreferencesThatDecide<'windows'>>

const names = Object.keys(definitions) as readonly PreferenceName[]

export const Preferences = z.object(
  Object.fromEntries(names.map(name => [name, definitions[name].schema])) as {
    [N in PreferenceName]: Definitions[N]['schema']
  },
)
export type Preferences = z.infer<typeof Preferences>

/** The preferences of a person who chose nothing. */
export const noPreferences: Preferences = { pace: 'as-written' }

/** All of these preferences, each chosen or undefined, so that none is forgotten. */
export type EveryPreference<N extends PreferenceName> = { [K in N]: Preferences[K] | undefined }

/** The preferences that are set among these; the others have their defaults. */
export const preferencesOf = (chosen: EveryPreference<PreferenceName>): Preferences =>
  preferencesWith(noPreferences, chosen)

/** Previous preferences, overridden by those chosen with or after a sign-up; an undefined value clears one. */
export const preferencesWith = (
  before: Preferences,
  chosen: EveryPreference<SignUpPreference>,
): Preferences => ({
  ...noPreferences,
  ...withoutUndefined({ ...before, ...chosen }),
})

/**
 * The preferences of a person who comes back: those of the new sign-up or, if it has none, the previous ones without
 * a break.
 * @param asked the preferences of the sign-up by which they come back.
 */
export function preferencesAfterReturn(before: Preferences, asked: Preferences): Preferences {
  const { breakUntil: _, ...kept } = before
  return areSamePreferences(asked, noPreferences) ? kept : asked
}

/** Removes a break that is over, so that forms show only what still applies. */
export const withoutPastBreak = ({ breakUntil, ...rest }: Preferences, today: CalendarDay): Preferences =>
  breakUntil && breakUntil > today ? { ...rest, breakUntil } : rest

/** Preferences with every day allowed: for a learner who asks for an email, preferred hours count and days do not. */
export const onAnyDay = (preferences: Preferences): Preferences => ({ ...preferences, days: [...weekdays] })

/** Whether two sets of preferences are equal. */
export const areSamePreferences = (one: Preferences, other: Preferences): boolean =>
  asText(one) === asText(other)

const asText = (preferences: Preferences): string => JSON.stringify(names.map(name => preferences[name]))
