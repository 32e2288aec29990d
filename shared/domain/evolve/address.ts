import type { EventOf } from '../domain-event.ts'
import { type AddressUndo, addressVersionAfter, type Learner } from '../learner.ts'
import { undoPeriod } from '../sending-policy.ts'
import { without } from './fields.ts'
import { withoutAccountEmails, withoutRejections } from './parts-of-learner.ts'

/** Keeps only the matching address changes that can be undone. */
function withUndos(learner: Learner, isKept: (undo: AddressUndo) => boolean): Learner {
  const addressUndos = (learner.addressUndos ?? []).filter(isKept)
  return addressUndos.length > 0 ? { ...learner, addressUndos } : without(learner, 'addressUndos')
}

export const addressChangeRequested = (
  learner: Learner,
  { occurrence }: EventOf<'AddressChangeRequested'>,
): Learner => ({ ...learner, addressChange: occurrence })

/** Removes the changes that can no longer be undone. */
export const oldAddressForgotten = (learner: Learner, { at }: EventOf<'OldAddressForgotten'>): Learner =>
  withUndos(learner, ({ until }) => until > at)

/** A new address may be deliverable where the old one was not. A suppression by an operator stays. */
const atOtherAddress = (learner: Learner): Learner => {
  const free = without(withoutAccountEmails(withoutRejections(learner), 'confirm-address'), 'addressChange')
  return learner.undeliverable === 'suppressed' ? free : without(free, 'undeliverable')
}

/** Applies a confirmed change. The account email requested next is the notice to the old address. */
export function addressChanged(learner: Learner, event: EventOf<'AddressChanged'>): Learner {
  const { occurrence, undoUntil: until } = event
  const changed = { ...atOtherAddress(learner), addressVersion: addressVersionAfter(occurrence) }
  if (until === undefined) return changed
  const { addressVersion = 0, addressUndos = [], emailCount: accountEmail } = learner
  return { ...changed, addressUndos: [...addressUndos, { occurrence, accountEmail, addressVersion, until }] }
}

/** Restores the previous address, and the changes that could be undone at that time. */
export function addressChangeUndone(learner: Learner, event: EventOf<'AddressChangeUndone'>): Learner {
  const undone = learner.addressUndos?.find(({ occurrence }) => occurrence === event.occurrence)
  if (!undone) return learner
  const back = withUndos(atOtherAddress(learner), ({ occurrence }) => occurrence < event.occurrence)
  const { addressVersion } = undone
  return addressVersion === 0 ? without(back, 'addressVersion') : { ...back, addressVersion }
}

/** The undo period begins when the email to the old address has gone out. */
export function oldAddressTold(
  learner: Learner,
  { kind, occurrence, at }: EventOf<'AccountEmailSent'>,
): Learner {
  if (kind !== 'address-changed' || !learner.addressUndos) return learner
  const addressUndos = learner.addressUndos.map(undo =>
    undo.accountEmail === occurrence ? { ...undo, until: at + undoPeriod } : undo,
  )
  return { ...learner, addressUndos }
}
