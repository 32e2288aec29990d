import type { OutgoingFact } from '../../adapters/fact-bus.ts'
import type { PublishedType } from '../../contracts/bus.ts'
import type { Instant } from '../../domain/ids.ts'
import type { DueRef } from '../../store/due.ts'

/** Facts about the person rather than about one journey: what is due because of them is a letter. */
const aboutPerson: readonly PublishedType[] = ['SignUpRequested', 'LetterRequested']

/** Who is looked at because of a fact that made something due at once. */
export function dueBecauseOf({ type, detail }: OutgoingFact, at: Instant): DueRef {
  const { learnerId, journeyId } = detail
  const ofJourney = journeyId !== undefined && !aboutPerson.includes(type)
  return { learnerId, dueAt: at, ...(ofJourney && { journeyId }) }
}
