import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import { second } from '../duration.ts'
import type { Learner } from '../learner.ts'
import { accountEmailInTurn } from './account-emails.ts'
import { isAskedRecently, whyNothingGoes, withheld } from './by-address.ts'

const kind = 'find-me'

/** As long as a button may be pressed twice by mistake: a confirmation that went out just before holds this link up no longer. */
const twice = 10 * second

/**
 * Somebody typed this address to get at what is held about its owner, perhaps a stranger. Its owner gets the private link, also
 * after leaving; whoever only waits to confirm a sign-up has nothing behind such a link, and gets nothing.
 */
export function findMe(learner: Learner, command: CommandOf<'FindMe'>): Decision<'done' | 'not-a-learner'> {
  const { at, lately } = command
  if (learner.status === 'pending') return nothing('not-a-learner')
  const reason = whyNothingGoes(learner, command)
  if (reason) return withheld(at, kind, reason)
  if (isAskedRecently(learner, command, kind, twice)) return withheld(at, kind, 'asked-recently')
  const accountEmail = accountEmailInTurn(learner, kind, at, lately)
  return accountEmail ? { outcome: 'done', events: [accountEmail] } : withheld(at, kind, 'mailbox-full')
}
