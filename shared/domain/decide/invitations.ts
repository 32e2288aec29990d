import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import type { Learner } from '../learner.ts'

/**
 * Records that a learner made an invitation link for colleagues, replacing the previous one. The engine does not know
 * the link.
 */
export function makeInvitation(
  learner: Learner,
  { at, mailedAt }: CommandOf<'MakeInvitation'>,
): Decision<'done' | 'not-a-learner'> {
  if (learner.status !== 'active') return nothing('not-a-learner')
  const pressed = mailedAt !== undefined && { mailedAt }
  return { outcome: 'done', events: [{ type: 'InvitationMade', at, ...pressed }] }
}

/** Stops the invitation link. It never counts against the changes of a day. */
export function stopInvitation(
  learner: Learner,
  { at }: CommandOf<'StopInvitation'>,
): Decision<'done' | 'not-a-learner'> {
  if (learner.status !== 'active') return nothing('not-a-learner')
  return { outcome: 'done', events: [{ type: 'InvitationStopped', at }] }
}
