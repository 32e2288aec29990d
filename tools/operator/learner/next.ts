import { decide } from '../../../shared/domain/decide.ts'
import type { Journeys } from '../../../shared/domain/decision.ts'
import type { JourneyEmail } from '../../../shared/domain/email.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import type { Fact } from '../../../shared/domain/facts.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { type Enrolment, enrolmentDueAt, type Learner } from '../../../shared/domain/learner.ts'

/** What the engine would do, if nobody pressed anything. */
export interface Rehearsed {
  /** Facts on the way to the next email: why it is not sooner, modules that are gone, the end of the journey. */
  facts: readonly Fact[]
  email?: { kind: JourneyEmail['kind']; moduleId: string; at: Instant }
}

/** More than any chain of reasons to wait has. */
const mostSteps = 12

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
  const facts: Fact[] = []
  let person = learner
  for (let step = 0; step < mostSteps; step += 1) {
    const enrolment = person.enrolments[journeyId]
    const dueAt = enrolment && enrolmentDueAt(person, enrolment)
    if (dueAt === undefined) return { facts }
    const at = Math.max(now, dueAt)
    const { email, facts: followed } = decide(
      person,
      { type: 'DeliverDue', at, journeyId, by: 'rehearsal' },
      journeys,
    )
    if (email && 'moduleId' in email)
      return { facts, email: { kind: email.kind, moduleId: email.moduleId, at } }
    if (followed.length === 0) return { facts }
    facts.push(...followed)
    person = followed.reduce(evolve, person)
  }
  return { facts }
}
