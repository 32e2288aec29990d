import type { EventOf } from '../domain-event.ts'
import type { Enrolment, Learner } from '../learner.ts'
import { type RequestedSignUp, stillWaiting } from '../requested-sign-up.ts'
import { restartReminders } from './enrolment.ts'
import { withDue, without } from './fields.ts'
import { everyRunning, triedAnew, withoutAccountEmails } from './parts-of-learner.ts'

/** Kept beside the learner: nothing of theirs changes before it is confirmed. */
export function signUpRequested(learner: Learner, event: EventOf<'SignUpRequested'>): Learner {
  const { at, epoch, request, begins = epoch, journeyId, consent, preferences, sector } = event
  const asked: RequestedSignUp = {
    number: request,
    accountEmail: request,
    at,
    epoch: begins,
    journeyId,
    consent,
    preferences,
    ...(sector && { sector }),
  }
  return { ...learner, epoch, requests: [...stillWaiting(learner.requests, at), asked] }
}

/** They agreed elsewhere, so that no confirmation is waited for. */
export function learnerImported(learner: Learner, event: EventOf<'LearnerImported'>): Learner {
  const { epoch, consent, preferences, sector, at } = event
  const imported = {
    ...without(withoutRequests(learner), 'sector', 'joining', 'confirmed'),
    epoch,
    status: 'active' as const,
    consent: { ...consent, at },
    preferences,
  }
  return sector ? { ...imported, sector } : imported
}

/** In a new life nobody goes back to an address of the life before. */
const undos = ['addressUndos'] as const

/** What they asked for in the sign-up that they confirmed becomes theirs, and every other one goes. */
export function signUpConfirmed(learner: Learner, event: EventOf<'SignUpConfirmed'>): Learner {
  const request = learner.requests.find(({ number }) => number === event.request)
  if (!request) return learner
  const { consent, preferences, sector } = request
  const confirmed = {
    ...without(withoutRequests(learner), 'sector', ...(event.epoch === learner.epoch ? [] : undos)),
    epoch: event.epoch,
    status: 'active' as const,
    consent: { ...consent, at: request.at },
    preferences,
    confirmed: request.number,
    joining: { journeyId: event.journeyId, since: event.at },
  }
  return sector ? { ...confirmed, sector } : confirmed
}

/** Without sign-ups that wait for a confirmation, and the account emails that ask for it. */
const withoutRequests = (learner: Learner): Learner => ({
  ...withoutAccountEmails(learner, 'confirm'),
  requests: [],
})

export function unsubscribed(learner: Learner): Learner {
  return {
    ...without(learner, 'joining', 'addressChange', 'confirmed'),
    status: 'left',
    requests: [],
    accountEmails: [],
    enrolments: everyRunning(learner, enrolment =>
      withDue<Enrolment>({ ...without(enrolment, 'pausedBy'), phase: { is: 'left' } }, undefined),
    ),
  }
}

export function preferencesChanged(learner: Learner, event: EventOf<'PreferencesChanged'>): Learner {
  const enrolments = everyRunning(learner, enrolment => {
    const phase = restartReminders(enrolment.phase, event.at)
    const anew = { ...without(enrolment, 'rejections'), phase }
    return withDue(anew, event.dueAt[enrolment.journeyId] ?? enrolment.dueAt)
  })
  return { ...learner, preferences: event.preferences, enrolments }
}

export const journeyNotStarted = (learner: Learner, { journeyId }: EventOf<'JourneyNotStarted'>): Learner =>
  learner.joining?.journeyId === journeyId ? without(learner, 'joining') : learner

/** An address that takes no email any more; one that is only full for now changes nothing. */
export const emailBounced = (learner: Learner, { lasting }: EventOf<'EmailBounced'>): Learner =>
  lasting ? { ...learner, undeliverable: 'bounced' } : learner

/** An operator's word stands above the person's own. */
export const emailComplained = (learner: Learner): Learner =>
  learner.undeliverable === 'suppressed' ? learner : { ...learner, undeliverable: 'complained' }

export const learnerSuppressed = (learner: Learner): Learner => ({
  ...without(learner, 'addressChange'),
  undeliverable: 'suppressed',
  accountEmails: [],
})

export const suppressionLifted = (learner: Learner): Learner => without(triedAnew(learner), 'undeliverable')

export const learnerErased = (learner: Learner): Learner => ({
  ...without(learner, 'joining', 'claim', 'addressUndos'),
  status: 'erased',
  requests: [],
  accountEmails: [],
  enrolments: {},
})
