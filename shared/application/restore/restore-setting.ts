import type { Journeys } from '../../domain/decision.ts'
import type { Gap } from '../../store/evidence.ts'

/**
 * How emails that were due in the gap are treated. `unknown`: held, since nobody can say. `sent` and `not-sent` are
 * the operator's statement; an email in flight at the restored moment counts as sent under both.
 */
export type GapEmails = 'unknown' | 'sent' | 'not-sent'

/** The parameters of simulating the gap. */
export interface RestoreSetting {
  gap: Gap
  emails: GapEmails
  journeys: Journeys
}
