import { day } from '../domain/duration.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import type { Journey } from '../domain/journey.ts'
import type { Reply } from '../domain/mirror.ts'
import { findModule } from '../domain/progress.ts'
import type { Question } from '../domain/question.ts'
import { utcDay } from '../domain/utc-day.ts'

/** If the question was edited since, its text is gone; then only its version and the answer's index are known. */
function saidTo({ question: version, answer }: Reply, question: Question | undefined) {
  if (question?.version !== version)
    return { questionVersion: version, ...(answer !== undefined && { answerNumber: answer + 1 }) }
  return { question: question.text, ...(answer !== undefined && { answer: question.options[answer] }) }
}

/**
 * A learner's replies to the questions of modules in words.
 * @param journey undefined if it is gone.
 */
export const repliesInWords = (
  replies: NonNullable<Enrolment['replies']>,
  journey: Journey | undefined,
): Record<string, unknown>[] =>
  Object.entries(replies).map(([moduleId, reply]) => ({
    moduleId,
    ...saidTo(reply, journey && findModule(journey, moduleId)?.question),
    ...(reply.guess !== undefined && { guessOutOfTen: reply.guess, guessAbout: reply.about }),
    ...(reply.sector && { sector: reply.sector }),
    day: utcDay(reply.day * day),
  }))
