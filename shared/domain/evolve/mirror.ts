import type { EventOf } from '../domain-event.ts'
import type { Enrolment } from '../enrolment.ts'
import { dayNumber } from '../mirror.ts'

/** Records an answer. The newest answer to the newest version of a question counts. */
export function questionAnswered(
  enrolment: Enrolment,
  { at, moduleId, question, answer, guess, about, sector }: EventOf<'QuestionAnswered'>,
): Enrolment {
  const before = enrolment.replies?.[moduleId]
  const isSame = before?.question === question && before.answer === answer
  const reply = {
    question,
    ...(answer !== undefined && { answer }),
    ...(guess !== undefined && { guess }),
    ...(about && { about }),
    ...(sector && { sector }),
    day: isSame ? before.day : dayNumber(at),
  }
  return { ...enrolment, replies: { ...enrolment.replies, [moduleId]: reply } }
}
