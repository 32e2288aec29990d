import { errorWords } from '../../contracts/error-words.ts'
import type { DeliveryDeps } from './deps.ts'
import { noTally, type Tally } from './tally.ts'

/** What a run of delivery did and saw. */
export interface DeliveryReport extends Tally {
  /**
   * How long the oldest email that may be sent has waited beyond its due time, or a sign-up to be handled since it was
   * received, in milliseconds.
   */
  oldestOverdue: number
  /** Emails looked at whose outcome nobody knows yet. */
  held: number
  /** Whether SES takes nothing from this account, or not everything. */
  isStopped: boolean
  /** Current versions of journeys that are not sent, because SES could not deliver them. */
  brokenVersions: number
  /** Brakes that hold confirmations down. */
  brakes: number
  /** Rows that were quarantined in this run, after five failed tries: somebody has to repair them. */
  quarantined: number
  /** How long the shared excerpt with words of risk that waits longest has waited to be read, in milliseconds. */
  riskUnread: number
  /** What went wrong without breaking anything off: it is left to the next run. */
  faults: readonly unknown[]
}

/** Of a run that did nothing. */
export const nothingDone: DeliveryReport = {
  ...noTally,
  oldestOverdue: 0,
  held: 0,
  isStopped: false,
  brokenVersions: 0,
  brakes: 0,
  quarantined: 0,
  riskUnread: 0,
  faults: [],
}

/** What a run of delivery needs. */
export interface RunDeps extends DeliveryDeps {
  /** Notes what went wrong with a part of it, without which it goes on. */
  goesOnWithout: (fault: unknown) => void
}

/** Runs with a count of the rows that are quarantined in it, and a note of what it goes on without. */
export async function counting(
  deps: DeliveryDeps,
  run: (deps: RunDeps) => Promise<DeliveryReport>,
): Promise<DeliveryReport> {
  let quarantined = 0
  const faults: unknown[] = []
  const failed: DeliveryDeps['quarantined']['failed'] = async (key, reason, later) => {
    const next = await deps.quarantined.failed(key, reason, later)
    if (next === 'quarantined') quarantined += 1
    return next
  }
  const goesOnWithout = (fault: unknown): void => {
    faults.push(fault)
    deps.log.error('A part of a run went wrong, and is left to the next', { reason: errorWords(fault) })
  }
  const report = await run({ ...deps, quarantined: { failed }, goesOnWithout })
  return { ...report, quarantined, faults }
}
