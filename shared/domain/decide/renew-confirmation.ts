import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import { type Learner, requestOf } from '../learner.ts'
import { stillWaiting } from '../requested-sign-up.ts'
import { accountEmailInTurn, isOnItsWay } from './account-emails.ts'
import { confirmSignUp } from './sign-up.ts'

/**
 * Sends one more email for a sign-up whose link has expired: to the same address, within its mailbox's limits, and
 * while the sign-up waits. Consent, times and journey stay as they were filled in.
 */
export function renewConfirmation(
  learner: Learner,
  command: CommandOf<'RenewConfirmation'>,
): Decision<
  | 'done'
  | 'asked-before'
  | 'mailbox-full'
  | 'done-before'
  | 'in-already'
  | 'completed-before'
  | 'link-outdated'
> {
  const { at, epoch, request: number, lately } = command
  const { outcome } = confirmSignUp(learner, { ...command, type: 'ConfirmSignUp' })
  if (outcome !== 'done' && outcome !== 'joined') return nothing(outcome)
  const request = stillWaiting(learner.requests, at).find(one => one.number === number && one.epoch === epoch)
  if (!request || learner.undeliverable) return nothing('link-outdated')
  if (isOnItsWay(learner, one => requestOf(learner, one) === request)) return nothing('asked-before')
  const kind = learner.status === 'active' ? 'join' : 'confirm'
  const accountEmail = accountEmailInTurn(learner, kind, at, lately)
  return accountEmail
    ? { outcome: 'done', events: [{ ...accountEmail, request: number }] }
    : nothing('mailbox-full')
}
