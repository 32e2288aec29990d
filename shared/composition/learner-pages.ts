import type { AddressHasher } from '../adapters/addresses.ts'
import type { LinkSigner } from '../adapters/links.ts'
import type { Log } from '../adapters/log.ts'
import { type Random, systemRandom } from '../adapters/random.ts'
import { circleLibrary } from '../application/circles/circle-library.ts'
import type { Groups } from '../application/circles/group-page.ts'
import type { JoiningDeps } from '../application/circles/join-round.ts'
import type { ConfirmDeps } from '../application/confirm-sign-up.ts'
import type { CommandDeps } from '../application/execute-command.ts'
import { logUnreadable } from '../application/log-unreadable.ts'
import type { InvitingDeps } from '../application/own-invitation.ts'
import { barsBy } from '../application/reflections/barred.ts'
import type { FindMarks } from '../application/reflections/check-text.ts'
import type { ShareDeps } from '../application/reflections/share.ts'
import type { ShelfLibrary } from '../application/reflections/shelf-library.ts'
import type { LearnerPagesEnv } from '../contracts/functions/learner-pages.ts'
import { barredStore } from '../store/barred.ts'
import { invitationStore } from '../store/invitations.ts'
import { journeyCirclesStore } from '../store/journey-circles.ts'
import { type MailboxStore, mailboxStore } from '../store/mailboxes.ts'
import type { OnUnreadable } from '../store/unreadable-row.ts'
import { commandDeps } from './common/command-deps.ts'
import { reflectionDeps } from './common/reflections.ts'
import { hasherOf, secretReader, signerOf } from './common/secrets.ts'
import { type DynamoTable, dynamoTable } from './common/table.ts'

/** The dependencies of the pages behind signed links. */
export interface LearnerPagesDeps extends ShareDeps, JoiningDeps, ConfirmDeps, InvitingDeps {
  random: Pick<Random, 'learnerId' | 'invitationId'>
  shelfLibrary: ShelfLibrary
  links: LinkSigner
  /** Its secret is read only to change an address, share, report, join a round or show texts. */
  addresses: () => Promise<AddressHasher>
  mailboxes: MailboxStore
  groups: () => Promise<Groups>
  /** Called for whatever a page has to omit. */
  onUnreadable: OnUnreadable
}

/** The search for personal data is loaded when the first text is written. */
const marksWhenNeeded =
  (library: CommandDeps['library']): FindMarks =>
  async (id, text) =>
    (await import('../application/reflections/marks.ts')).marksBy(library)(id, text)

/** Loaded when somebody comes to join a round. */
const roundsWhenNeeded = (table: DynamoTable) => async () =>
  (await import('../store/rounds.ts')).roundStore(table)

/** Loaded when somebody comes by a letter about a group. */
const groupsWhenNeeded = (table: DynamoTable) => async (): Promise<Groups> =>
  (await import('./common/groups.ts')).groupsIn(table)

/** The dependencies of learner-pages, with the real adapters. */
export function learnerPagesDeps(env: LearnerPagesEnv, log: Log) {
  const table = dynamoTable(env.TABLE_NAME)
  const read = secretReader(log)
  const links = signerOf(read, env.LINK_KEYS_SECRET)
  const command = commandDeps(table, log)
  const addresses = hasherOf(read, env.ADDRESS_KEY_SECRET)
  const onUnreadable = logUnreadable(log)
  const withoutSecrets = {
    ...command,
    addresses,
    bars: barsBy({ ...command, addresses, barred: barredStore(table) }),
    ...reflectionDeps(table, onUnreadable),
    random: systemRandom,
    findMarks: marksWhenNeeded(command.library),
    mailboxes: mailboxStore(table),
    invitations: invitationStore(table),
    circleLibrary: circleLibrary(journeyCirclesStore(table), command.clock, onUnreadable),
    rounds: roundsWhenNeeded(table),
    groups: groupsWhenNeeded(table),
    sharedDomains: env.SHARED_DOMAINS.split(','),
    onUnreadable,
  }
  return async (): Promise<LearnerPagesDeps> => ({ ...withoutSecrets, links: await links() })
}
