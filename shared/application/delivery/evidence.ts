import type { EmailOutcome } from '../../domain/commands.ts'
import { decide } from '../../domain/decide.ts'
import type { Journeys } from '../../domain/decision.ts'
import { hour, minute } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import { claimOf } from '../../domain/learner.ts'
import type { Claim } from '../../domain/outbox.ts'
import { type Evidence, provesAbsence } from '../../domain/sending-policy.ts'
import type { DueRef } from '../../store/due.ts'
import { type BatchEvidence, type EvidenceStore, stretch } from '../../store/evidence.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import { changeBy } from '../execute-command.ts'
import type { DeliveryDeps } from './deps.ts'

/** So many others tell as much as any number more. */
const plenty = 2000

/** Reads what is known of the emails around a moment. */
export type EvidenceAround = (at: Instant, reach: number) => Promise<Evidence>

/**
 * Remembers what it has read, since the emails of one lost call all ask about the same minutes. Of what was claimed
 * before a restored table's gap was over, nothing is known.
 */
export function evidenceReader(store: Pick<EvidenceStore, 'ofStretch' | 'lost'>): EvidenceAround {
  let lost: ReturnType<EvidenceStore['lost']> | undefined
  const isLost = async (moment: Instant): Promise<boolean> => {
    lost ??= store.lost()
    const gap = await lost
    return gap !== undefined && moment <= gap.until
  }
  const known = new Map<number, Promise<BatchEvidence[]>>()
  const ofStretch = (at: Instant) => {
    const number = Math.floor(at / stretch)
    const batches = known.get(number) ?? store.ofStretch(at)
    known.set(number, batches)
    return batches
  }

  /** From the moment outwards, until there is plenty. */
  return async (moment, reach) => {
    const total = { sent: 0, seen: 0 }
    if (await isLost(moment)) return total
    for (let away = 0; away < reach + stretch && total.sent < plenty; away += stretch) {
      const sides = away === 0 ? [moment] : [moment - away, moment + away]
      const batches = (await Promise.all(sides.map(ofStretch))).flat()
      for (const { sent, seen } of batches.filter(batch => Math.abs(batch.at - moment) <= reach)) {
        total.sent += sent
        total.seen += seen
      }
    }
    return total
  }
}

/** The minutes around a claim in which to look; more and more of them while there is no telling. */
const reachOf = (claim: Claim, now: Instant): number =>
  Math.min(12 * hour, Math.max(10 * minute, (now - claim.at) / 2))

/** Whether what is known of the emails around a claim proves by now that SES never had this one. */
export const isProvenAbsent = async (around: EvidenceAround, claim: Claim, at: Instant): Promise<boolean> =>
  provesAbsence(await around(claim.at, reachOf(claim, at)), at - claim.at)

/**
 * An email whose outcome is unknown is looked at again: sent anew only after its absence is proven, held otherwise.
 * @returns whether it is settled.
 */
export async function settleByEvidence(
  deps: DeliveryDeps,
  around: EvidenceAround,
  record: LearnerRecord,
  ref: DueRef,
  journeys: Journeys,
): Promise<boolean> {
  const { learner } = record
  const claim = claimOf(learner, ref.journeyId)
  if (!claim) return true
  const at = deps.clock.now()
  const absent = await isProvenAbsent(around, claim, at)
  const outcome: EmailOutcome = { is: absent ? 'absent' : 'unknown' }
  const { journeyId } = ref
  const command = { type: 'SettleEmail' as const, at, emailId: claim.email.id, journeyId, outcome }
  const decision = decide(learner, command, journeys)
  const saved = await deps.learners.save(record, changeBy(learner, decision))
  const about = { emailId: claim.email.id, claimedAt: new Date(claim.at).toISOString() }
  if (absent && saved) deps.log.warn('An email is proven never to have been sent, and goes out again', about)
  if (!absent) deps.log.warn('Whether an email was sent is still unknown, and it is held', about)
  return absent
}
