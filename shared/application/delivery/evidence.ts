import type { EmailOutcome } from '../../domain/commands.ts'
import { decide } from '../../domain/decide.ts'
import type { Journeys } from '../../domain/decision.ts'
import type { Claim } from '../../domain/learner.ts'
import { provesAbsence } from '../../domain/sending-policy.ts'
import type { DueRef } from '../../store/due.ts'
import type { LearnerRecord } from '../../store/learners.ts'
import { changeBy } from '../act.ts'
import type { DeliveryDeps } from './deps.ts'

const minutes = 60_000

/** The emails of the same minutes; of more and more minutes around while there is no telling. */
const evidenceAround = (deps: DeliveryDeps, claim: Claim, now: number) => {
  const reach = Math.min(12 * 60 * minutes, Math.max(10 * minutes, (now - claim.at) / 2))
  return deps.evidence.between(claim.at - reach, claim.at + reach)
}

/**
 * An email whose outcome is unknown is looked at again: sent anew only after its absence is proven, held otherwise.
 * @returns whether it is settled.
 */
export async function settleByEvidence(
  deps: DeliveryDeps,
  record: LearnerRecord,
  ref: DueRef,
  journeys: Journeys,
): Promise<boolean> {
  const { learner } = record
  const claim: Claim | undefined = ref.journeyId ? learner.enrolments[ref.journeyId]?.claim : learner.claim
  if (!claim) return true
  const at = deps.clock.now()
  const absent = provesAbsence(await evidenceAround(deps, claim, at), at - claim.at)
  const outcome: EmailOutcome = { is: absent ? 'absent' : 'unknown' }
  const { journeyId } = ref
  const command = { type: 'SettleEmail' as const, at, emailId: claim.email.id, journeyId, outcome }
  const decision = decide(learner, command, journeys)
  await deps.learners.save(record, changeBy(learner, decision))
  const about = { emailId: claim.email.id, claimedAt: new Date(claim.at).toISOString() }
  if (absent) deps.log.warn('An email is proven never to have been sent, and goes out again', about)
  else deps.log.warn('Whether an email was sent is still unknown, and it is held', about)
  return absent
}
