import type { LearnerEvent } from '../../adapters/event-bus.ts'
import type { PublishedType } from '../../contracts/bus.ts'
import type { Instant } from '../../domain/ids.ts'
import type { DueRef } from '../../store/due.ts'

/** Events about the person rather than about one journey: what is due because of them is an account email. */
const aboutPerson: readonly PublishedType[] = ['SignUpRequested', 'AccountEmailRequested']

/** Who is looked at because of an event that made something due at once. */
export function dueBecauseOf({ type, detail }: LearnerEvent, at: Instant): DueRef {
  const { learnerId, journeyId } = detail
  const ofJourney = journeyId !== undefined && !aboutPerson.includes(type)
  return { learnerId, dueAt: at, ...(ofJourney && { journeyId }) }
}
