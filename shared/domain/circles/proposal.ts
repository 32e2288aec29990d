import * as z from 'zod/mini'
import { day } from '../duration.ts'
import { type Instant, LearnerId } from '../ids.ts'
import { Sector } from '../sectors.ts'
import type { Two } from './pairs.ts'

/** Somebody has so long to answer, from when the letter was handed to SES. */
const timeToAnswer = 5 * day
/** No group waits longer for the letters of some, who are on a break or like few hours. */
const longestProposal = 10 * day

/**
 * What is done about a proposal by itself, one after the other: letters are planned, it is looked up which went out and when, and,
 * once it is closed, what came of it is told.
 */
export const Step = z.enum(['asked', 'heard', 'told'])
export type Step = z.infer<typeof Step>

/** Somebody to whom a group is proposed. */
export const Invited = z.object({
  id: LearnerId,
  sector: Sector,
  /** When the letter that asks them was handed to SES. */
  letterAt: z.optional(z.int()),
  /** What they said last. Nobody else ever sees it, whoever said what. */
  says: z.optional(z.enum(['yes', 'no'])),
  /** They left, or were removed: to the others, as if they had said nothing. */
  isGone: z.optional(z.literal(true)),
})
export type Invited = z.infer<typeof Invited>

/**
 * A group that a deal made, before anybody is introduced: names and sectors are seen, addresses are not. What becomes of it may
 * be a circle, or two, or none, and a circle knows nothing of who was not introduced.
 */
export const Proposal = z.object({
  id: z.string(),
  at: z.int(),
  invited: z.array(Invited),
  closedAt: z.optional(z.int()),
  /** How far those who work on it have come; absent before they began. */
  step: z.optional(Step),
  /** Once it is closed, who said yes and found nobody, or was never asked: first in line for the next round. */
  again: z.optional(z.array(LearnerId)),
  /** Twos of them who were in a circle together before; absent where there are none. */
  acquainted: z.optional(z.array(z.tuple([LearnerId, LearnerId]))),
})
export type Proposal = z.infer<typeof Proposal>

const ofOne = { at: z.int(), learnerId: LearnerId }

/** What happens to a proposal. */
export const ProposalEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('LetterHandedOver'), ...ofOne }),
  z.object({ type: z.literal('IntroductionAgreed'), ...ofOne }),
  z.object({ type: z.literal('IntroductionDeclined'), ...ofOne }),
  z.object({ type: z.literal('InvitedGone'), ...ofOne }),
  z.object({ type: z.literal('StepTaken'), at: z.int(), step: Step }),
  z.object({
    type: z.literal('ProposalClosed'),
    at: z.int(),
    /** Who is introduced to whom. Only people who said yes. */
    circles: z.array(z.array(LearnerId)),
    /** Who said yes and found nobody, or was never asked: first in line for the next round. */
    again: z.array(LearnerId),
  }),
])
export type ProposalEvent = z.infer<typeof ProposalEvent>

/** @param invited as they were dealt. @param acquainted those of them who were in a circle together before. */
export const propose = (
  id: string,
  invited: readonly Pick<Invited, 'id' | 'sector'>[],
  at: Instant,
  acquainted: readonly Two[] = [],
): Proposal => ({
  id,
  at,
  invited: invited.map(one => ({ id: one.id, sector: one.sector })),
  ...(acquainted.length > 0 && { acquainted: acquainted.map(([one, other]) => [one, other]) }),
})

/** Until when somebody can count on being heard. */
export const answerBy = ({ at }: Proposal, { letterAt }: Invited): Instant =>
  Math.min(at + longestProposal, letterAt === undefined ? Number.POSITIVE_INFINITY : letterAt + timeToAnswer)

/**
 * When a proposal is closed; undefined where it is. Only letters decide, and no answer, no silence and no leaving: so that
 * nobody can tell by the moment of an introduction what anybody said.
 */
export function proposalDueAt(proposal: Proposal): Instant | undefined {
  if (proposal.closedAt !== undefined) return undefined
  return Math.max(...proposal.invited.map(one => answerBy(proposal, one)))
}

/** Until when a letter that proposes the group can go out. */
export const letterUntil = ({ at }: Pick<Proposal, 'at'>): Instant => at + longestProposal

/**
 * When somebody has to do something about it; undefined where all is done. Which letters went out is asked when it could close at the
 * earliest: one that went out later than that changes nothing of when it closes, since that is ten days after the deal at the latest.
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

/** What a proposal becomes by an event. */
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
