import type { Enrolment } from '../enrolment.ts'

/** Whoever is done with so many modules of a journey has something to talk about. */
export const doneBeforeJoining = 3

/** After so many rounds in a row in which somebody said nothing to a proposal, we stop offering until they ask. */
const silentRounds = 2

/** Whether somebody can join a round of their journey. */
export const canJoin = ({ phase, done }: Enrolment): boolean =>
  phase.is !== 'left' && done.length >= doneBeforeJoining

/** Whether somebody is offered to join one, and does not have to ask. */
export const isOffered = (enrolment: Enrolment): boolean =>
  canJoin(enrolment) && (enrolment.silent?.length ?? 0) < silentRounds
