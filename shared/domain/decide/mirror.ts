import type { CommandOf, MirrorForm } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { EventOf } from '../domain-event.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Journey } from '../journey.ts'
import type { Learner } from '../learner.ts'
import { hasGuess, type Reply, type Said } from '../mirror.ts'
import { mayPress } from '../presses.ts'
import { findModule } from '../progress.ts'

/**
 * A guess about another sector than one's own. The sector cannot be exchanged for another one, and a guess made
 * before its truth was shown is final.
 */
function guessOf({ said, isTruthKnown }: MirrorForm, own: Learner['sector'], before: Reply | undefined) {
  if (before && isTruthKnown) return hasGuess(before) ? { guess: before.guess, about: before.about } : {}
  const isOfSame = before?.about === undefined || before.about === said.about
  if (hasGuess(said) && isOfSame && said.about !== own) return { guess: said.guess, about: said.about }
  return before && hasGuess(before) ? { guess: before.guess, about: before.about } : {}
}

/** The answer, if the question has such an option; otherwise the previous answer. */
function answerOf({ answer }: Said, options: readonly string[], before: Reply | undefined) {
  const given = answer !== undefined && answer < options.length ? answer : before?.answer
  return given === undefined ? {} : { answer: given }
}

const isSame = (before: Reply, after: Partial<Said>): boolean =>
  before.answer === after.answer && before.guess === after.guess && before.about === after.about

/**
 * The new reply to a module's question, merged with the previous one.
 * @returns undefined if nothing is new, or the module no longer has this question.
 */
function replyTo(
  learner: Learner,
  { replies = {} }: Enrolment,
  moduleId: string,
  form: MirrorForm,
  journey: Journey,
): Omit<EventOf<'QuestionAnswered'>, 'type' | 'at' | 'journeyId'> | undefined {
  const { said } = form
  const question = findModule(journey, moduleId)?.question
  if (question?.version !== said.question) return undefined
  const stored = replies[moduleId]
  const before = stored?.question === said.question ? stored : undefined
  const given = {
    ...answerOf(said, question.options, before),
    ...guessOf(form, learner.sector, before),
  }
  if (before ? isSame(before, given) : Object.keys(given).length === 0) return undefined
  const sector = before?.sector ?? learner.sector
  return { moduleId, question: said.question, ...given, ...(sector && { sector }) }
}

/**
 * Answers a module's question together with "done". A first answer never counts against the changes of a day; later
 * ones do, because they can be repeated at will.
 */
export function answerTo(
  learner: Learner,
  { at, journeyId, moduleId, reply, mailedAt }: CommandOf<'CompleteModule'>,
  journeys: Journeys,
): Decision<'done' | 'done-before' | 'too-often'> {
  const [enrolment, journey] = [learner.enrolments[journeyId], journeys[journeyId]]
  if (!reply || !enrolment || !journey) return nothing('done-before')
  const isFirst = enrolment.replies?.[moduleId]?.question !== reply.said.question
  const isOften = !isFirst && !mayPress(learner, at, mailedAt)
  // An identical answer is refused too. If it alone passed, anybody holding the link could find out the answer.
  if (isOften && reply.said.answer !== undefined) return nothing('too-often')
  const given = replyTo(learner, enrolment, moduleId, reply, journey)
  if (!given) return nothing('done-before')
  if (isOften) return nothing('too-often')
  const counts = !isFirst && mailedAt !== undefined && { mailedAt }
  return { outcome: 'done', events: [{ type: 'QuestionAnswered', at, journeyId, ...given, ...counts }] }
}
