import type { FactOf } from '../facts.ts'
import type { Enrolment, Learner } from '../learner.ts'
import { withDue, without } from './fields.ts'

/** What can go wrong with an email on its way. */
export type EmailTrouble = FactOf<
  'EmailOutcomeUnknown' | 'EmailAbsenceProven' | 'EmailTurnedBack' | 'EmailFailed'
>

function emailFailed(enrolment: Enrolment, fact: FactOf<'EmailFailed'>): Enrolment {
  const free = withDue(without(enrolment, 'claim'), fact.dueAt)
  // Nothing arrived, so the module waits again; what has gone on meanwhile stays.
  return free.phase.is === 'reading' ? { ...free, phase: { is: 'waiting', since: fact.at } } : free
}

/** An email of a journey went wrong: its claim is held as unknown, or given back. */
export function troubleInJourney(enrolment: Enrolment, fact: EmailTrouble): Enrolment {
  switch (fact.type) {
    case 'EmailOutcomeUnknown': {
      const { claim } = enrolment
      if (!claim) return enrolment
      return withDue(
        { ...enrolment, claim: { ...claim, unknownSince: claim.unknownSince ?? fact.at } },
        fact.dueAt,
      )
    }
    case 'EmailAbsenceProven':
      return withDue({ ...without(enrolment, 'claim'), emails: enrolment.emails + 1 }, fact.at)
    case 'EmailTurnedBack':
      return without(enrolment, 'claim')
    case 'EmailFailed':
      return emailFailed({ ...enrolment, emails: enrolment.emails + 1 }, fact)
  }
}

/** The same for a letter. */
export function troubleWithLetter(learner: Learner, fact: EmailTrouble): Learner {
  const { claim } = learner
  if (!claim) return learner
  const later = (dueAt: number) =>
    learner.letters.map(letter =>
      letter.kind === claim.email.kind && letter.occurrence === claim.email.occurrence
        ? { ...letter, dueAt }
        : letter,
    )
  if (fact.type === 'EmailOutcomeUnknown')
    return {
      ...learner,
      letters: later(fact.dueAt),
      claim: { ...claim, unknownSince: claim.unknownSince ?? fact.at },
    }
  const free = without(learner, 'claim')
  if (fact.type === 'EmailTurnedBack') return free
  return { ...free, letters: later(fact.type === 'EmailAbsenceProven' ? fact.at : fact.dueAt) }
}
