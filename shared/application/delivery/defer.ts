import { describeError } from '../../contracts/describe-error.ts'
import { decide } from '../../domain/decide.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import { changeBy } from '../execute-command.ts'
import type { Deferred } from './admission.ts'
import type { DeliveryDeps } from './deps.ts'

/**
 * Stores until when an account email waits.
 * @returns the stored learner; undefined if that failed or somebody else wrote first. The next tick looks again.
 */
export async function defer(
  deps: Pick<DeliveryDeps, 'clock' | 'learners' | 'log'>,
  { planned, until, reason }: Deferred,
): Promise<LearnerRecord | undefined> {
  const { record, email } = planned
  const { occurrence } = email
  const command = { type: 'DeferAccountEmail' as const, at: deps.clock.now(), occurrence, reason, until }
  const decision = decide(record.learner, command, {})
  return deps.learners.save(record, changeBy(record.learner, decision)).catch(error => {
    deps.log.error('An account email that waits for its turn stays due', {
      emailId: email.id,
      reason: describeError(error),
    })
    return undefined
  })
}
