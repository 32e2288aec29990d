import { isActiveEntry } from '../../domain/circles/entry.ts'
import { roundOfGroup } from '../../domain/circles/group-id.ts'
import { canBeIntroduced, letterSentAt } from '../../domain/circles/presence.ts'
import { type Invited, letterUntil, type Proposal, proposalWorkAt } from '../../domain/circles/proposal.ts'
import type { Instant } from '../../domain/ids.ts'
import { unlessUnreadable } from '../../store/unreadable-row.ts'
import { executeCommand } from '../execute-command.ts'
import { logUnreadable } from '../log-unreadable.ts'
import { actOnProposal } from './act.ts'
import type { AdvanceDeps } from './advance-deps.ts'
import { isGone, planLetter } from './letters.ts'
import { moveToOpenRound } from './move-to-open-round.ts'
import { presenceIn } from './present.ts'
import { shownCard } from './shown-card.ts'

const here = ({ invited }: Proposal): readonly Invited[] => invited.filter(one => !one.isGone)

/** Takes a person who is no longer reachable out of the proposal: no letters, no introduction. */
const removeMember = (deps: AdvanceDeps, { id }: Proposal, learnerId: string) =>
  actOnProposal(deps, id, { type: 'Go', learnerId, at: deps.clock.now() })

/** Plans the letter with the question for everybody in the group. */
async function planQuestions(deps: AdvanceDeps, proposal: Proposal): Promise<void> {
  const { id } = proposal
  const { journeyId } = roundOfGroup(id)
  const letter = { journeyId, kind: 'circle-proposal' as const, group: id, until: letterUntil(proposal) }
  for (const one of here(proposal)) {
    const isOut = (await presenceIn(deps, id, one.id)).is === 'gone'
    if (isOut || isGone(await planLetter(deps, one.id, letter))) await removeMember(deps, proposal, one.id)
  }
}

/** Records when each letter was handed to SES, as the readers' rows say. */
async function recordLetterTimes(deps: AdvanceDeps, proposal: Proposal): Promise<void> {
  const { id } = proposal
  const { journeyId } = roundOfGroup(id)
  for (const one of proposal.invited) {
    const record = await unlessUnreadable(deps.learners.find(one.id))
    const enrolment = record?.learner.enrolments[journeyId]
    const at = enrolment && letterSentAt(enrolment, { kind: 'circle-proposal', group: id })
    if (at !== undefined) await actOnProposal(deps, id, { type: 'HandOverLetter', learnerId: one.id, at })
  }
}

/**
 * Closes the proposal. People who have left, paused, taken a break or been removed since they said yes are not
 * introduced, nor are those whose card cannot be shown: nobody should get the address of a person they know nothing
 * about. The letters are looked up once more, so that a person who got one and did not answer is not taken for one
 * who was never asked.
 */
async function close(deps: AdvanceDeps, proposal: Proposal): Promise<void> {
  await recordLetterTimes(deps, proposal)
  const round = roundOfGroup(proposal.id)
  const head = await deps.library.head(round.journeyId)
  const reads = { ...deps, onUnreadable: logUnreadable(deps.log) }
  const at = deps.clock.now()
  for (const one of here(proposal).filter(({ says }) => says === 'yes')) {
    const present = await presenceIn(deps, proposal.id, one.id)
    const isHere = present.is === 'here' && head && canBeIntroduced(present.learner, head.journey, at)
    if (!isHere || !(await shownCard(reads, round, one.id))) await removeMember(deps, proposal, one.id)
  }
  await actOnProposal(deps, proposal.id, { type: 'CloseWhenDue', at })
}

/**
 * People who said yes but were not introduced, or were never asked, are put first in line for the open round, and are
 * told so.
 */
async function moveToNextRound(
  deps: AdvanceDeps,
  { id, again = [] }: Proposal,
  closedAt: Instant,
): Promise<void> {
  const round = roundOfGroup(id)
  const { journeyId } = round
  const head = await deps.library.head(journeyId)
  if (!head) return
  for (const learnerId of again) {
    const entry = await unlessUnreadable(deps.rounds.find(round, learnerId))
    if (!isActiveEntry(entry)) continue
    const { journey } = head
    const next = await moveToOpenRound(deps, entry, { journey, since: closedAt, now: deps.clock.now() })
    if (!next) continue
    const letter = { journeyId, kind: 'circle-nobody' as const, group: id, until: next.closesAt }
    await planLetter(deps, learnerId, letter)
  }
}

/**
 * Tells the result: to those who go on to the next round by letter, and of each journey whether the person answered,
 * so that joining is not offered for ever.
 */
async function announceResult(deps: AdvanceDeps, proposal: Proposal, closedAt: Instant): Promise<void> {
  const { journeyId, id: round } = roundOfGroup(proposal.id)
  await moveToNextRound(deps, proposal, closedAt)
  for (const { id, letterAt, says } of here(proposal)) {
    const isAnswered = says !== undefined
    if (isAnswered || letterAt !== undefined)
      await unlessUnreadable(
        executeCommand(deps, id, { type: 'RecordAnswered', journeyId, round, isAnswered }),
      )
  }
}

/**
 * Takes the next step.
 * @returns whether another may follow at once.
 */
async function takeStep(deps: AdvanceDeps, proposal: Proposal): Promise<void> {
  const { id, step, closedAt } = proposal
  const at = deps.clock.now()
  if (step === undefined) {
    await planQuestions(deps, proposal)
    await actOnProposal(deps, id, { type: 'TakeStep', step: 'asked', at })
  } else if (closedAt !== undefined) {
    await announceResult(deps, proposal, closedAt)
    await actOnProposal(deps, id, { type: 'TakeStep', step: 'told', at })
  } else if (step === 'asked') {
    await recordLetterTimes(deps, proposal)
    await actOnProposal(deps, id, { type: 'TakeStep', step: 'heard', at })
  } else await close(deps, proposal)
}

/** Asking, recording letters, closing and telling. */
const maxSteps = 5

/** Does whatever is due about a proposal. Every step is idempotent. */
export async function advanceProposal(deps: AdvanceDeps, id: string): Promise<void> {
  for (let steps = 0; steps < maxSteps; steps += 1) {
    const proposal = (await deps.proposals.find(id))?.state
    const workAt = proposal && proposalWorkAt(proposal)
    if (!proposal || workAt === undefined || workAt > deps.clock.now()) return
    await takeStep(deps, proposal)
  }
}
