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
  /** Where people are asked: with the sign-up too, or on “My journey” alone. */
  readonly asked: 'with-the-sign-up' | 'on-the-preferences-page'
  /**
   * What it changes in due times, as `schedule.ts` reads it: the windows of a week; a wait; or breaks, in which nothing goes
   * out, be it one until a day or some that recur, such as school holidays.
   */
  readonly plans: 'windows' | 'waits' | 'breaks'
}

/** When a learner likes to get emails: each preference by its name. One that some place does not handle does not compile. */
const definitions = {
  days: {
    schema: z.optional(z.array(Weekday).check(z.minLength(1))),
    asked: 'with-the-sign-up',
    plans: 'windows',
  },
  parts: {
    schema: z.optional(z.array(PartOfDay).check(z.minLength(1))),
    asked: 'with-the-sign-up',
    plans: 'windows',
  },
  pace: {
    schema: z._default(Pace, 'as-written'),
    asked: 'on-the-preferences-page',
    plans: 'waits',
  },
  /** No email before this day begins. */
  breakUntil: {
    schema: z.optional(CalendarDay),
    asked: 'on-the-preferences-page',
    plans: 'breaks',
  },
} as const satisfies Readonly<Record<string, PreferenceDefinition>>
type Definitions = typeof definitions

/** A preference's name. */
export type PreferenceName = keyof Definitions
/** Those whose definitions are like this. */
type NamesLike<D> = { [N in PreferenceName]: Definitions[N] extends D ? N : never }[PreferenceName]
/** Those that a sign-up may bring. */
export type SignUpPreference = NamesLike<{ asked: 'with-the-sign-up' }>

const names = Object.keys(definitions) as readonly PreferenceName[]

export const Preferences = z.object(
  Object.fromEntries(names.map(name => [name, definitions[name].schema])) as {
    [N in PreferenceName]: Definitions[N]['schema']
  },
)
export type Preferences = z.infer<typeof Preferences>

/**
 * The preferences that plan something, for the function that heeds them. One that it forgets does not compile: the
 * parameter's type is then a sentence that names it.
 */
export type PreferencesThatPlan<P extends PreferenceDefinition['plans'], Heeded extends PreferenceName> = [
  Exclude<NamesLike<{ plans: P }>, Heeded>,
] extends [never]
  ? Pick<Preferences, Heeded>
  : `The preference ${Exclude<NamesLike<{ plans: P }>, Heeded>} plans ${P}: heed it in this function, and name it here.`

/** Every preference of these, chosen or not. */
export type Each<N extends PreferenceName> = { [K in N]: Preferences[K] | undefined }

/** What somebody chose: none is left out by mistake. */
export function preferencesOf({ pace = 'as-written', ...others }: Each<PreferenceName>): Preferences {
  return { pace, ...(withoutUndefined(others) as Omit<Preferences, 'pace'>) }
}

/** What somebody chose with their sign-up; the rest is as it is for everybody. */
export const preferencesOfSignUp = (chosen: Each<SignUpPreference>): Preferences =>
  preferencesOf({
    ...(Object.fromEntries(names.map(name => [name, undefined])) as Each<PreferenceName>),
    ...chosen,
  })

/**
 * What somebody who comes back has: what they chose now or, where they chose nothing, what they had before but for a break.
 * @param asked with the sign-up by which they come back.
 */
export function preferencesAfterReturn(before: Preferences, asked: Preferences): Preferences {
  const { breakUntil: _, ...kept } = before
  const choseNothing = areSamePreferences(asked, preferencesOfSignUp({ days: undefined, parts: undefined }))
  return choseNothing ? kept : asked
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
