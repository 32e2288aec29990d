import type { Instant, LearnerId } from '../ids.ts'
import { introductionsOf } from './introductions.ts'
import {
  evolveProposal,
  type Invited,
  type Proposal,
  type ProposalEvent,
  proposalDueAt,
  Step,
} from './proposal.ts'

/** What somebody does about a proposal, or what happens to them; or time passes. */
export type ProposalCommand =
  | { type: 'HandOverLetter' | 'Agree' | 'Decline' | 'Go'; at: Instant; learnerId: LearnerId }
  | { type: 'CloseWhenDue'; at: Instant }
  | { type: 'TakeStep'; at: Instant; step: Step }

/** What becomes of it. `closed` says the same to everybody, whatever they had said and whoever was introduced. */
export type ProposalOutcome = 'done' | 'done-before' | 'closed' | 'not-invited' | 'nothing-due'

interface ProposalDecision {
  outcome: ProposalOutcome
  events: readonly ProposalEvent[]
}

const nothing = (outcome: ProposalOutcome): ProposalDecision => ({ outcome, events: [] })
const done = (...events: ProposalEvent[]): ProposalDecision => ({ outcome: 'done', events })

const isAgreed = ({ says, isGone }: Invited): boolean => says === 'yes' && !isGone

/** The letter that asks never went out to them, because sending was held back, say: they could not answer. */
const isUnasked = ({ letterAt, says, isGone }: Invited): boolean =>
  letterAt === undefined && says === undefined && !isGone

function close({ invited }: Proposal, at: Instant): ProposalEvent {
  const agreed = invited.filter(isAgreed)
  const circles = introductionsOf(agreed)
  const isFirstNext = (one: Invited): boolean => isUnasked(one) || (isAgreed(one) && circles.length === 0)
  const again = invited.filter(isFirstNext).map(({ id }) => id)
  return { type: 'ProposalClosed', at, circles, again }
}

/** Early only when all said yes and are here: anything else waits for the deadline, whatever it was. */
function agree(proposal: Proposal, at: Instant, learnerId: LearnerId): ProposalDecision {
  const agreed: ProposalEvent = { type: 'IntroductionAgreed', at, learnerId }
  const then = evolveProposal(proposal, agreed)
  return then.invited.every(isAgreed) ? done(agreed, close(then, at)) : done(agreed)
}

function decideOnOne(
  proposal: Proposal,
  one: Invited,
  { type, at }: Extract<ProposalCommand, { learnerId: LearnerId }>,
): ProposalDecision {
  const learnerId = one.id
  switch (type) {
    case 'HandOverLetter':
      return one.letterAt === undefined
        ? done({ type: 'LetterHandedOver', at, learnerId })
        : nothing('done-before')
    case 'Agree':
      return one.says === 'yes' ? nothing('done-before') : agree(proposal, at, learnerId)
    case 'Decline':
      return one.says === 'no'
        ? nothing('done-before')
        : done({ type: 'IntroductionDeclined', at, learnerId })
    case 'Go':
      return done({ type: 'InvitedGone', at, learnerId })
  }
}

const steps = Step.options

/** Steps are taken one after the other, and once. */
function takeStep({ step: before }: Proposal, at: Instant, step: Step): ProposalDecision {
  const isNext = before === undefined || steps.indexOf(step) > steps.indexOf(before)
  return isNext ? done({ type: 'StepTaken', at, step }) : nothing('done-before')
}

/**
 * Whoever is gone is gone from this group, and cannot come back into it. When their letter went out counts all the same: otherwise the
 * closing would tell that somebody has gone.
 */
export function decideProposal(proposal: Proposal, command: ProposalCommand): ProposalDecision {
  if (command.type === 'TakeStep') return takeStep(proposal, command.at, command.step)
  const dueAt = proposalDueAt(proposal)
  if (dueAt === undefined) return nothing('closed')
  if (command.type === 'CloseWhenDue')
    return command.at < dueAt ? nothing('nothing-due') : done(close(proposal, command.at))
  const one = proposal.invited.find(({ id }) => id === command.learnerId)
  if (!one) return nothing('not-invited')
  if (one.isGone && command.type !== 'HandOverLetter')
    return nothing(command.type === 'Go' ? 'done-before' : 'not-invited')
  return decideOnOne(proposal, one, command)
}
