import type { EventOf } from '../domain-event.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Instant } from '../ids.ts'
import type { Learner, PendingAccountEmail } from '../learner.ts'
import { preferencesAfterReturn } from '../preferences.ts'
import { type Joined, type RequestedSignUp, stillWaiting } from '../requested-sign-up.ts'
import { restartReminders } from './enrolment.ts'
import { withDue, without } from './fields.ts'
import { withoutWaitingFor } from './journey.ts'
import { mapRunning, mapStillMailed, withoutRejections } from './parts-of-learner.ts'

/** Stores the sign-up beside the learner. Nothing of the learner changes before it is confirmed. */
export function signUpRequested(learner: Learner, event: EventOf<'SignUpRequested'>): Learner {
  const { at, askedAt, epoch, request, begins = epoch, journeyId, consent, preferences, sector } = event
  const asked: RequestedSignUp = {
    number: request,
    accountEmail: request,
    at,
    ...(askedAt !== undefined && { askedAt }),
    epoch: begins,
    journeyId,
    consent,
    preferences,
    ...(sector && { sector }),
  }
  const others = withoutForgotten(learner, at)
  return { ...others, epoch, requests: [...others.requests, asked] }
}

export const signUpsForgotten = (learner: Learner, { at }: EventOf<'SignUpsForgotten'>): Learner =>
  withoutForgotten(learner, at)

/** Removes the sign-ups that nobody confirmed in time, with their unsent emails. */
function withoutForgotten(learner: Learner, at: Instant): Learner {
  const requests = stillWaiting(learner.requests, at)
  const forgotten = learner.requests.filter(request => !requests.includes(request))
  const asks = ({ kind, occurrence }: PendingAccountEmail): boolean =>
    (kind === 'confirm' || kind === 'join') &&
    forgotten.some(({ number, accountEmail }) => occurrence === number || occurrence === accountEmail)
  return { ...learner, requests, accountEmails: learner.accountEmails.filter(one => !asks(one)) }
}

/** The person consented elsewhere, so no confirmation is needed. */
export function learnerImported(learner: Learner, event: EventOf<'LearnerImported'>): Learner {
  const { epoch, consent, preferences, sector, at } = event
  const imported = {
    ...without(learner, 'sector', 'confirmed'),
    joined: [],
    joining: [],
    epoch,
    status: 'active' as const,
    consent: { ...consent, at },
    preferences,
  }
  return sector ? { ...imported, sector } : imported
}

/** Records the consent to a further journey that was given elsewhere. */
export const journeyImported = (
  learner: Learner,
  { at, journeyId, consent }: EventOf<'JourneyImported'>,
): Learner => withJoined(learner, { journeyId, consent: { ...consent, at } })

const withJoined = (learner: Learner, joined: Joined): Learner => ({
  ...learner,
  joined: [...learner.joined.filter(one => one.journeyId !== joined.journeyId), joined],
})

/** In a new epoch, a change of address of the earlier one cannot be undone. */
const undos = ['addressUndos'] as const

/** The learner waits for the journey of the confirmed sign-up; other sign-ups for the same journey are removed. */
export function signUpConfirmed(learner: Learner, event: EventOf<'SignUpConfirmed'>): Learner {
  const request = learner.requests.find(({ number }) => number === event.request)
  const { journeyId, at, joins } = event
  if (!request && !joins) return learner
  const after = withoutWaitingFor(learner, journeyId)
  const waiting = { ...after, joining: [...after.joining, { journeyId, since: at }] }
  return joins || !request ? joinsAnother(waiting, event, request) : beginsToTakePart(waiting, event, request)
}

/** The time of consent is when the form was sent, however late it was handled. */
const consentOf = ({ consent, at, askedAt = at }: RequestedSignUp): Learner['consent'] => ({
  ...consent,
  at: askedAt,
})

/**
 * Takes over what was filled in with the confirmed sign-up. A person who comes back after leaving keeps their earlier
 * values where the form has none.
 */
