/** What can be amiss, worst first. */
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
/** One of them. */
export type FindingKind = (typeof findingKinds)[number]

/** Said of who cannot be read: a recount would leave them out, and mending figures by it would take them away. */
export const notCompared = 'no figures are compared until it can be'

/** Something that is not as it should be. */
export interface Finding {
  kind: FindingKind
  /** A learner's random id, a journey's id or a figure's name; never an address. */
  about: string
  words: string
  /** Puts it right by rule; absent where it takes a person to. @returns whether there was still anything to put right. */
  repair?: () => Promise<boolean>
  /** Of an email of unknown outcome: takes the operator's word for what became of it. */
  settle?: (as: 'sent' | 'not-sent') => Promise<boolean>
}
