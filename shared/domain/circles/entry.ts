import * as z from 'zod/mini'
import { Epoch, LearnerId } from '../ids.ts'
import { PartOfDay } from '../preferences.ts'
import { Card } from './card.ts'
import type { Joiner } from './pool.ts'

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
  card: Card,
  parts: z.array(PartOfDay),
  /** A keyed hash of their employer's domain. */
  employer: z.optional(z.string()),
  /** When it was said for good, after the closing, whether they are dealt, and with whom they were before and with whom not. */
  calledAt: z.optional(z.int()),
  /** They could not have been reached by then, or were not there any more: they are not dealt. */
  isOut: z.optional(z.literal(true)),
  before: z.array(LearnerId),
  notWith: z.array(LearnerId),
  /** They could not be placed in the round before. */
  isFirstInLine: z.optional(z.literal(true)),
  /** They left after the round closed: they are dealt with the others, and hear nothing of it. */
  isGone: z.optional(z.literal(true)),
})
export type Entry = z.infer<typeof Entry>

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
