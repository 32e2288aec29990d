import { day } from '../duration.ts'
import type { Instant } from '../ids.ts'

/** How long a privilege is lost after abuse, in milliseconds: 24 months. */
export const barredFor = 730 * day

/** The privileges that a person has lost by abuse, and since when. */
export interface Bars {
  /** They cannot share texts. */
  sharing?: Instant
  /** Their report alone hides nothing; it counts only together with reports of others. */
  reporting?: Instant
  /** They are removed from circles and cannot join a round. */
  circles?: Instant
}
