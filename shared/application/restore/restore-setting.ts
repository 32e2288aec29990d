import type { Journeys } from '../../domain/decision.ts'
import type { Gap } from '../../store/evidence.ts'

/**
 * What an email that fell due in the gap counts as. `unknown`: nobody can say, so it is held. `sent` and `not-sent` are
 * the operator's word; what was on its way at the moment restored counts as sent under both.
 */
export type GapEmails = 'unknown' | 'sent' | 'not-sent'

/** What the gap is gone through with. */
export interface RestoreSetting {
  gap: Gap
  emails: GapEmails
  journeys: Journeys
}
