import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import type { Learner } from '../learner.ts'
import { allDropped } from './circle-letters.ts'

/** Leaves every journey at once. Somebody whose sign-up waits for its confirmation can leave too. */
export function leave(learner: Learner, command: CommandOf<'Leave'>): Decision<'done' | 'done-before'> {
  if (learner.status === 'left' && learner.requests.length === 0) return nothing('done-before')
  const { at, via } = command
  const dropped = Object.values(learner.enrolments).flatMap(one => allDropped(one, at, 'left'))
  return { outcome: 'done', events: [{ type: 'Unsubscribed', at, via }, ...dropped] }
}

/** Erases everything about them. A tombstone stays. */
export const erase = (_learner: Learner, command: CommandOf<'Erase'>): Decision<'done'> => ({
  outcome: 'done',
  events: [{ type: 'LearnerErased', at: command.at }],
})

/** Nobody's: an address that was typed, and that nobody has shown to be theirs. */
export const eraseUnconfirmed = (
  learner: Learner,
  { at }: CommandOf<'EraseUnconfirmed'>,
): Decision<'done' | 'confirmed-before'> =>
  learner.status === 'pending'
    ? { outcome: 'done', events: [{ type: 'LearnerErased', at }] }
    : nothing('confirmed-before')

/** A bounce that lasts ends all email to the address; a passing one is only written down. */
export function recordBounce(learner: Learner, command: CommandOf<'RecordBounce'>): Decision {
  const { at, code, lasting } = command
  if (learner.undeliverable) return nothing('done-before')
  return { outcome: 'done', events: [{ type: 'EmailBounced', at, lasting, code }] }
}

/** Marked as spam: no email any more, as after a lasting bounce. */
export function recordComplaint(learner: Learner, command: CommandOf<'RecordComplaint'>): Decision {
  if (learner.undeliverable === 'complained') return nothing('done-before')
  return { outcome: 'done', events: [{ type: 'EmailComplained', at: command.at }] }
}
