import type { Random } from '../adapters/random.ts'
import type { OutcomeOf } from '../domain/decide.ts'
import type { Instant, LearnerId } from '../domain/ids.ts'
import { invitationLife } from '../store/details.ts'
import { type CommandDeps, executeCommand } from './execute-command.ts'

/** Dependencies of making an invitation link. */
export interface InvitingDeps extends CommandDeps {
  random: Pick<Random, 'invitationId'>
}

/**
 * Makes a learner's invitation link for colleagues; an earlier one stops working in the same write.
 * @param mailedAt when the email went out whose link was pressed.
 */
export async function makeInvitation(
  deps: InvitingDeps,
  learnerId: LearnerId,
  mailedAt: Instant,
): Promise<OutcomeOf<'MakeInvitation'>> {
  const { outcome } = await executeCommand(
    deps,
    learnerId,
    { type: 'MakeInvitation', mailedAt },
    ({ details }) => ({
      details: {
        ...details,
        ownInvitation: { id: deps.random.invitationId(), until: deps.clock.now() + invitationLife },
      },
    }),
  )
  return outcome
}

/** Stops the learner's invitation link; does nothing if there is none. */
export async function stopInvitation(deps: CommandDeps, learnerId: LearnerId): Promise<void> {
  const record = await deps.learners.find(learnerId)
  if (record?.details.ownInvitation) await executeCommand(deps, learnerId, { type: 'StopInvitation' })
}
