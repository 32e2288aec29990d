import type { Enrolment } from '../enrolment.ts'
import { groupsIn } from './groups-of.ts'
import type { Round } from './round.ts'

/** Modules to complete in a journey before one can join a round, so that people have something to talk about. */
export const doneBeforeJoining = 3

/**
 * After this many rounds in a row without an answer to the proposal, joining is not offered any more until the
 * learner asks.
 */
const silentRounds = 2

/** Whether somebody can join a round of their journey. */
export const canJoin = ({ phase, done }: Enrolment): boolean =>
  phase.is !== 'left' && done.length >= doneBeforeJoining

/** Whether joining a round is offered to the learner unasked. */
export const isOffered = (enrolment: Enrolment): boolean =>
  canJoin(enrolment) && (enrolment.silent?.length ?? 0) < silentRounds

/** Whether the learner has joined the open round and not withdrawn. */
export const isJoined = ({ round }: Enrolment, open: Pick<Round, 'id'>): boolean => round === open.id

/** Whether the learner is in the open round already, or in a group of an earlier one. */
export const isMeeting = (enrolment: Enrolment, open: Pick<Round, 'id'>): boolean =>
  isJoined(enrolment, open) || groupsIn(enrolment).length > 0
