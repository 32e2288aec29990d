import { addressHasher } from '../../shared/adapters/addresses.ts'
import type { Clock } from '../../shared/adapters/clock.ts'
import { linkSigner } from '../../shared/adapters/links.ts'
import type { Mailer } from '../../shared/adapters/mailer.ts'
import type { Random } from '../../shared/adapters/random.ts'
import { circleLibrary } from '../../shared/application/circles/circle-library.ts'
import type { DeliveryDeps } from '../../shared/application/delivery/deps.ts'
import { journeyLibrary } from '../../shared/application/journey-library.ts'
import { logUnreadable } from '../../shared/application/log-unreadable.ts'
import { shelfLibrary } from '../../shared/application/reflections/shelf-library.ts'
import { sendingAccount } from '../../shared/application/sending-account.ts'
import { groupsIn } from '../../shared/composition/common/groups.ts'
import { allowanceStore } from '../../shared/store/allowance.ts'
import { ceilingStore } from '../../shared/store/ceiling.ts'
import { clearingStore } from '../../shared/store/clearing.ts'
import { confirmationStore } from '../../shared/store/confirmations.ts'
import { evidenceStore } from '../../shared/store/evidence.ts'
import { holdStore } from '../../shared/store/holds.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { learnerStore } from '../../shared/store/learners.ts'
import { mailboxStore } from '../../shared/store/mailboxes.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { paceStore } from '../../shared/store/pace.ts'
import { quarantineStore } from '../../shared/store/quarantine.ts'
import { receivedSignUpStore } from '../../shared/store/received-sign-ups.ts'
import { reflectionStore } from '../../shared/store/reflections.ts'
import { expiringShelves, shelfStore } from '../../shared/store/shelves.ts'
import type { Table } from '../../shared/store/table.ts'
import { voiceLanes, voiceStore } from '../../shared/store/voices.ts'

/** Signs links and hashes addresses in a simulated world. */
export const key = 'for-the-simulation-only'

/** Hashes addresses with that key. */
export const simulatedAddresses = addressHasher(JSON.stringify({ key }))

/** A log entry of a worker. */
export interface Note {
  level: string
  message: string
  about: unknown
}

/**
 * Deterministic ids, so that repeated runs have the same ids.
 * @param from the first number
 */
export function countingRandom(from: number): Random {
  let count = from
  const next = (length: number) => {
    count += 1
    return count.toString(36).padStart(length, '0')
  }
  return {
    learnerId: () => next(24),
    epoch: () => next(8),
    pageId: () => next(24),
    invitationId: () => next(16),
    worker: () => next(8),
  }
}

/** What all workers of a world share. */
interface Shared {
  clock: Clock
  random: Random
  /** Collects the workers' log entries. */
  notes: Note[]
}

/** Delivery's dependencies with a simulated table and SES, composed as `shared/composition` does for AWS. */
export function simulatedDeps(rows: Table, mailer: Mailer, { clock, random, notes }: Shared): DeliveryDeps {
  const note = (level: string) => (message: string, about?: unknown) => {
    notes.push({ level, message, about })
  }
  const log = { info: note('info'), warn: note('warn'), error: note('error') }
  const onUnreadable = logUnreadable(log)
  const pace = paceStore(rows)
  const allowance = allowanceStore(rows)
  const shelves = shelfStore(rows)
  return {
    clock,
    learners: learnerStore(rows),
    library: journeyLibrary(journeyStore(rows), mirrorStore(rows), clock, onUnreadable),
    random,
    mailer,
    allowance,
    account: sendingAccount({ mailer, pace, allowance, clock, log }),
    links: linkSigner({ current: '1', 1: key }),
    log,
    table: rows,
    pace,
    evidence: evidenceStore(rows),
    confirmations: confirmationStore(rows),
    ceiling: ceilingStore(rows),
    workers: { max: 1, start: async () => {} },
    holds: holdStore(rows),
    quarantined: quarantineStore(rows),
    circleLibrary: circleLibrary(journeyCirclesStore(rows), clock, onUnreadable),
    groups: groupsIn(rows),
    received: receivedSignUpStore(rows),
    mailboxes: mailboxStore(rows),
    reflections: reflectionStore(rows),
    voices: voiceStore(rows),
    shelves,
    clearing: clearingStore(rows),
    lanes: voiceLanes(rows),
    expiringShelves: expiringShelves(rows),
    shelfLibrary: shelfLibrary(shelves, clock, onUnreadable),
    publicUrl: 'https://learn.example.org',
  }
}
