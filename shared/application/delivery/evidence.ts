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

/** Reading stops at this many emails, since more would not change the result. */
const plenty = 2000

/**
 * Reads the evidence around a moment.
 * @param reach how far on both sides, in milliseconds.
 */
export type EvidenceAround = (at: Instant, reach: number) => Promise<Evidence>

/**
 * Caches what it has read, because the emails of one lost call all ask about the same minutes. Returns no evidence
 * for claims made before the end of a restored table's gap.
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

  /** Reads outwards from the moment until there is plenty. */
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

/** How far around a claim to look, in milliseconds: further the longer the outcome is unknown. */
const reachOf = (claim: Claim, now: Instant): number =>
  Math.min(12 * hour, Math.max(10 * minute, (now - claim.at) / 2))

/** Whether the evidence around a claim proves that SES never had its email. */
export const isProvenAbsent = async (around: EvidenceAround, claim: Claim, at: Instant): Promise<boolean> =>
  provesAbsence(await around(claim.at, reachOf(claim, at)), at - claim.at)

/**
 * Looks again at an email with an unknown outcome: sent again only if its absence is proven, otherwise held.
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
