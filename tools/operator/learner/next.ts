import type { Journeys } from '../../../shared/domain/decision.ts'
import type { DomainEvent } from '../../../shared/domain/domain-event.ts'
import type { JourneyEmail } from '../../../shared/domain/email.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Enrolment, Learner } from '../../../shared/domain/learner.ts'
import { simulate } from '../../../shared/domain/simulate.ts'

/** What the engine would do, if nobody pressed anything. */
export interface Rehearsed {
  /** Events on the way to the next email: why it is not sooner, modules that are gone, the end of the journey. */
  events: readonly DomainEvent[]
  email?: { kind: JourneyEmail['kind']; moduleId: string; at: Instant }
}

/** More than any chain of reasons to wait has. */
const maxSteps = 12

/**
 * Asks the engine itself what comes next in a journey, from now on, and stores nothing.
 * @param now when the rehearsal begins; it goes on to the moments at which the engine would look.
 */
export function rehearse(
  learner: Learner,
  { journeyId }: Enrolment,
  journeys: Journeys,
  now: Instant,
): Rehearsed {
  const events: DomainEvent[] = []
  const steps = simulate(
    learner,
    journeys,
    { from: now, until: Number.POSITIVE_INFINITY },
    {
      // Other journeys and account emails stay as they are.
      whenDue: (_, of, at) =>
        of === journeyId ? { type: 'DeliverDue', at, journeyId, by: 'rehearsal' } : undefined,
    },
  )
  for (const { at, decision } of steps.take(maxSteps)) {
    const { email } = decision
    if (email && 'moduleId' in email)
      return { events, email: { kind: email.kind, moduleId: email.moduleId, at } }
    events.push(...decision.events)
  }
  return { events }
}
