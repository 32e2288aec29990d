import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import { second } from '../duration.ts'
import type { Learner } from '../learner.ts'
import { accountEmailInTurn } from './account-emails.ts'
import { isAskedRecently, reasonToWithhold, withheld } from './by-address.ts'

const kind = 'find-me'

/**
 * A second press within this time, in milliseconds, is taken for a mistake. A confirmation sent before that no longer
 * blocks this link.
 */
const twice = 10 * second

/**
 * Somebody, perhaps a stranger, typed this address to reach the data held about its owner. The owner gets the private
 * link, also after leaving. A person with only an unconfirmed sign-up has no data behind such a link and gets
 * nothing.
 */
export function findMe(learner: Learner, command: CommandOf<'FindMe'>): Decision<'done' | 'not-a-learner'> {
  const { at, lately } = command
  if (learner.status === 'pending') return nothing('not-a-learner')
  const reason = reasonToWithhold(learner, command)
  if (reason) return withheld(at, kind, reason)
  if (isAskedRecently(learner, command, kind, twice)) return withheld(at, kind, 'asked-recently')
  const accountEmail = accountEmailInTurn(learner, kind, at, lately)
  return accountEmail ? { outcome: 'done', events: [accountEmail] } : withheld(at, kind, 'mailbox-full')
}
