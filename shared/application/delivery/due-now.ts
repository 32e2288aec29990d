import type { LearnerEvent } from '../../adapters/event-bus.ts'
import { eventDefinitions } from '../../domain/domain-event.ts'
import type { Instant } from '../../domain/ids.ts'
import type { DueRef } from '../../store/due.ts'

/** The learner and journey that a bus event makes due at once. An event about the person makes an account email due. */
export function dueByEvent({ type, detail }: LearnerEvent, at: Instant): DueRef {
  const { learnerId, journeyId } = detail
  const ofJourney = journeyId !== undefined && eventDefinitions[type].about !== 'person'
  return { learnerId, dueAt: at, ...(ofJourney && { journeyId }) }
}
