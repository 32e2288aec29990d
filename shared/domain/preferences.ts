import * as z from 'zod/mini'
import { withoutUndefined } from './without-undefined.ts'

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
/** When something comes, as people are told it: what is after midnight belongs to the day that it is on. */
export type TimeOfDay = PartOfDay | 'small-hours'

/** How fast modules follow one another: as the author wrote, or waiting twice as long. */
export const Pace = z.enum(['as-written', 'slower'])
export type Pace = z.infer<typeof Pace>

/** A calendar day, `2026-11-23`. */
export const CalendarDay = z.iso.date()
export type CalendarDay = z.infer<typeof CalendarDay>

/** What the rest of the system has to know of a preference. */
interface PreferenceDefinition {
  /** As it is stored. What is absent follows the journey's own days and hours. */
  readonly schema: z.ZodMiniType
  /**
   * Where people are asked. `from-the-start`: on the page after the confirmation and on “My journey”; forms on other
   * websites and programs may bring it with the sign-up. `on-my-journey`: there alone.
   */
  readonly asked: 'from-the-start' | 'on-my-journey'
  /**
   * What of due times it decides: the windows of a week; how long waits are; or breaks, in which nothing goes out. Its
   * line in the table of that name in `schedule.ts` says how.
   */
  readonly decides: 'windows' | 'waits' | 'breaks'
}

/** When a learner likes to get emails: each preference by its name. One that some place does not handle does not compile. */
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
  /** No email before this day begins. */
  breakUntil: {
    schema: z.optional(CalendarDay),
    asked: 'on-my-journey',
    decides: 'breaks',
  },
} as const satisfies Readonly<Record<string, PreferenceDefinition>>
type Definitions = typeof definitions

/** A preference's name. */
export type PreferenceName = keyof Definitions
/** The names of those whose definitions are like this. */
type PreferencesWhere<D> = {
  [N in PreferenceName]: Definitions[N] extends D ? N : never
}[PreferenceName]
/** Those that are asked from the start, so that a sign-up may bring them. */
export type SignUpPreference = PreferencesWhere<{ asked: 'from-the-start' }>
/** Those that decide this of due times. */
export type PreferencesThatDecide<What extends PreferenceDefinition['decides']> = PreferencesWhere<{
  decides: What
}>

/** The times that somebody likes. */
export type LikedTimes = Pick<Preferences, PreferencesThatDecide<'windows'>>

const names = Object.keys(definitions) as readonly PreferenceName[]

export const Preferences = z.object(
  Object.fromEntries(names.map(name => [name, definitions[name].schema])) as {
    [N in PreferenceName]: Definitions[N]['schema']
  },
)
export type Preferences = z.infer<typeof Preferences>

/** Of somebody who chose nothing. */
export const noPreferences: Preferences = { pace: 'as-written' }

/** Every preference of these, chosen or not: none is left out by mistake. */
export type EveryPreference<N extends PreferenceName> = { [K in N]: Preferences[K] | undefined }

/** What somebody chose. */
export const preferencesOf = (chosen: EveryPreference<PreferenceName>): Preferences =>
  preferencesWith(noPreferences, chosen)

/** The same, but for what somebody chose now with or after their sign-up; what is undefined they choose no more. */
export const preferencesWith = (
  before: Preferences,
  chosen: EveryPreference<SignUpPreference>,
): Preferences => ({
  ...noPreferences,
  ...withoutUndefined({ ...before, ...chosen }),
})

/**
 * What somebody who comes back has: what they chose now or, where they chose nothing, what they had before but for a break.
 * @param asked with the sign-up by which they come back.
 */
export function preferencesAfterReturn(before: Preferences, asked: Preferences): Preferences {
  const { breakUntil: _, ...kept } = before
  return areSamePreferences(asked, noPreferences) ? kept : asked
}

/** Without a break that is over: a form shows only what still counts. */
export const withoutPastBreak = ({ breakUntil, ...rest }: Preferences, today: CalendarDay): Preferences =>
  breakUntil && breakUntil > today ? { ...rest, breakUntil } : rest

/** The same, for who asks for an email by themselves: the hours count, and any day will do. */
export const onAnyDay = (preferences: Preferences): Preferences => ({ ...preferences, days: [...weekdays] })

/** Whether nothing in them differs. */
export const areSamePreferences = (one: Preferences, other: Preferences): boolean =>
  asText(one) === asText(other)

const asText = (preferences: Preferences): string => JSON.stringify(names.map(name => preferences[name]))
