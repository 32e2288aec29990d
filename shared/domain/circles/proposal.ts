import * as z from 'zod/mini'
import { day } from '../duration.ts'
import { type Instant, LearnerId } from '../ids.ts'
import { Sector } from '../sectors.ts'
import type { LearnerPair } from './pairs.ts'

/** Time to answer, in milliseconds from when the letter was handed to SES. */
const timeToAnswer = 5 * day
/**
 * The longest that a proposal stays open, in milliseconds, even if some letters go out late (a break, few preferred
 * hours).
 */
const longestProposal = 10 * day

/**
 * The steps of working on a proposal, in order. `asked`: the letters are planned. `heard`: it was looked up which
 * letters went out, and when. `told`: after the closing, the letters about the result are planned.
 */
export const Step = z.enum(['asked', 'heard', 'told'])
export type Step = z.infer<typeof Step>

/** A person to whom a group is proposed. */
export const Invited = z.object({
  id: LearnerId,
  sector: Sector,
  /** When the letter with the question was handed to SES. */
  letterAt: z.optional(z.int()),
  /** Their last answer. Nobody else ever sees it. */
  says: z.optional(z.enum(['yes', 'no'])),
  /** They left or were removed. To the others this looks as if they had not answered. */
  isGone: z.optional(z.literal(true)),
})
export type Invited = z.infer<typeof Invited>

/**
 * A proposed group, before anybody is introduced: members see names and sectors, not addresses. It becomes one
 * circle, two, or none. A circle does not know who was not introduced.
 */
export const Proposal = z.object({
  id: z.string(),
  at: z.int(),
  invited: z.array(Invited),
  closedAt: z.optional(z.int()),
  /** The last step taken; absent before the first. */
  step: z.optional(Step),
  /**
   * After the closing: people who said yes but were not introduced, or were never asked. They are first in line for
   * the next round.
   */
  again: z.optional(z.array(LearnerId)),
  /** Pairs who were in an earlier circle together; absent if there are none. */
  acquainted: z.optional(z.array(z.tuple([LearnerId, LearnerId]))),
})
export type Proposal = z.infer<typeof Proposal>

const ofOne = { at: z.int(), learnerId: LearnerId }

/** An event of a proposal. */
export const ProposalEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('LetterHandedOver'), ...ofOne }),
  z.object({ type: z.literal('IntroductionAgreed'), ...ofOne }),
  z.object({ type: z.literal('IntroductionDeclined'), ...ofOne }),
  z.object({ type: z.literal('InvitedGone'), ...ofOne }),
  z.object({ type: z.literal('StepTaken'), at: z.int(), step: Step }),
  z.object({
    type: z.literal('ProposalClosed'),
    at: z.int(),
    /** The members of each circle. Only people who said yes. */
    circles: z.array(z.array(LearnerId)),
    /** People who said yes but were not introduced, or were never asked. They are first in line for the next round. */
    again: z.array(LearnerId),
  }),
])
export type ProposalEvent = z.infer<typeof ProposalEvent>

/**
 * @param invited in the order in which they were dealt.
 * @param acquainted pairs who were in an earlier circle together.
 */
export const propose = (
  id: string,
  invited: readonly Pick<Invited, 'id' | 'sector'>[],
  at: Instant,
  acquainted: readonly LearnerPair[] = [],
): Proposal => ({
  id,
  at,
  invited: invited.map(one => ({ id: one.id, sector: one.sector })),
  ...(acquainted.length > 0 && { acquainted: acquainted.map(([one, other]) => [one, other]) }),
})

/** Until when a person's answer counts. */
export const answerBy = ({ at }: Proposal, { letterAt }: Invited): Instant =>
  Math.min(at + longestProposal, letterAt === undefined ? Number.POSITIVE_INFINITY : letterAt + timeToAnswer)

/**
 * When a proposal closes; undefined once it is closed. It depends on the letters alone and never on an answer,
 * silence or leaving, so that nobody can tell from the time what anybody said.
 */
export function proposalDueAt(proposal: Proposal): Instant | undefined {
  if (proposal.closedAt !== undefined) return undefined
  return Math.max(...proposal.invited.map(one => answerBy(proposal, one)))
}

/** Until when the letter with the proposal may go out. */
export const letterUntil = ({ at }: Pick<Proposal, 'at'>): Instant => at + longestProposal

/**
 * When the proposal has to be worked on; undefined when all is done. The letters are looked up at the earliest
 * possible closing time. A letter that goes out later still cannot move the closing, which is ten days after the deal
 * at the latest.
 */
export function proposalWorkAt(proposal: Proposal): Instant | undefined {
  const { at, step, closedAt } = proposal
  if (step === undefined) return at
  const closesAt = proposalDueAt(proposal)
  if (closesAt === undefined) return step === 'told' ? undefined : closedAt
  return step === 'asked' ? Math.min(at + timeToAnswer, closesAt) : closesAt
}

const changed = (proposal: Proposal, learnerId: LearnerId, change: Partial<Invited>): Proposal => ({
  ...proposal,
  invited: proposal.invited.map(one => (one.id === learnerId ? { ...one, ...change } : one)),
})

/** The proposal after an event. */
export function evolveProposal(proposal: Proposal, event: ProposalEvent): Proposal {
  switch (event.type) {
    case 'LetterHandedOver':
      return changed(proposal, event.learnerId, { letterAt: event.at })
    case 'IntroductionAgreed':
      return changed(proposal, event.learnerId, { says: 'yes' })
    case 'IntroductionDeclined':
      return changed(proposal, event.learnerId, { says: 'no' })
    case 'InvitedGone':
      return changed(proposal, event.learnerId, { isGone: true })
    case 'StepTaken':
      return { ...proposal, step: event.step }
    case 'ProposalClosed':
      return { ...proposal, closedAt: event.at, again: event.again }
  }
}
