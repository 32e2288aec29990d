import { describeError } from '../../contracts/describe-error.ts'
import type { DeliveryDeps } from './deps.ts'
import { noTally, type Tally } from './tally.ts'

/** The result of a delivery run. */
export interface DeliveryReport extends Tally {
  /**
   * How long the oldest email that may be sent is overdue, or the oldest sign-up has waited to be handled, in
   * milliseconds.
   */
  oldestOverdue: number
  /** Emails whose outcome is still unknown. */
  held: number
  /** Whether SES accepts nothing, or not everything, from this account. */
  isStopped: boolean
  /** Current versions that are not sent because SES could not deliver them. */
  brokenVersions: number
  /** Brakes in force on confirmations. */
  brakes: number
  /** Rows quarantined in this run after five failed attempts. An operator has to repair them. */
  quarantined: number
  /** How long the oldest shared excerpt with words of risk has waited to be read, in milliseconds. */
  riskUnread: number
  /** Errors that stopped nothing; the next run tries again. */
  faults: readonly unknown[]
}

/** The report of a run that did nothing. */
export const emptyReport: DeliveryReport = {
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

/** Dependencies of a delivery run. */
export interface RunDeps extends DeliveryDeps {
  /** Records an error in a part of the run that does not stop the rest. */
  reportFault: (fault: unknown) => void
}

/** Runs delivery, counting quarantined rows and collecting errors that did not stop it. */
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
  const reportFault = (fault: unknown): void => {
    faults.push(fault)
    deps.log.error('A part of a run went wrong, and is left to the next', { reason: describeError(fault) })
  }
  const report = await run({ ...deps, quarantined: { failed }, reportFault })
  return { ...report, quarantined, faults }
}
