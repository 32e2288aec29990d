import type { Fact, FactOf } from '../facts.ts'
import type { Enrolment, Learner } from '../learner.ts'
import { resetLadder } from './enrolment.ts'
import { withDue, without } from './fields.ts'

/** How long a letter may be asked for again before it counts as recent. */
const week = 7 * 24 * 60 * 60 * 1000

function signUpRequested(learner: Learner, fact: FactOf<'SignUpRequested'>): Learner {
  const asked = {
    ...without(learner, 'sector'),
    epoch: fact.epoch,
    standing: 'pending' as const,
    consent: { ...fact.consent, at: fact.at },
    preferences: fact.preferences,
    joining: { journeyId: fact.journeyId, since: fact.at },
  }
  return fact.sector ? { ...asked, sector: fact.sector } : asked
}

function letterRequested(learner: Learner, fact: FactOf<'LetterRequested'>): Learner {
  const others = learner.letters.filter(letter => letter.kind !== fact.kind)
  const signUpLetter = fact.kind === 'confirm' || fact.kind === 'already-with-us'
  const recent = learner.asked.filter(at => at > fact.at - week)
  return {
    ...learner,
    letters: [...others, { kind: fact.kind, occurrence: fact.occurrence, dueAt: fact.at }],
    letterCount: fact.occurrence + 1,
    asked: signUpLetter ? [...recent, fact.at] : recent,
  }
}

const letterEmailed = (learner: Learner, fact: FactOf<'LetterEmailed'>): Learner => ({
  ...without(learner, 'claim'),
  letters: learner.letters.filter(
    letter => letter.kind !== fact.kind || letter.occurrence !== fact.occurrence,
  ),
})

function everyEnrolment(
  learner: Learner,
  change: (enrolment: Enrolment) => Enrolment,
): Learner['enrolments'] {
  return Object.fromEntries(
    Object.entries(learner.enrolments).map(([id, enrolment]) => [id, change(enrolment)]),
  )
}

function unsubscribed(learner: Learner): Learner {
  return {
    ...without(learner, 'joining', 'addressChange'),
    standing: 'left',
    letters: [],
    enrolments: everyEnrolment(learner, enrolment =>
      enrolment.phase.is === 'completed'
        ? enrolment
        : withDue({ ...enrolment, phase: { is: 'left' } }, undefined),
    ),
  }
}

function preferencesChanged(learner: Learner, fact: FactOf<'PreferencesChanged'>): Learner {
  const enrolments = everyEnrolment(learner, enrolment => {
    const phase = resetLadder(enrolment.phase, fact.at)
    return withDue({ ...enrolment, phase }, fact.dueAt[enrolment.journeyId] ?? enrolment.dueAt)
  })
  return { ...learner, preferences: fact.preferences, enrolments }
}

/** What the person's own part becomes by a fact. */
export function evolveLearner(learner: Learner, fact: Fact): Learner {
  switch (fact.type) {
    case 'SignUpRequested':
      return signUpRequested(learner, fact)
    case 'SignUpConfirmed':
      return { ...learner, standing: 'active', joining: { journeyId: fact.journeyId, since: fact.at } }
    case 'LetterRequested':
      return letterRequested(learner, fact)
    case 'LetterEmailed':
      return letterEmailed(learner, fact)
    case 'LetterClaimed':
      return { ...learner, claim: { email: fact.email, at: fact.at, by: fact.by } }
    case 'AddressChangeRequested':
      return { ...learner, addressChange: fact.occurrence }
    case 'AddressChanged':
      return without(learner, 'addressChange', 'undeliverable')
    case 'PreferencesChanged':
      return preferencesChanged(learner, fact)
    case 'Unsubscribed':
      return unsubscribed(learner)
    case 'EmailBounced':
      return fact.lasting ? { ...learner, undeliverable: 'bounced' } : learner
    case 'EmailComplained':
      return { ...learner, undeliverable: 'complained' }
    case 'LearnerErased':
      return { ...without(learner, 'joining', 'claim'), standing: 'erased', letters: [], enrolments: {} }
    default:
      return learner
  }
}
