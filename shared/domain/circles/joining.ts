import type { Enrolment } from '../enrolment.ts'
import { groupsIn } from './groups-of.ts'
import type { Round } from './round.ts'

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

/** Whether somebody has joined the round that is open, and not taken it back. */
export const isJoined = ({ round }: Enrolment, open: Pick<Round, 'id'>): boolean => round === open.id

/** Whether somebody is on the way to others already, or with them: in the open round, or in a group of one before. */
export const isMeeting = (enrolment: Enrolment, open: Pick<Round, 'id'>): boolean =>
  isJoined(enrolment, open) || groupsIn(enrolment).length > 0
