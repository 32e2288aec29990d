/** Kinds of findings, worst first. */
export const findingKinds = [
  'left-over',
  'unreadable',
  'quarantined',
  'no-next-step',
  'misplaced',
  'overdue',
  'unknown-outcome',
  'person-without-address',
  'address-without-person',
  'rows-without-person',
  'suppressed-by-ses',
  'ses-silent',
  'stream-behind',
  'counter',
] as const
/** A kind of finding. */
export type FindingKind = (typeof findingKinds)[number]

/**
 * Added to findings about unreadable people, whom a recount would leave out, so that correcting figures by it would
 * remove them.
 */
export const notCompared = 'no figures are compared until it can be'

/** A difference between the stored and the expected data. */
export interface Finding {
  kind: FindingKind
  /** A learner's random id, a journey's id or the name of a counter; never an address. */
  about: string
  words: string
  /**
   * Repairs it automatically; absent if a person has to.
   * @returns whether there was still something to repair.
   */
  repair?: () => Promise<boolean>
  /** For an email of unknown outcome: settles it as the operator states. */
  settle?: (as: 'sent' | 'not-sent') => Promise<boolean>
}
