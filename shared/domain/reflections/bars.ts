import { day } from '../duration.ts'
import type { Instant } from '../ids.ts'

/** What is lost by abuse comes back after 24 months. */
export const barredFor = 730 * day

/** What somebody has lost by abusing it, and since when. */
export interface Bars {
  /** They can share nothing. */
  sharing?: Instant
  /** No report of theirs hides anything by itself; it counts together with those of others. */
  reporting?: Instant
  /** They are in no circle, and can join no round. */
  circles?: Instant
}
