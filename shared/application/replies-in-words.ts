import { day } from '../domain/duration.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import type { Journey } from '../domain/journey.ts'
import type { Reply } from '../domain/mirror.ts'
import { findModule } from '../domain/progress.ts'
import type { Question } from '../domain/question.ts'
import { utcDay } from '../domain/utc-day.ts'

/** Of a question that was edited since, its words are gone: its version and the answer's place are what is held. */
function saidTo({ question: version, answer }: Reply, question: Question | undefined) {
  if (question?.version !== version)
    return { questionVersion: version, ...(answer !== undefined && { answerNumber: answer + 1 }) }
  return { question: question.text, ...(answer !== undefined && { answer: question.options[answer] }) }
}

/** What somebody said to the questions of modules, as a person reads it. @param journey absent where it is gone. */
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
