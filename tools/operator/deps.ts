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

/** The addresses that SES itself emails no more, over the whole account. */
export interface SuppressionList {
  /** Those that were put on it since a moment. */
  since(from: Instant): Promise<Suppressed[]>
  /** Takes an address off. @returns whether it was on. */
  remove(address: string): Promise<boolean>
}

/** Sends an email that is nobody's: an operator's look at how it arrives. */
export interface TestMailer {
  send(email: { from: string; to: string; subject: string; html: string; text: string }): Promise<void>
}

/**
 * All that the operator's commands need of a system, deployed, local or in memory. What needs a call of its own
 * (a secret, the caller's identity) is asked for when a command needs it, so that no command needs more rights than its
 * own work does.
 */
export interface OperatorDeps extends CommandDeps {
  /** `local`, or the stage's name. */
  stage: string
  /** The options that name it on a command line: `--local`, `--stage prod`. */
  system: string
  table: Table & TableScan & DueCount
  holds: HoldStore
  audit: AuditStore
  counters: CounterStore
  evidence: EvidenceStore
  confirmations: Pick<ConfirmationStore, 'brakes'>
  deadLetters: DeadLetterQueues
  functions: Functions
  /** The way onto the bus, for events that are told again. */
  bus: EventBus
  archive: ArchiveReplays
  /** Whether what starts functions by the clock is on. */
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
  /** What SES allows now. */
  account: () => Promise<SendingAccount>
  /** The AWS identity on whose behalf this runs, as an ARN. */
  who: () => Promise<string>
}

/** What the bus was told while a restored table knew of nothing: its archive cannot be read, and is replayed for this. */
export interface GapEvents {
  /**
   * Events of a window, in any order, each any number of times. Reading them changes nothing and starts nothing.
   * @param until the moment after the last.
   * @throws OperatorProblem when the archive gives up.
   */
  read(from: Instant, until: Instant, told: (events: number) => void): Promise<OutgoingEvent[]>
}

/** The secret with the keys that sign links. */
export interface LinkKeys {
  /** Its text, and when it was last changed, where AWS says so. */
  read(): Promise<{ text: string; changedAt?: Instant }>
  replace(text: string): Promise<void>
  /** A new random key. */
  generate(): string
}
