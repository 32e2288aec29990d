import type * as z from 'zod/mini'

type Shape = z.core.$ZodShape

/** What an event's entry in the history says, and when it stands for earlier ones. */
export interface InHistory<Field extends string> {
  /** One or two letters, never used again: a history lives in its row, and a row of up to 1 KB costs one write unit. */
  readonly code: string
  /** Every field of the event that the entry keeps. */
  readonly keeps: readonly Field[]
  /** A value that most have: not written down, and read back. */
  readonly usually?: { readonly [F in Field]?: string | boolean }
  readonly folds: 'never' | Folding<Field>
}

/**
 * Where an entry takes the place of an earlier one and says how often and since when: in a run of what somebody can bring
 * about at will or a trouble repeats, or anywhere in a history that has grown long.
 */
export interface Folding<Field extends string> {
  readonly where: 'in-runs' | 'when-long'
  /** Two entries are alike when these fields are. */
  readonly alike: readonly Field[]
  /** Only entries with this value are folded. */
  readonly only?: { readonly [F in Field]?: string }
}

/** How an event stands on the bus. No personal data: the bus has an archive. */
export interface OnBus<Field extends string> {
  /** The fields that it carries beside those that all have. */
  readonly carries: readonly Field[]
  /** Whether an email is due at its very moment. `when-due`: if its `dueAt` is; `unless-later`: if it has no `dueAt`. */
  readonly makesDue: 'never' | 'when-due' | 'unless-later' | 'always'
  /** What a replay of it asks for: nothing of this system, that a journey starts, or that an email goes out. */
  readonly replayed: 'tells-only' | 'starts-journey' | 'sends-email'
}

/**
 * What the statistics make of an event: they count it, by module where it is about one. `arrival`: a module that comes
 * once more is counted apart, so that nobody is in its figures twice. `repeating`: a recount leaves it out. `bounce`: so
 * too, and by whether it lasts. `answer`: by what was said, and what no longer counts. `completion` and `finish`: they also count how long it took.
 * `confirmation`: it also counts who came by the link of somebody who takes part.
 */
export type Counted =
  | 'event'
  | 'confirmation'
  | 'arrival'
  | 'repeating'
  | 'bounce'
  | 'answer'
  | 'completion'
  | 'finish'

/**
 * Stands in the state of its row and nowhere else: no history, stream, statistic or bus has it. Such is a claim, of which the
 * event that settles it tells, and what somebody answers, which is counted from the rows.
 */
interface OfRowAlone {
  readonly history: 'left-out'
  readonly statistics: 'not-counted'
  readonly bus: 'off'
}

interface Established<Field extends string> {
  readonly history: InHistory<Field>
  readonly statistics: Counted
  readonly bus: 'off' | OnBus<Field>
}

/** All that the rest of the system has to know of an event. */
type Rules<Field extends string> = {
  /**
   * What it is about. An event about a journey, or a module of it, stands in that journey's row; one about the person in
   * their own, and so does one that names no journey.
   */
  readonly about: 'person' | 'journey' | 'module'
  /**
   * How it may follow from a replay: an email went out or did not, the journey went on without one, or `otherwise`; after
   * a silence only, or never, because people, operators or SES bring it about.
   */
  readonly follows: 'email' | 'no-email' | 'step' | 'otherwise' | 'after-silence' | 'never'
} & (OfRowAlone | Established<Field>)

/** An event's definition, as whatever goes through all of them sees it. */
export type EventDefinition = Rules<string> & { readonly fields: Shape }

/** What the bus carries and neither the history keeps nor the row tells: a replay could not tell it again. */
type NotKept<R> = R extends {
  about: infer About
  history: { keeps: readonly (infer Kept)[] }
  bus: { carries: readonly (infer Carried)[] }
}
  ? Exclude<Carried, Kept | (About extends 'person' ? never : 'journeyId')>
  : never

type KeepsWhatItCarries<R> = [NotKept<R>] extends [never] ? unknown : { history: { keeps: NotKept<R>[] } }

/**
 * Defines an event. Whatever is left out does not compile.
 * @param fields beside its type and when it happened. No personal data but preferences and sector.
 */
export const define = <F extends Shape, const R extends Rules<keyof F & string>>(
  fields: F,
  rules: R & KeepsWhatItCarries<R>,
): R & { readonly fields: F } => ({ fields, ...rules })

/** When the events of an area that go onto the bus happen, for the documentation. */
export type Occasions<Area extends Readonly<Record<string, { readonly bus: unknown }>>> = {
  readonly [T in keyof Area as Area[T]['bus'] extends 'off' ? never : T]: string
}

/** An entry that is never folded. */
export const kept = <const K extends readonly string[]>(code: string, keeps: K) => ({
  code,
  keeps,
  folds: 'never' as const,
})

/** An entry that is folded: with those that have the same values, or the same of these fields. */
export const foldedInRuns = <const K extends readonly string[]>(
  code: string,
  keeps: K,
  alike: readonly K[number][] = keeps,
) => ({ code, keeps, folds: { where: 'in-runs' as const, alike } })

/** The same, in a history that has grown long. */
export const foldedWhenLong = <const K extends readonly string[]>(
  code: string,
  keeps: K,
  alike: readonly K[number][] = keeps,
) => ({ code, keeps, folds: { where: 'when-long' as const, alike } })

/** An event that goes onto the bus. */
export const onBus = <
  const C extends readonly string[],
  D extends OnBus<never>['makesDue'],
  R extends OnBus<never>['replayed'],
>(
  carries: C,
  makesDue: D,
  replayed: R,
) => ({ carries, makesDue, replayed })

/** Stands in its row's state and nowhere else. */
export const ofRowAlone = {
  history: 'left-out',
  statistics: 'not-counted',
  bus: 'off',
  follows: 'never',
} as const

/** Counted, known to nobody but this system, and brought about by no reaction. */
export const internal = { statistics: 'event', bus: 'off', follows: 'never' } as const
