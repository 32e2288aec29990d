import type { EventOf } from '../domain-event.ts'
import { type AddressUndo, addressVersionAfter, type Learner } from '../learner.ts'
import { undoPeriod } from '../sending-policy.ts'
import { without } from './fields.ts'
import { triedAnew, withoutAccountEmails } from './parts-of-learner.ts'

/** With those changes of address alone that can still be undone. */
function withUndos(learner: Learner, isKept: (undo: AddressUndo) => boolean): Learner {
  const addressUndos = (learner.addressUndos ?? []).filter(isKept)
  return addressUndos.length > 0 ? { ...learner, addressUndos } : without(learner, 'addressUndos')
}

export const addressChangeRequested = (
  learner: Learner,
  { occurrence }: EventOf<'AddressChangeRequested'>,
): Learner => ({ ...learner, addressChange: occurrence })

/** The changes whose time has passed can be undone no more. */
export const oldAddressForgotten = (learner: Learner, { at }: EventOf<'OldAddressForgotten'>): Learner =>
  withUndos(learner, ({ until }) => until > at)

/** Another address may be reached where the one before could not; an operator's word stands. */
const atOtherAddress = (learner: Learner): Learner => {
  const free = without(withoutAccountEmails(triedAnew(learner), 'confirm-address'), 'addressChange')
  return learner.undeliverable === 'suppressed' ? free : without(free, 'undeliverable')
}

/** The change that was confirmed; the account email to the old address is the next that is asked for. */
export function addressChanged(learner: Learner, event: EventOf<'AddressChanged'>): Learner {
  const { occurrence, undoUntil: until } = event
  const changed = { ...atOtherAddress(learner), addressVersion: addressVersionAfter(occurrence) }
  if (until === undefined) return changed
  const { addressVersion = 0, addressUndos = [], emailCount: accountEmail } = learner
  return { ...changed, addressUndos: [...addressUndos, { occurrence, accountEmail, addressVersion, until }] }
}

/** Back to the address before, and to what could be undone by then. */
export function addressChangeUndone(learner: Learner, event: EventOf<'AddressChangeUndone'>): Learner {
  const undone = learner.addressUndos?.find(({ occurrence }) => occurrence === event.occurrence)
  if (!undone) return learner
  const back = withUndos(atOtherAddress(learner), ({ occurrence }) => occurrence < event.occurrence)
  const { addressVersion } = undone
  return addressVersion === 0 ? without(back, 'addressVersion') : { ...back, addressVersion }
}

/** The time to undo a change begins when the email to the old address has gone out. */
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
