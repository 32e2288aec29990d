import type { LinkSigner } from '../../shared/adapters/links.ts'
import { type CommandDeps, executeCommand } from '../../shared/application/execute-command.ts'
import type { CompletionReported } from '../../shared/contracts/bus.ts'

/**
 * Records a completion that a platform reported. Idempotent; changes nothing for a person who has left.
 * @throws if the reference is not from this system, so that the event is dead-lettered.
 */
export async function recordReportedCompletion(
  deps: CommandDeps & { links: LinkSigner },
  reported: CompletionReported,
): Promise<void> {
  const opened = deps.links.open(reported.reference, ['reference'], deps.clock.now())
  if (opened.is === 'broken')
    throw new Error(
      'A platform reported a completion with a reference that ShiftWorks did not make. It is kept for a look.',
    )
  const { epoch, journeyId, learnerId, moduleId } = opened.link
  await executeCommand(deps, learnerId, {
    type: 'CompleteModule',
    journeyId,
    moduleId,
    epoch,
    via: 'platform',
  })
}
