import type { LinkSigner } from '../../adapters/links.ts'
import type { Log } from '../../adapters/log.ts'
import type { Mailer, SendingAccount } from '../../adapters/mailer.ts'
import type { Random } from '../../adapters/random.ts'
import type { Workers } from '../../adapters/workers.ts'
import type { AllowanceStore } from '../../store/allowance.ts'
import type { CeilingStore } from '../../store/ceiling.ts'
import type { ClearingStore } from '../../store/clearing.ts'
import type { ConfirmationStore } from '../../store/confirmations.ts'
import type { EvidenceStore } from '../../store/evidence.ts'
import type { HoldStore } from '../../store/holds.ts'
import type { PaceStore } from '../../store/pace.ts'
import type { QuarantineStore } from '../../store/quarantine.ts'
import type { ExpiringShelves } from '../../store/shelves.ts'
import type { Table } from '../../store/table.ts'
import type { VoiceLanes } from '../../store/voices.ts'
import type { CircleLibrary } from '../circles/circle-library.ts'
import type { GroupReads } from '../circles/letter-facts.ts'
import type { HandleDeps } from '../handle-sign-up.ts'
import type { ClearDeps } from '../reflections/clear.ts'
import type { ReflectionDeps } from '../reflections/deps.ts'
import type { ShelfLibrary } from '../reflections/shelf-library.ts'

/** Dependencies of delivery. */
export interface DeliveryDeps extends HandleDeps, ReflectionDeps {
  random: Random
  shelfLibrary: ShelfLibrary
  clearing: ClearingStore
  lanes: VoiceLanes
  expiringShelves: ExpiringShelves
  mailer: Mailer
  /** What SES allows, at most a minute old. */
  account: () => Promise<SendingAccount>
  /** SES's last answer, without asking it. */
  allowance: Pick<AllowanceStore, 'last'>
  workers: Workers
  links: LinkSigner
  log: Log
  table: Pick<Table, 'due' | 'getMany' | 'transact'>
  pace: PaceStore
  evidence: EvidenceStore
  confirmations: ConfirmationStore
  ceiling: CeilingStore
  holds: HoldStore
  quarantined: QuarantineStore
  circleLibrary: CircleLibrary
  /** What letters say about groups; read after the claim. */
  groups: GroupReads & ClearDeps['groups']
  /** Without a slash at the end. */
  publicUrl: string
}
