import type { DomainEvent, EventOf } from './domain-event.ts'
import { evolveEnrolment, journeyStarted } from './evolve/enrolment.ts'
import { without } from './evolve/fields.ts'
import { evolveLearner } from './evolve/learner.ts'
import type { JourneyId } from './ids.ts'
import { type Enrolment, isOver, type Learner } from './learner.ts'
import { withPress } from './presses.ts'

const isInSeveralJourneys = ({ enrolments }: Learner): boolean =>
  Object.values(enrolments).filter(one => !isOver(one)).length > 1

/**
 * In several journeys at once, the last email is kept with the person too: claims of two journeys write the same row, so
 * that only one of them can be stored. It is given back when that email did not go out.
 */
function withLastEmail(learner: Learner, enrolment: Enrolment, event: DomainEvent): Learner {
  if (event.type === 'EmailClaimed')
    return isInSeveralJourneys(learner) ? { ...learner, lastEmailAt: event.at } : learner
  const isBack =
    event.type === 'EmailTurnedBack' || event.type === 'EmailAbsenceProven' || event.type === 'EmailFailed'
  const isTheLast = enrolment.claim !== undefined && enrolment.claim.at === learner.lastEmailAt
  return isBack && isTheLast ? without(learner, 'lastEmailAt') : learner
}

function evolveJourney(learner: Learner, journeyId: JourneyId, event: DomainEvent): Learner {
  const before = learner.enrolments[journeyId]
  if (!before) return learner
  const after = evolveEnrolment(before, event)
  return {
    ...withLastEmail(learner, before, event),
    enrolments: { ...learner.enrolments, [journeyId]: after },
  }
}

function started(learner: Learner, event: EventOf<'JourneyStarted'>): Learner {
  const { journeyId } = event
  const begun = journeyStarted(learner.enrolments[journeyId], event)
  const after = { ...learner, enrolments: { ...learner.enrolments, [journeyId]: begun } }
  return after.joining?.journeyId === journeyId ? without(after, 'joining') : after
}

/**
 * What a learner becomes by one event. Total: an event that no longer fits (its enrolment is gone, its claim settled)
 * leaves everything as it is.
 */
export function evolve(learner: Learner, event: DomainEvent): Learner {
  switch (event.type) {
    case 'SignUpRequested':
    case 'SignUpConfirmed':
    case 'JourneyNotStarted':
      return evolveLearner(learner, event)
    case 'JourneyStarted':
      return started(learner, event)
    default: {
      const journeyId = 'journeyId' in event ? event.journeyId : undefined
      const counted = withPress(learner, event)
      return journeyId === undefined
        ? evolveLearner(counted, event)
        : evolveJourney(counted, journeyId, event)
    }
  }
}
