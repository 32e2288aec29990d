import type { Instant } from './ids.ts'

const minutes = 60_000

/** A version that produced this many failures in SES is not sent any more, but for probes. */
export const failuresToTrip = 3

/** How long a breaker waits before its next probe, and for word that a probe could not be delivered, in milliseconds. */
const probeEvery = 15 * minutes

/** While the account is at fault, one email tests whether it still is, as often as this, in milliseconds. */
const testEvery = 5 * minutes

/** One email of a broken version that was let out. */
export interface Probe {
  emailId: string
  at: Instant
  /** SES has spoken of it as of an email that it had and could write. */
  seen: boolean
  /** SES took it, and did not deliver it. */
  failed: boolean
}

/** A version that failed in SES so often that it is not sent. */
export interface TrippedBreaker {
  journeyId: string
  version: number
  /** Absent where that could not be written down. */
  since?: Instant
  probe?: Probe
}

/** Why nothing is sent at all, and since when. */
export interface Stop {
  cause: string
  since: Instant
  /** When an email last tested whether the cause is gone. */
  testedAt: Instant
}

/**
 * What comes next for a broken version. Silence about a probe closes nothing: SES reports emails that it cannot write
 * within minutes, and of those that it can it says that they were sent.
 */
export function nextForBreaker(
  { since = 0, probe }: TrippedBreaker,
  now: Instant,
): 'wait' | 'probe' | 'close' {
  if (now < (probe?.at ?? since) + probeEvery) return 'wait'
  return probe?.seen && !probe.failed ? 'close' : 'probe'
}

/** Whether it is time for an email to test whether the account is still at fault. */
export const isTimeToTest = ({ testedAt }: Stop, now: Instant): boolean => now >= testedAt + testEvery
