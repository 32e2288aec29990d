import { canJoin } from '../circles/joining.ts'
import { roundAt } from '../circles/round.ts'
import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { Learner } from '../learner.ts'
import { sectorIn } from './details.ts'

/** Joins the round that is open at this moment. Joining again replaces what the others will see. */
export function joinRound(
  learner: Learner,
  { at, journeyId, epoch, sector, mailedAt }: CommandOf<'JoinRound'>,
  journeys: Journeys,
): Decision<'done' | 'not-done-yet' | 'no-such-journey' | 'link-outdated' | 'not-a-learner'> {
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || learner.status !== 'active' || learner.undeliverable) return nothing('not-a-learner')
  if (enrolment.epoch !== epoch || learner.epoch !== epoch) return nothing('link-outdated')
  if (!canJoin(enrolment)) return nothing('not-done-yet')
  const journey = journeys[journeyId]
  if (!journey) return nothing('no-such-journey')
  const round = roundAt(at, journey.zone).id
  const pressed = mailedAt !== undefined && { mailedAt }
  const { events } = sectorIn(learner, { at, sector }, journeys)
  return { outcome: 'done', events: [...events, { type: 'RoundJoined', at, journeyId, round, ...pressed }] }
}

/** Withdraws from a round. It is never counted. */
export function leaveRound(
  learner: Learner,
  { at, journeyId, round }: CommandOf<'LeaveRound'>,
): Decision<'done' | 'not-a-learner'> {
  if (!learner.enrolments[journeyId]) return nothing('not-a-learner')
  return { outcome: 'done', events: [{ type: 'RoundLeft', at, journeyId, round }] }
}

/** Records whether the learner had answered a proposal that has closed. Repeats change nothing. */
export function recordAnswered(
  learner: Learner,
  { at, journeyId, round, isAnswered }: CommandOf<'RecordAnswered'>,
): Decision<'done' | 'done-before' | 'not-a-learner'> {
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment) return nothing('not-a-learner')
  const { silent = [] } = enrolment
  const isTold = isAnswered ? silent.length === 0 : silent.includes(round)
  if (isTold) return nothing('done-before')
  const type = isAnswered ? 'RoundAnswered' : 'RoundUnanswered'
  return { outcome: 'done', events: [{ type, at, journeyId, round }] }
}
