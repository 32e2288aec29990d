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
 * A guess about others than oneself, and always about the same: nobody gets rid of one by guessing about somebody else. What
 * was guessed before the truth was shown is final.
 */
function guessOf({ said, isTruthKnown }: MirrorForm, own: Learner['sector'], before: Reply | undefined) {
  if (before && isTruthKnown) return hasGuess(before) ? { guess: before.guess, about: before.about } : {}
  const isOfSame = before?.about === undefined || before.about === said.about
  if (hasGuess(said) && isOfSame && said.about !== own) return { guess: said.guess, about: said.about }
  return before && hasGuess(before) ? { guess: before.guess, about: before.about } : {}
}

/** The answer, if the question has such an option; the one before it where none is given. */
function answerOf({ answer }: Said, options: readonly string[], before: Reply | undefined) {
  const given = answer !== undefined && answer < options.length ? answer : before?.answer
  return given === undefined ? {} : { answer: given }
}

const isSame = (before: Reply, after: Partial<Said>): boolean =>
  before.answer === after.answer && before.guess === after.guess && before.about === after.about

/**
 * What somebody says to a module's question, beside what they said before.
 * @returns undefined where it says nothing new, or is about a question that the module has no more.
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
 * What somebody says to a module's question with it. A first answer is never counted as a change; those
 * after it are, because they can be pressed at will.
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
  // The same answer is refused too: were it the only one to pass, a link would tell whoever holds it what was said.
  if (isOften && reply.said.answer !== undefined) return nothing('too-often')
  const given = replyTo(learner, enrolment, moduleId, reply, journey)
  if (!given) return nothing('done-before')
  if (isOften) return nothing('too-often')
  const counts = !isFirst && mailedAt !== undefined && { mailedAt }
  return { outcome: 'done', events: [{ type: 'QuestionAnswered', at, journeyId, ...given, ...counts }] }
}
