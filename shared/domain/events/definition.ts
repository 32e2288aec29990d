import type * as z from 'zod/mini'

type Shape = z.core.$ZodShape

/** How an event is kept in the history, and when it is folded into an earlier entry. */
export interface InHistory<Field extends string> {
  /**
   * One or two letters, never reused. Short, because the history is part of its row, and a row of up to 1 KB costs
   * one write unit.
   */
  readonly code: string
  /** The fields of the event that the history entry keeps. */
  readonly keeps: readonly Field[]
  /** The most common value. It is left out of the stored entry and restored on reading. */
  readonly usually?: { readonly [F in Field]?: string | boolean }
  readonly folds: 'never' | Folding<Field>
}

/**
 * Folding replaces an earlier entry by one with a count and the time of the first: in a run of events that somebody
 * can repeat at will or that a fault repeats, or anywhere in a long history.
 */
export interface Folding<Field extends string> {
  readonly where: 'in-runs' | 'when-long'
  /** The fields whose values must be equal for two entries to be folded. */
  readonly alike: readonly Field[]
  /** Only entries with this value are folded. */
  readonly only?: { readonly [F in Field]?: string }
}

/** How an event is published on the bus. It carries no personal data, because the bus has an archive. */
export interface OnBus<Field extends string> {
  /** The fields that it carries beside the common ones. */
  readonly carries: readonly Field[]
  /**
   * Whether it makes an email due at its own moment. `when-due`: if its `dueAt` is that moment; `unless-later`: if it
   * has no `dueAt`.
   */
  readonly makesDue: 'never' | 'when-due' | 'unless-later' | 'always'
  /** What replaying the event causes in this system: nothing, the start of a journey, or an email. */
  readonly replayed: 'tells-only' | 'starts-journey' | 'sends-email'
}

/**
 * How the statistics count an event; by module, if it is about one. `arrival`: a module that is sent again is counted
 * separately, so that nobody is counted twice. `repeating`: a recount leaves it out. `bounce`: as `repeating`, and by
 * whether it is permanent. `answer`: by answer, and corrects the previous one. `completion` and `finish`: also the
 * time taken. `confirmation`: also who came by an invitation link.
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
 * The event is kept in its row's state and nowhere else: not in a history, stream, statistic or on the bus. Used for
 * claims, whose outcome is an event of its own, and for answers, which are counted from the rows.
 */
interface StateOnly {
  readonly history: 'left-out'
  readonly statistics: 'not-counted'
  readonly bus: 'off'
}

interface Established<Field extends string> {
  readonly history: InHistory<Field>
  readonly statistics: Counted
  readonly bus: 'off' | OnBus<Field>
}

/** The properties that every event's definition must give. */
type Rules<Field extends string> = {
  /**
   * An event about a journey or module is kept in that journey's row. One about the person, or without a journey, is
   * kept in the learner's row.
   */
  readonly about: 'person' | 'journey' | 'module'
  /**
   * How a replay can cause the event: because an email went out or did not, because the journey went on without one,
   * in another way, after silence only, or never (people, operators or SES cause it).
   */
  readonly follows: 'email' | 'no-email' | 'step' | 'otherwise' | 'after-silence' | 'never'
} & (StateOnly | Established<Field>)

/** An event's definition without its specific types, for code that handles all events. */
export type EventDefinition = Rules<string> & { readonly fields: Shape }

/**
 * Fields on the bus that neither the history nor the row keeps. A replay from stored histories could not publish
 * them.
 */
type NotKept<R> = R extends {
  about: infer About
  history: { keeps: readonly (infer Kept)[] }
  bus: { carries: readonly (infer Carried)[] }
}
  ? Exclude<Carried, Kept | (About extends 'person' ? never : 'journeyId')>
  : never

type KeepsWhatItCarries<R> = [NotKept<R>] extends [never] ? unknown : { history: { keeps: NotKept<R>[] } }

/**
 * Defines an event. A missing property does not compile.
 * @param fields those beside its type and time. No personal data except preferences and sector.
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

/** An entry that is folded with the previous ones if all its fields, or the given ones, are equal. */
export const foldedInRuns = <const K extends readonly string[]>(
  code: string,
  keeps: K,
  alike: readonly K[number][] = keeps,
) => ({ code, keeps, folds: { where: 'in-runs' as const, alike } })

/** An entry that is folded in a long history only, with any earlier one whose fields, or the given ones, are equal. */
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

/** Kept in its row's state and nowhere else. */
export const stateOnly = {
  history: 'left-out',
  statistics: 'not-counted',
  bus: 'off',
  follows: 'never',
} as const

/** Counted, not published, and never caused by a replay. */
export const internal = { statistics: 'event', bus: 'off', follows: 'never' } as const
