import * as z from 'zod/mini'
import { Epoch, LearnerId } from '../ids.ts'
import { PartOfDay } from '../preferences.ts'
import { KeptCard } from './card.ts'
import type { Joiner } from './pool.ts'

/** Why somebody who joined a round is not dealt. */
export const WhyOut = z.enum([
  /** They took it back. */
  'took-back',
  /** They left the journey or us, or signed up anew since. */
  'left',
  /** Their emails come back, or were reported as unwanted. */
  'unreachable',
  /** SES takes no email of the journey to them. */
  'rejected',
  'paused',
  'on-a-break',
  /** No time that they like for emails comes soon enough. */
  'no-time',
  /** An operator removed them from circles. */
  'removed',
  /** They joined before the table was restored, and may have taken it back since. */
  'restored',
  /** Their rows cannot be read. */
  'unreadable',
  /** The name that they chose does not pass the rule of names any more. */
  'name',
])
export type WhyOut = z.infer<typeof WhyOut>

/**
 * That somebody joined a round: a press for this round alone. From the round's closing on nothing of it changes but that they
 * are gone, so that a round which is dealt once more is the same.
 */
export const Entry = z.object({
  learnerId: LearnerId,
  epoch: Epoch,
  at: z.int(),
  /** They said that they are 18 or over: nobody else is introduced to strangers. */
  isAdult: z.literal(true),
  /** What the others see of them. */
  card: KeptCard,
  parts: z.array(PartOfDay),
  /** A keyed hash of their employer's domain. */
  employer: z.optional(z.string()),
  /** A keyed hash of their mailbox, however its address is spelled. */
  mailbox: z.optional(z.string()),
  /** When it was said for good, after the closing, whether they are dealt, and with whom they were before and with whom not. */
  calledAt: z.optional(z.int()),
  /** Said with it, of who is not dealt. */
  out: z.optional(WhyOut),
  before: z.array(LearnerId),
  notWith: z.array(LearnerId),
  /** They could not be placed in the round before. */
  isFirstInLine: z.optional(z.literal(true)),
  /**
   * They took it back: after the round closed, and then they are dealt with the others and hear nothing of it; or before, and then
   * nothing stays but that they are first in line, should they join again.
   */
  isGone: z.optional(z.literal(true)),
})
export type Entry = z.infer<typeof Entry>

/** Nothing of what somebody showed of themselves. */
export const emptied = ({ card }: Pick<Entry, 'card'>): Pick<Entry, 'isGone' | 'card' | 'parts'> => ({
  isGone: true,
  card: { ...card, name: 'X', work: 'something-else' },
  parts: [],
})

/** Whether somebody is in a round, and has not taken it back. */
export const isIn = (entry: Entry | undefined): entry is Entry => entry !== undefined && !entry.isGone

/** Somebody as the deal sees them: without a name. */
export const joinerOf = (entry: Entry): Joiner => ({
  id: entry.learnerId,
  sector: entry.card.sector,
  parts: entry.parts,
  employer: entry.employer,
  before: entry.before,
  notWith: entry.notWith,
  isFirstInLine: entry.isFirstInLine ?? false,
})
