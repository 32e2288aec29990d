import type { CommandOf } from '../../shared/domain/commands.ts'
import type { Learner } from '../../shared/domain/learner.ts'

/** Returns the command of the button in somebody's newest confirmation, or in that of a given sign-up. */
export function confirmation(
  { requests, confirmed = -1, joined, epoch }: Learner,
  number = requests.at(-1)?.number ?? joined.at(-1)?.request ?? confirmed,
): Omit<CommandOf<'ConfirmSignUp'>, 'at'> {
  const request = requests.find(one => one.number === number)
  return { type: 'ConfirmSignUp', epoch: request?.epoch ?? epoch, request: number }
}
