import type { LearnerEvent } from '../../adapters/event-bus.ts'
import { eventDefinitions } from '../../domain/domain-event.ts'
import type { Instant } from '../../domain/ids.ts'
import type { DueRef } from '../../store/due.ts'

/** Who is looked at because of an event that made something due at once; because of one about the person, an account email. */
export function dueBecauseOf({ type, detail }: LearnerEvent, at: Instant): DueRef {
  const { learnerId, journeyId } = detail
  const ofJourney = journeyId !== undefined && eventDefinitions[type].about !== 'person'
  return { learnerId, dueAt: at, ...(ofJourney && { journeyId }) }
}
