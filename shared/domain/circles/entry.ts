import * as z from 'zod/mini'
import { Epoch, LearnerId } from '../ids.ts'
import { PartOfDay } from '../preferences.ts'
import { KeptCard } from './card.ts'
import type { Joiner } from './pool.ts'

/** Why somebody who joined a round is not dealt. */
export const WhyOut = z.enum([
  /** They withdrew from the round. */
  'took-back',
  /** They left the journey or the service, or signed up again since. */
  'left',
  /** Their emails bounce, or they reported one as spam. */
  'unreachable',
  /** SES rejects the journey's emails to them. */
  'rejected',
  'paused',
  'on-a-break',
  /** None of their preferred times comes soon enough. */
  'no-time',
  /** An operator removed them from circles. */
  'removed',
  /** They joined before the table was restored, and may have withdrawn since. */
  'restored',
  /** Their rows cannot be read. */
  'unreadable',
  /** The name that they chose does not pass the rule for names any more. */
  'name',
])
export type WhyOut = z.infer<typeof WhyOut>

/**
 * A person's entry in one round. After the round has closed only `isGone` may change, so that dealing the round again
 * gives the same groups.
 */
export const Entry = z.object({
  learnerId: LearnerId,
  epoch: Epoch,
  at: z.int(),
  /** They said that they are 18 or over. Nobody else is introduced to strangers. */
  isAdult: z.literal(true),
  /** The card that others see. */
  card: KeptCard,
  parts: z.array(PartOfDay),
  /** A keyed hash of their employer's domain. */
  employer: z.optional(z.string()),
  /** A keyed hash of their mailbox, however its address is spelled. */
  mailbox: z.optional(z.string()),
  /**
   * When it was decided, after the closing and for good, whether they are dealt, and whom they met before or refuse
   * to meet.
   */
  calledAt: z.optional(z.int()),
  /** The version of the deal by which their round is dealt; decided together with `calledAt`. */
  dealVersion: z.optional(z.int()),
  /** Why they are not dealt; decided together with `calledAt`. */
  out: z.optional(WhyOut),
  before: z.array(LearnerId),
  notWith: z.array(LearnerId),
  /** They could not be placed in the previous round. */
  isFirstInLine: z.optional(z.literal(true)),
  /**
   * They withdrew. After the closing: they are still dealt, but get no letters. Before it: only their place in line
   * is kept, in case they join again.
   */
  isGone: z.optional(z.literal(true)),
})
export type Entry = z.infer<typeof Entry>

/** The entry's fields after a withdrawal: nothing that the person wanted to show. */
export const withdrawnFields = ({ card }: Pick<Entry, 'card'>): Pick<Entry, 'isGone' | 'card' | 'parts'> => ({
  isGone: true,
  card: { ...card, name: 'X', work: 'something-else' },
  parts: [],
})

/** Whether somebody is in a round and has not withdrawn. */
export const isActiveEntry = (entry: Entry | undefined): entry is Entry =>
  entry !== undefined && !entry.isGone

/** The person as the dealing needs them, without a name. */
export const joinerOf = (entry: Entry): Joiner => ({
  id: entry.learnerId,
  sector: entry.card.sector,
  parts: entry.parts,
  employer: entry.employer,
  before: entry.before,
  notWith: entry.notWith,
  isFirstInLine: entry.isFirstInLine ?? false,
})
