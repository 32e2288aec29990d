import { type Enrolment, isOver, type Learner } from '../learner.ts'
import type { LetterKind } from '../letter-kind.ts'
import { without } from './fields.ts'

/** A learner's journeys, with those changed that are not over. */
export function everyRunning(
  learner: Learner,
  change: (enrolment: Enrolment) => Enrolment,
): Learner['enrolments'] {
  const entries = Object.entries(learner.enrolments)
  return Object.fromEntries(
    entries.map(([id, enrolment]) => [id, isOver(enrolment) ? enrolment : change(enrolment)]),
  )
}

/** They, or somebody for them, want emails to come: what SES refused is tried anew. */
export const triedAnew = (learner: Learner): Learner => ({
  ...learner,
  enrolments: everyRunning(learner, enrolment =>
    enrolment.refusals === undefined ? enrolment : without(enrolment, 'refusals'),
  ),
})

/** Without the letters of these kinds that wait. */
export const withoutLetters = (learner: Learner, ...kinds: LetterKind[]): Learner => ({
  ...learner,
  letters: learner.letters.filter(letter => !kinds.includes(letter.kind)),
})
