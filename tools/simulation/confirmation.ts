import type { CommandOf } from '../../shared/domain/commands.ts'
import type { Learner } from '../../shared/domain/learner.ts'

/** What the button in somebody's newest confirmation asks for, or in that of the sign-up with this number. */
export function confirmation(
  { requests, confirmed = -1, joined, epoch }: Learner,
  number = requests.at(-1)?.number ?? joined.at(-1)?.request ?? confirmed,
): Omit<CommandOf<'ConfirmSignUp'>, 'at'> {
  const request = requests.find(one => one.number === number)
  return { type: 'ConfirmSignUp', epoch: request?.epoch ?? epoch, request: number }
}
