import type { EventOf } from '../domain-event.ts'
import { type Enrolment, isStillMailed } from '../enrolment.ts'
import type { JourneyId } from '../ids.ts'
import { type Learner, requestOf } from '../learner.ts'
import { type EmailTrouble, withClaim } from '../outbox.ts'
import { accountEmailClaimed, troubleWithAccountEmail } from './account-emails.ts'
import { circleLetterDropped } from './circles.ts'
import { journeyStarted, troubleInJourney } from './enrolment.ts'
import { without } from './fields.ts'

/** Applies an event to the enrolment of its journey; without one, changes nothing. */
export const inJourney =
  <E extends { journeyId: JourneyId }>(change: (enrolment: Enrolment, event: E) => Enrolment) =>
  (learner: Learner, event: E): Learner =>
    withEnrolment(learner, event.journeyId, enrolment => change(enrolment, event))

function withEnrolment(
  learner: Learner,
  journeyId: JourneyId,
  change: (enrolment: Enrolment) => Enrolment,
): Learner {
  const before = learner.enrolments[journeyId]
  if (!before) return learner
  return { ...learner, enrolments: { ...learner.enrolments, [journeyId]: change(before) } }
}

const isInSeveralJourneys = ({ enrolments }: Learner): boolean =>
  Object.values(enrolments).filter(isStillMailed).length > 1

/**
 * Puts an email in flight. If the learner is in several journeys, the last email is also kept in the learner's row.
 * Claims of two journeys then write the same row, so only one of them can be stored.
 */
export function emailClaimed(learner: Learner, event: EventOf<'EmailClaimed'>): Learner {
  const { journeyId } = event
  if (journeyId === undefined) return accountEmailClaimed(learner, event)
  const after = withEnrolment(learner, journeyId, enrolment => withClaim(enrolment, event))
  return after !== learner && isInSeveralJourneys(learner) ? { ...after, lastEmailAt: event.at } : after
}

/** Restores the learner's previous last email when this one did not go out. */
function withoutLastEmail(learner: Learner, { claim }: Enrolment, { type }: EmailTrouble): Learner {
  const isTheLast = claim !== undefined && claim.at === learner.lastEmailAt
  return isTheLast && type !== 'EmailOutcomeUnknown' ? without(learner, 'lastEmailAt') : learner
}

/** Records a problem with an email in flight, of a journey or an account. */
export function emailTrouble(learner: Learner, event: EmailTrouble): Learner {
  const { journeyId } = event
  if (journeyId === undefined) return troubleWithAccountEmail(learner, event)
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment) return learner
  return withEnrolment(withoutLastEmail(learner, enrolment, event), journeyId, before =>
    troubleInJourney(before, event),
  )
}

/** Drops a letter about a group. If it was in flight, nothing had been handed to SES, and the day is free again. */
export function letterDropped(learner: Learner, event: EventOf<'CircleLetterDropped'>): Learner {
  const after = inJourney(circleLetterDropped)(learner, event)
  const { journeyId } = event
  const [before, now] = [learner.enrolments[journeyId], after.enrolments[journeyId]]
  const claimedAt = now?.claim ? undefined : before?.claim?.at
  return claimedAt !== undefined && claimedAt === after.lastEmailAt ? without(after, 'lastEmailAt') : after
}

/** Removes a journey from those that the learner waits for, with the sign-ups that ask for it. */
export function withoutWaitingFor(learner: Learner, journeyId: JourneyId): Learner {
  const isOther = (one: { journeyId: JourneyId }) => one.journeyId !== journeyId
  if (learner.joining.every(isOther) && learner.requests.every(isOther)) return learner
  return {
    ...learner,
    joining: learner.joining.filter(isOther),
    requests: learner.requests.filter(isOther),
    accountEmails: learner.accountEmails.filter(one => {
      const request = requestOf(learner, one)
      return request === undefined || isOther(request)
    }),
  }
}

/** Records that a journey began, or began again. It no longer waits to start. */
export function journeyBegun(learner: Learner, event: EventOf<'JourneyStarted'>): Learner {
  const { journeyId } = event
  const begun = journeyStarted(learner.enrolments[journeyId], event)
  const after = { ...learner, enrolments: { ...learner.enrolments, [journeyId]: begun } }
  return withoutWaitingFor(after, journeyId)
}
