import { evolveEnrolment, journeyStarted } from './evolve/enrolment.ts'
import { without } from './evolve/fields.ts'
import { evolveLearner } from './evolve/learner.ts'
import type { Fact, FactOf } from './facts.ts'
import type { JourneyId } from './ids.ts'
import { type Enrolment, isOver, type Learner } from './learner.ts'
import { withPress } from './presses.ts'

const isInSeveralJourneys = ({ enrolments }: Learner): boolean =>
  Object.values(enrolments).filter(one => !isOver(one)).length > 1

/**
 * In several journeys at once, the last email is kept with the person too: claims of two journeys write the same row, so
 * that only one of them can be stored. It is given back when that email did not go out.
 */
function withLastEmail(learner: Learner, enrolment: Enrolment, fact: Fact): Learner {
  if (fact.type === 'EmailClaimed')
    return isInSeveralJourneys(learner) ? { ...learner, lastEmailAt: fact.at } : learner
  const isBack =
    fact.type === 'EmailTurnedBack' || fact.type === 'EmailAbsenceProven' || fact.type === 'EmailFailed'
  const isTheLast = enrolment.claim !== undefined && enrolment.claim.at === learner.lastEmailAt
  return isBack && isTheLast ? without(learner, 'lastEmailAt') : learner
}

function evolveJourney(learner: Learner, journeyId: JourneyId, fact: Fact): Learner {
  const before = learner.enrolments[journeyId]
  if (!before) return learner
  const after = evolveEnrolment(before, fact)
  return {
    ...withLastEmail(learner, before, fact),
    enrolments: { ...learner.enrolments, [journeyId]: after },
  }
}

function started(learner: Learner, fact: FactOf<'JourneyStarted'>): Learner {
  const { journeyId } = fact
  const begun = journeyStarted(learner.enrolments[journeyId], fact)
  const after = { ...learner, enrolments: { ...learner.enrolments, [journeyId]: begun } }
  return after.joining?.journeyId === journeyId ? without(after, 'joining') : after
}

/**
 * What a learner becomes by one fact. Total: a fact that no longer fits (its enrolment is gone, its claim settled)
 * leaves everything as it is.
 */
export function evolve(learner: Learner, fact: Fact): Learner {
  switch (fact.type) {
    case 'SignUpRequested':
    case 'SignUpConfirmed':
    case 'JourneyNotStarted':
      return evolveLearner(learner, fact)
    case 'JourneyStarted':
      return started(learner, fact)
    default: {
      const journeyId = 'journeyId' in fact ? fact.journeyId : undefined
      const counted = withPress(learner, fact)
      return journeyId === undefined ? evolveLearner(counted, fact) : evolveJourney(counted, journeyId, fact)
    }
  }
}
