import type { AddressHasher } from '../../shared/adapters/addresses.ts'
import type { EventBus, OutgoingEvent } from '../../shared/adapters/event-bus.ts'
import type { SendingAccount } from '../../shared/adapters/mailer.ts'
import type { Random } from '../../shared/adapters/random.ts'
import type { CommandDeps } from '../../shared/application/execute-command.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import type { AuditStore } from '../../shared/store/audit.ts'
import type { ConfirmationStore } from '../../shared/store/confirmations.ts'
import type { CounterStore } from '../../shared/store/counters.ts'
import type { DueCount } from '../../shared/store/due.ts'
import type { EvidenceStore } from '../../shared/store/evidence.ts'
import type { HoldStore } from '../../shared/store/holds.ts'
import type { ImportStore } from '../../shared/store/imports.ts'
import type { RepairStore } from '../../shared/store/repairs.ts'
import type { ReplayStore } from '../../shared/store/replays.ts'
import type { Table, TableScan } from '../../shared/store/table.ts'
import type { DeadLetterQueues, Functions } from './dead-letters/queues.ts'
import type { ArchiveReplays } from './replay/archive-replays.ts'
import type { Schedules } from './status/schedules.ts'

/** An address that SES put on its suppression list. */
export interface Suppressed {
  address: string
  because: 'bounce' | 'complaint'
}

/** The addresses that SES no longer sends to, for the whole account. */
export interface SuppressionList {
  /** The addresses added since a moment. */
  since(from: Instant): Promise<Suppressed[]>
  /**
   * Removes an address.
   * @returns whether it was on the list
   */
  remove(address: string): Promise<boolean>
}

/** Sends a test email that belongs to no learner. */
export interface TestMailer {
  send(email: { from: string; to: string; subject: string; html: string; text: string }): Promise<void>
}

/**
 * The dependencies of the operator's commands: a deployed, local or in-memory system. Whatever needs a call of its
 * own (a secret, the caller's identity) is loaded on demand, so that no command needs more permissions than its own
 * work.
 */
export interface OperatorDeps extends CommandDeps {
  /** `local`, or the stage's name. */
  stage: string
  /** The options that name the system on a command line: `--local`, `--stage prod`. */
  system: string
  table: Table & TableScan & DueCount
  holds: HoldStore
  audit: AuditStore
  counters: CounterStore
  evidence: EvidenceStore
  confirmations: Pick<ConfirmationStore, 'brakes'>
  deadLetters: DeadLetterQueues
  functions: Functions
  /** The bus, for events that are published again. */
  bus: EventBus
  archive: ArchiveReplays
  /** Whether scheduled rules are on. */
  schedules: () => Promise<Schedules>
  gapEvents: GapEvents
  replays: ReplayStore
  repairs: RepairStore
  suppressionList: SuppressionList
  testMailer: TestMailer
  linkKeys: LinkKeys
  imports: ImportStore
  random: Random
  addresses: () => Promise<AddressHasher>
  /** SES's current limits. */
  account: () => Promise<SendingAccount>
  /** The ARN of the AWS identity that runs this. */
  who: () => Promise<string>
}

/** Reads what the bus carried during a restored table's gap. The archive cannot be read directly, so it is replayed. */
export interface GapEvents {
  /**
   * The events of a window, in any order, possibly repeated. Reading changes and starts nothing.
   * @param until the moment after the last.
   * @throws OperatorProblem if the replay of the archive fails.
   */
  read(from: Instant, until: Instant, told: (events: number) => void): Promise<OutgoingEvent[]>
}

/** The secret with the keys that sign links. */
export interface LinkKeys {
  /** The secret's text, and when it was last changed, if AWS says so. */
  read(): Promise<{ text: string; changedAt?: Instant }>
  replace(text: string): Promise<void>
  /** Generates a random key. */
  generate(): string
}
