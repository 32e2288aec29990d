import { evolveEnrolment } from './evolve/enrolment.ts'
import { without } from './evolve/fields.ts'
import { evolveLearner } from './evolve/learner.ts'
import { troubleInJourney, troubleWithLetter } from './evolve/trouble.ts'
import type { Fact } from './facts.ts'
import type { JourneyId } from './ids.ts'
import type { Enrolment, Learner } from './learner.ts'

/** In several journeys at once, the day of the last email is kept with the person: at most one over all of them. */
function withEmailDay(learner: Learner, fact: Fact): Learner {
  if (Object.keys(learner.enrolments).length < 2) return learner
  if (fact.type === 'EmailClaimed') return { ...learner, lastEmailDay: fact.day }
  if (fact.type === 'EmailTurnedBack') return without(learner, 'lastEmailDay')
  return learner
}

function withEnrolment(learner: Learner, journeyId: JourneyId, after: Enrolment | undefined): Learner {
  return after ? { ...learner, enrolments: { ...learner.enrolments, [journeyId]: after } } : learner
}

/**
 * What a learner becomes by one fact. Total: a fact that no longer fits (its enrolment is gone, its claim settled)
 * leaves everything as it is.
 */
export function evolve(learner: Learner, fact: Fact): Learner {
  switch (fact.type) {
    case 'EmailOutcomeUnknown':
    case 'EmailAbsenceProven':
    case 'EmailTurnedBack':
    case 'EmailFailed': {
      if (!fact.journeyId) return troubleWithLetter(learner, fact)
      const enrolment = learner.enrolments[fact.journeyId]
      return withEnrolment(
        withEmailDay(learner, fact),
        fact.journeyId,
        enrolment && troubleInJourney(enrolment, fact),
      )
    }
    case 'SignUpRequested':
    case 'SignUpConfirmed':
      return evolveLearner(learner, fact)
    default: {
      if (!('journeyId' in fact)) return evolveLearner(learner, fact)
      const after = withEnrolment(
        withEmailDay(learner, fact),
        fact.journeyId,
        evolveEnrolment(learner.enrolments[fact.journeyId], fact),
      )
      const started = fact.type === 'JourneyStarted' && after.joining?.journeyId === fact.journeyId
      return started ? without(after, 'joining') : after
    }
  }
}
