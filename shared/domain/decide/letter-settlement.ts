import { type CircleLetter, isLetter, type LetterRef, sentLetter } from '../circles/letter.ts'
import type { CommandOf } from '../commands.ts'
import type { Decision } from '../decision.ts'
import type { EventOf } from '../domain-event.ts'
import { type CircleEmail, isOfGroup } from '../email.ts'
import { parseEmailId } from '../email-id.ts'
import type { Enrolment } from '../enrolment.ts'
import type { WhyDropped } from '../events/circles.ts'
import type { Instant } from '../ids.ts'
import { isGivenUp } from '../outbox.ts'

/** The letter of an enrolment that an email in flight carries. */
export const letterOf = ({ letters }: Pick<Enrolment, 'letters'>, ref: LetterRef): CircleLetter | undefined =>
  letters?.find(isLetter(ref))

/** The letter went out. `nobody`: it said that nobody was left in the group. */
export const letterWentOut = (
  { journeyId, kind, group, occurrence }: CircleEmail,
  at: Instant,
  nobody: true | undefined,
): EventOf<'CircleLetterEmailed'> => ({
  type: 'CircleLetterEmailed',
  at,
  journeyId,
  kind,
  group,
  occurrence,
  ...(nobody && { nobody }),
})

/**
 * Why an undelivered letter is dropped: rejected too often, or too late for another day. Undefined if it is tried
 * again.
 */
function whyOver(
  { until }: CircleLetter,
  { rejections, dueAt }: EventOf<'EmailFailed'>,
): WhyDropped | undefined {
  if (isGivenUp(rejections === undefined ? {} : { rejections })) return 'rejected'
  return dueAt === undefined || dueAt >= until ? 'past' : undefined
}

/** Adds to a decision that an undelivered letter is dropped, if it is not tried again. */
export function withLettersEnd<O extends Decision>(
  enrolment: Enrolment,
  { at, emailId }: CommandOf<'SettleEmail'>,
  decision: O,
): O {
  const failed = decision.events.find(event => event.type === 'EmailFailed')
  const email = enrolment.claim?.email
  const isOnItsWay = email?.id === emailId && isOfGroup(email)
  const letter = isOnItsWay ? letterOf(enrolment, email) : sentLetter(enrolment, parseEmailId(emailId))
  const why = failed && letter && whyOver(letter, failed)
  if (!why) return decision
  const { journeyId } = enrolment
  const { kind, group } = letter
  const dropped = { type: 'CircleLetterDropped' as const, at, journeyId, kind, group, why }
  return { ...decision, events: [...decision.events, dropped] }
}
