import type { EventOf } from '../domain-event.ts'
import type { Enrolment } from '../learner.ts'

/** The newest answer to the newest version of a question counts. */
export function questionAnswered(
  enrolment: Enrolment,
  { moduleId, question, answer, guess, about, sector }: EventOf<'QuestionAnswered'>,
): Enrolment {
  const before = enrolment.replies?.[moduleId]
  const times = before?.question === question ? before.times + 1 : 1
  const reply = {
    question,
    ...(answer !== undefined && { answer }),
    ...(guess !== undefined && { guess }),
    ...(about && { about }),
    ...(sector && { sector }),
    times,
  }
  return { ...enrolment, replies: { ...enrolment.replies, [moduleId]: reply } }
}
