import { isIn } from '../../domain/circles/entry.ts'
import { roundOfGroup } from '../../domain/circles/group-id.ts'
import { canBeIntroduced, letterSentAt } from '../../domain/circles/presence.ts'
import { type Invited, letterUntil, type Proposal, proposalWorkAt } from '../../domain/circles/proposal.ts'
import type { Instant } from '../../domain/ids.ts'
import { unlessUnreadable } from '../../store/unreadable-row.ts'
import { cannotReadBy } from '../cannot-read.ts'
import { executeCommand } from '../execute-command.ts'
import { actOnProposal } from './act.ts'
import type { AdvanceDeps } from './advance-deps.ts'
import { isGone, planLetter } from './letters.ts'
import { presenceIn } from './present.ts'
import { shownCard } from './shown-card.ts'
import { takeAlong } from './take-along.ts'

const here = ({ invited }: Proposal): readonly Invited[] => invited.filter(one => !one.isGone)

/** Whoever is there no more is told of nothing, and introduced to nobody. */
const takesOut = (deps: AdvanceDeps, { id }: Proposal, learnerId: string) =>
  actOnProposal(deps, id, { type: 'Go', learnerId, at: deps.clock.now() })

/** Everybody in the group gets the letter that asks them. */
async function ask(deps: AdvanceDeps, proposal: Proposal): Promise<void> {
  const { id } = proposal
  const { journeyId } = roundOfGroup(id)
  const letter = { journeyId, kind: 'circle-proposal' as const, group: id, until: letterUntil(proposal) }
  for (const one of here(proposal)) {
    const isOut = (await presenceIn(deps, id, one.id)).is === 'gone'
    if (isOut || isGone(await planLetter(deps, one.id, letter))) await takesOut(deps, proposal, one.id)
  }
}

/** When each letter was handed to SES, as the rows of its readers tell. */
async function hear(deps: AdvanceDeps, proposal: Proposal): Promise<void> {
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
 * At its closing nobody is introduced who has left, paused, taken a break or was removed since they said yes, nor whom others could not be
 * shown: they would have the addresses of people who know nothing of them. Letters that went out since it was
 * asked are heard of, so that whoever had one and stays silent is not taken for somebody who never was asked.
 */
async function close(deps: AdvanceDeps, proposal: Proposal): Promise<void> {
  await hear(deps, proposal)
  const round = roundOfGroup(proposal.id)
  const head = await deps.library.head(round.journeyId)
  const reads = { ...deps, cannotRead: cannotReadBy(deps.log) }
  const at = deps.clock.now()
  for (const one of here(proposal).filter(({ says }) => says === 'yes')) {
    const present = await presenceIn(deps, proposal.id, one.id)
    const isHere = present.is === 'here' && head && canBeIntroduced(present.learner, head.journey, at)
    if (!isHere || !(await shownCard(reads, round, one.id))) await takesOut(deps, proposal, one.id)
  }
  await actOnProposal(deps, proposal.id, { type: 'CloseWhenDue', at })
}

/** Who said yes and found nobody, or was never asked, is first in line in the round that is open by now, and is told so. */
async function takeAgain(deps: AdvanceDeps, { id, again = [] }: Proposal, closedAt: Instant): Promise<void> {
  const round = roundOfGroup(id)
  const { journeyId } = round
  const head = await deps.library.head(journeyId)
  if (!head) return
  for (const learnerId of again) {
    const entry = await unlessUnreadable(deps.rounds.find(round, learnerId))
    if (!isIn(entry)) continue
    const { journey } = head
    const next = await takeAlong(deps, entry, { journey, since: closedAt, now: deps.clock.now() })
    if (!next) continue
    const letter = { journeyId, kind: 'circle-nobody' as const, group: id, until: next.closesAt }
    await planLetter(deps, learnerId, letter)
  }
}

/** What came of it is told: to who goes on to the next round, and, so that we stop offering, to whoever stays silent. */
async function tell(deps: AdvanceDeps, proposal: Proposal, closedAt: Instant): Promise<void> {
  const { journeyId, id: round } = roundOfGroup(proposal.id)
  await takeAgain(deps, proposal, closedAt)
  for (const { id, letterAt, says } of here(proposal)) {
    const isAnswered = says !== undefined
    if (isAnswered || letterAt !== undefined)
      await unlessUnreadable(executeCommand(deps, id, { type: 'TellAnswered', journeyId, round, isAnswered }))
  }
}

/** What comes next, and whether another step may follow at once. */
async function takeStep(deps: AdvanceDeps, proposal: Proposal): Promise<void> {
  const { id, step, closedAt } = proposal
  const at = deps.clock.now()
  if (step === undefined) {
    await ask(deps, proposal)
    await actOnProposal(deps, id, { type: 'TakeStep', step: 'asked', at })
  } else if (closedAt !== undefined) {
    await tell(deps, proposal, closedAt)
    await actOnProposal(deps, id, { type: 'TakeStep', step: 'told', at })
  } else if (step === 'asked') {
    await hear(deps, proposal)
    await actOnProposal(deps, id, { type: 'TakeStep', step: 'heard', at })
  } else await close(deps, proposal)
}

/** Asking, hearing, closing and telling. */
const maxSteps = 5

/** Does whatever is due about a proposal. Each step is done as often as it takes, and comes to the same. */
export async function advanceProposal(deps: AdvanceDeps, id: string): Promise<void> {
  for (let steps = 0; steps < maxSteps; steps += 1) {
    const proposal = (await deps.proposals.find(id))?.state
    const workAt = proposal && proposalWorkAt(proposal)
    if (!proposal || workAt === undefined || workAt > deps.clock.now()) return
    await takeStep(deps, proposal)
  }
}
