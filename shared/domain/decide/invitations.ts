import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import type { Learner } from '../learner.ts'

/** A link of their own by which they bring colleagues, in place of the one that they had. Which it is, the engine does not know. */
export function makeInvitation(
  learner: Learner,
  { at, mailedAt }: CommandOf<'MakeInvitation'>,
): Decision<'done' | 'not-a-learner'> {
  if (learner.status !== 'active') return nothing('not-a-learner')
  const pressed = mailedAt !== undefined && { mailedAt }
  return { outcome: 'done', events: [{ type: 'InvitationMade', at, ...pressed }] }
}

/** Taking it back is never counted. */
export function stopInvitation(
  learner: Learner,
  { at }: CommandOf<'StopInvitation'>,
): Decision<'done' | 'not-a-learner'> {
  if (learner.status !== 'active') return nothing('not-a-learner')
  return { outcome: 'done', events: [{ type: 'InvitationStopped', at }] }
}