function beginsToTakePart(
  learner: Learner,
  { epoch }: EventOf<'SignUpConfirmed'>,
  request: RequestedSignUp,
): Learner {
  const { number, sector = learner.sector } = request
  const preferences = preferencesAfterReturn(learner.preferences, request.preferences)
  const confirmed = {
    ...without(learner, 'sector', ...(epoch === learner.epoch ? [] : undos)),
    epoch,
    status: 'active' as const,
    consent: consentOf(request),
    preferences,
    confirmed: number,
    joined: [],
  }
  return sector ? { ...confirmed, sector } : confirmed
}

/**
 * Adds consent for another journey. Nothing else that was filled in is taken over, since a stranger may have filled
 * it in.
 */
const joinsAnother = (
  learner: Learner,
  { journeyId, request: number }: EventOf<'SignUpConfirmed'>,
  request: RequestedSignUp | undefined,
): Learner =>
  withJoined(learner, { journeyId, request: number, ...(request && { consent: consentOf(request) }) })

export function unsubscribed(learner: Learner, { at }: EventOf<'Unsubscribed'>): Learner {
  return {
    ...without(learner, 'addressChange', 'confirmed'),
    status: 'left',
    endedAt: at,
    joining: [],
    requests: [],
    accountEmails: [],
    enrolments: mapRunning(learner, enrolment =>
      withDue<Enrolment>({ ...without(enrolment, 'pausedBy'), phase: { is: 'left' } }, undefined),
    ),
  }
}

export function preferencesChanged(learner: Learner, event: EventOf<'PreferencesChanged'>): Learner {
  const enrolments = mapStillMailed(learner, enrolment => {
    const phase = restartReminders(enrolment.phase, event.at)
    const anew = { ...without(enrolment, 'rejections'), phase }
    return withDue(anew, event.dueAt[enrolment.journeyId] ?? enrolment.dueAt)
  })
  return { ...learner, preferences: event.preferences, enrolments }
}

/** Offers the modules that were skipped before, in every journey that is not over. */
export function sectorNamed(learner: Learner, event: EventOf<'SectorNamed'>): Learner {
  const enrolments = mapRunning(learner, enrolment => {
    const { journeyId, offered = [] } = enrolment
    const more = event.offered[journeyId]
    const anew = more ? { ...enrolment, offered: [...new Set([...offered, ...more])] } : enrolment
    return withDue(anew, event.dueAt[journeyId] ?? enrolment.dueAt)
  })
  const { sector } = event
  return { ...without(learner, 'sector'), enrolments, ...(sector && { sector }) }
}

export const journeyNotStarted = (learner: Learner, { journeyId }: EventOf<'JourneyNotStarted'>): Learner =>
  withoutWaitingFor(learner, journeyId)

/** A permanent bounce makes the address undeliverable; a temporary one changes nothing. */
export const emailBounced = (learner: Learner, { lasting }: EventOf<'EmailBounced'>): Learner =>
  lasting ? { ...learner, undeliverable: 'bounced' } : learner

/** A complaint makes the address undeliverable, unless an operator suppressed it already. */
export const emailComplained = (learner: Learner): Learner =>
  learner.undeliverable === 'suppressed' ? learner : { ...learner, undeliverable: 'complained' }

export const learnerSuppressed = (learner: Learner, { at }: EventOf<'LearnerSuppressed'>): Learner => ({
  ...without(learner, 'addressChange'),
  endedAt: at,
  undeliverable: 'suppressed',
  accountEmails: [],
})

export const suppressionLifted = (learner: Learner): Learner =>
  without(withoutRejections(learner), 'undeliverable')

export const learnerErased = (learner: Learner): Learner => ({
  ...without(learner, 'claim', 'addressUndos'),
  status: 'erased',
  requests: [],
  joined: [],
  joining: [],
  accountEmails: [],
  enrolments: {},
})
