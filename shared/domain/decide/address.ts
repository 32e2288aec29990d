import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import type { DomainEvent } from '../domain-event.ts'
import { oldAddressDueAt } from '../due.ts'
import { addressVersionAfter, type Learner } from '../learner.ts'
import { hasPassed } from '../outbox.ts'
import { undoPeriod } from '../sending-policy.ts'

/**
 * Confirms a new address, by the link that was mailed to it. The old address is told at once, since its owner may not
 * have asked for the change.
 */
export function confirmAddress(
  learner: Learner,
  { at, occurrence }: CommandOf<'ConfirmAddress'>,
): Decision<'done' | 'done-before' | 'replaced' | 'not-a-learner'> {
  if (learner.status !== 'active') return nothing('not-a-learner')
  const { addressChange, addressVersion, emailCount } = learner
  if (addressVersion === addressVersionAfter(occurrence)) return nothing('done-before')
  if (addressChange !== occurrence) return nothing('replaced')
  if (learner.undeliverable) return { outcome: 'done', events: [{ type: 'AddressChanged', at, occurrence }] }
  const changed: DomainEvent = { type: 'AddressChanged', at, occurrence, undoUntil: at + undoPeriod }
  const notice: DomainEvent = {
    type: 'AccountEmailRequested',
    at,
    kind: 'address-changed',
    occurrence: emailCount,
  }
  return { outcome: 'done', events: [changed, notice] }
}

/** Undoes a change of address, by the link that was mailed to the old address. All later changes are undone with it. */
export function undoAddressChange(
  { addressVersion = 0, addressUndos = [] }: Learner,
  command: CommandOf<'UndoAddressChange'>,
): Decision<'done' | 'done-before' | 'link-outdated'> {
  const { at, occurrence } = command
  if (addressUndos.some(undo => undo.occurrence === occurrence))
    return { outcome: 'done', events: [{ type: 'AddressChangeUndone', at, occurrence }] }
  return nothing(addressVersion === command.addressVersion ? 'done-before' : 'link-outdated')
}

/** Forgets old addresses whose changes nobody undid in time. */
export function forgetOldAddresses(
  learner: Learner,
  { at }: CommandOf<'ForgetOldAddresses'>,
): Decision<'rescheduled' | 'nothing-due'> {
  if (!hasPassed(oldAddressDueAt(learner), at)) return nothing('nothing-due')
  return { outcome: 'rescheduled', events: [{ type: 'OldAddressForgotten', at }] }
}
