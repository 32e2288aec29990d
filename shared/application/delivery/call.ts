import { anybodyCanCause, countsForBrakes } from '../../domain/email-kind-groups.ts'
import type { Batch } from '../../store/evidence.ts'
import { originOf } from '../../store/learner-record.ts'
import type { Slot } from '../../store/pace.ts'
import { type Claimed, claim, type Sent, settle } from './claims.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './planned.ts'
import { send } from './send.ts'
import type { SlotTaker } from './slots.ts'

/** One bulk call's worker, slot and batch. */
export interface Call {
  worker: string
  slots: SlotTaker
  slot: Slot
  /** Identifies this call. */
  batch: Batch
}

/** Counts the accepted emails as evidence for others. If that fails, proofs are only delayed. */
async function noteAccepted(deps: DeliveryDeps, batch: Batch, sent: readonly Sent[]): Promise<void> {
  const accepted = sent.filter(({ outcome }) => outcome.is === 'accepted').length
  if (accepted === 0) return
  await deps.evidence
    .noteAccepted(batch, accepted)
    .catch(error => deps.log.warn('Sent emails could not be counted', { reason: String(error) }))
}

/** Counts confirmations for the brakes. If that fails, a storm is noticed a little later. */
async function noteConfirmations(deps: DeliveryDeps, sent: readonly Sent[]): Promise<void> {
  const caused = sent.filter(
    ({ outcome, claimed }) => outcome.is === 'accepted' && anybodyCanCause(claimed.planned.email),
  )
  const by = Map.groupBy(caused, ({ claimed }) =>
    countsForBrakes(claimed.planned.email) ? 'sent' : 'withheld',
  )
  const note = ([as, all]: ['sent' | 'withheld', Sent[]]) =>
    deps.confirmations.noteSent(
      all.map(({ claimed }) => originOf(claimed.record, claimed.planned.email)),
      deps.clock.now(),
      as,
    )
  await Promise.all([...by].map(note)).catch(error =>
    deps.log.warn('Confirmations could not be counted', { reason: String(error) }),
  )
}

const givenBack = (claimed: readonly Claimed[], reason: string): Sent[] =>
  claimed.map(one => ({ claimed: one, outcome: { is: 'turned-back', reason } }))

/**
 * Sends claimed emails in their slot. Nothing has been handed to SES before, so without a slot the claims are given
 * back.
 */
async function sendClaimed(deps: DeliveryDeps, claimed: readonly Claimed[], call: Call): Promise<Sent[]> {
  const { slots, slot, batch } = call
  try {
    await slots.inTime(slot, claimed.length)
  } catch (error) {
    deps.log.error('Claimed emails got no slot', { emails: claimed.length, reason: String(error) })
    return givenBack(claimed, 'no-slot')
  }
  const sent = await send(deps, claimed, { batch, again: slots.again })
  await Promise.all([noteAccepted(deps, batch, sent), noteConfirmations(deps, sent)])
  return sent
}

/**
 * Claims emails just before their slot, hands them to SES in it, and settles them.
 * @returns the outcome of each email whose claim was stored.
 */
export async function sendInSlot(
  deps: DeliveryDeps,
  planned: readonly Planned[],
  call: Call,
): Promise<Sent[]> {
  const start = deps.clock.now()
  const claimed = await claim(deps, planned, call.worker)
  call.slots.learn(deps.clock.now() - start)
  if (claimed.length === 0) return []
  const sent = await sendClaimed(deps, claimed, call)
  await settle(deps, sent)
  return sent
}
