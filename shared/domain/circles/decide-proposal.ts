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

/** Something that a person does about a proposal, that happens to them, or that becomes due. */
export type ProposalCommand =
  | { type: 'HandOverLetter' | 'Agree' | 'Decline' | 'Go'; at: Instant; learnerId: LearnerId }
  | { type: 'CloseWhenDue'; at: Instant }
  | { type: 'TakeStep'; at: Instant; step: Step }

/**
 * The result of a proposal's command. `closed` is the same for everybody, whatever they answered and whoever was
 * introduced.
 */
export type ProposalOutcome = 'done' | 'done-before' | 'closed' | 'not-invited' | 'nothing-due'

interface ProposalDecision {
  outcome: ProposalOutcome
  events: readonly ProposalEvent[]
}

const nothing = (outcome: ProposalOutcome): ProposalDecision => ({ outcome, events: [] })
const done = (...events: ProposalEvent[]): ProposalDecision => ({ outcome: 'done', events })

const isAgreed = ({ says, isGone }: Invited): boolean => says === 'yes' && !isGone

/** The letter with the question never went out to them, so they could not answer. */
const isUnasked = ({ letterAt, says, isGone }: Invited): boolean =>
  letterAt === undefined && says === undefined && !isGone

function close({ invited }: Proposal, at: Instant): ProposalEvent {
  const agreed = invited.filter(isAgreed)
  const circles = introductionsOf(agreed)
  const isFirstNext = (one: Invited): boolean => isUnasked(one) || (isAgreed(one) && circles.length === 0)
  const again = invited.filter(isFirstNext).map(({ id }) => id)
  return { type: 'ProposalClosed', at, circles, again }
}

/**
 * Closes early only if all have said yes and are still here. Everything else waits for the deadline, so that nothing
 * can be concluded from the time.
 */
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

/** Each step is taken once, in order. */
function takeStep({ step: before }: Proposal, at: Instant, step: Step): ProposalDecision {
  const isNext = before === undefined || steps.indexOf(step) > steps.indexOf(before)
  return isNext ? done({ type: 'StepTaken', at, step }) : nothing('done-before')
}

/**
 * A person who has left a group cannot come back into it. The time of their letter still counts; otherwise the time
 * of closing would reveal that somebody left.
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
