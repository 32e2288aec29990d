import type { OutcomeOf } from '../domain/decide.ts'
import type { Epoch, LearnerId } from '../domain/ids.ts'
import type { RequestedDetails } from '../store/details.ts'
import type { InvitationStore } from '../store/invitations.ts'
import { type CommandDeps, type Executed, executeCommand } from './execute-command.ts'

/** Dependencies of confirming a sign-up. */
export interface ConfirmDeps extends CommandDeps {
  invitations: InvitationStore
}

/** The sign-up that a link identifies. */
export interface Confirms {
  learnerId: LearnerId
  epoch: Epoch
  request: number
}

/** Whether the person was erased and comes back; they are no new learner then. */
const wasHere = async (
  { learners }: ConfirmDeps,
  { origin }: RequestedDetails,
  addressHash: string,
): Promise<boolean> =>
  learners.isSuppressed([addressHash, ...(origin.mailbox === undefined ? [] : [origin.mailbox])])

/**
 * Confirms a sign-up. If a new person came by a learner's invitation link, the link's count rises in the same write,
 * and the reference to the link is deleted: who invited whom is stored nowhere.
 */
export async function confirmSignUp(
  deps: ConfirmDeps,
  { learnerId, epoch, request }: Confirms,
): Promise<Executed<OutcomeOf<'ConfirmSignUp'>>> {
  const intent = { type: 'ConfirmSignUp', epoch, request } as const
  const { details } = (await deps.learners.find(learnerId)) ?? {}
  const requested = details?.requests?.[request]
  const id = requested?.invitation
  if (!details || !requested || id === undefined || (await wasHere(deps, requested, details.addressHash)))
    return executeCommand(deps, learnerId, intent)
  const { find, countedWrite } = deps.invitations
  return executeCommand(
    deps,
    learnerId,
    async () => ({ ...intent, isInvited: (await find(id, deps.clock.now())) !== undefined }),
    (_, events) => ({
      also: events.some(event => event.type === 'SignUpConfirmed' && event.invited) ? [countedWrite(id)] : [],
    }),
  )
}
