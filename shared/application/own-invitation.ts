import type { Random } from '../adapters/random.ts'
import type { OutcomeOf } from '../domain/decide.ts'
import type { Instant, LearnerId } from '../domain/ids.ts'
import { invitationLife } from '../store/details.ts'
import { type CommandDeps, executeCommand } from './execute-command.ts'

/** What making a link needs of the world. */
export interface InvitingDeps extends CommandDeps {
  random: Pick<Random, 'invitationId'>
}

/**
 * Makes the link by which somebody brings colleagues. One that they had is dead with the same write.
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

/** Stops the link that somebody has. Where they have none, nothing happens. */
export async function stopInvitation(deps: CommandDeps, learnerId: LearnerId): Promise<void> {
  const record = await deps.learners.find(learnerId)
  if (record?.details.ownInvitation) await executeCommand(deps, learnerId, { type: 'StopInvitation' })
}
