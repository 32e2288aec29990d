import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import type { Learner } from '../learner.ts'
import { allDropped } from './circle-letters.ts'

/** Leaves every journey at once. A person with an unconfirmed sign-up can leave too. */
export function leave(learner: Learner, command: CommandOf<'Leave'>): Decision<'done' | 'done-before'> {
  if (learner.status === 'left' && learner.requests.length === 0) return nothing('done-before')
  const { at, via } = command
  const dropped = Object.values(learner.enrolments).flatMap(one => allDropped(one, at, 'left'))
  return { outcome: 'done', events: [{ type: 'Unsubscribed', at, via }, ...dropped] }
}

/** Erases everything about a learner. A tombstone stays. */
export const erase = (_learner: Learner, command: CommandOf<'Erase'>): Decision<'done'> => ({
  outcome: 'done',
  events: [{ type: 'LearnerErased', at: command.at }],
})

/** Erases a learner who never confirmed: nobody has shown that the typed address is theirs. */
export const eraseUnconfirmed = (
  learner: Learner,
  { at }: CommandOf<'EraseUnconfirmed'>,
): Decision<'done' | 'confirmed-before'> =>
  learner.status === 'pending'
    ? { outcome: 'done', events: [{ type: 'LearnerErased', at }] }
    : nothing('confirmed-before')

/** A permanent bounce ends all email to the address; a temporary one is only recorded. */
export function recordBounce(learner: Learner, command: CommandOf<'RecordBounce'>): Decision {
  const { at, code, lasting } = command
  if (learner.undeliverable) return nothing('done-before')
  return { outcome: 'done', events: [{ type: 'EmailBounced', at, lasting, code }] }
}

/** A spam complaint ends all email, like a permanent bounce. */
export function recordComplaint(learner: Learner, command: CommandOf<'RecordComplaint'>): Decision {
  if (learner.undeliverable === 'complained') return nothing('done-before')
  return { outcome: 'done', events: [{ type: 'EmailComplained', at: command.at }] }
}
