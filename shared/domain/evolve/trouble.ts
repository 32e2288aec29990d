import type { EventOf } from '../domain-event.ts'
import type { Email } from '../email.ts'
import { parseEmailId } from '../email-id.ts'
import type { Instant } from '../ids.ts'
import {
  type Claim,
  claimedAccountEmail,
  type Enrolment,
  type Learner,
  requestLeftBy,
  requestOf,
} from '../learner.ts'
import type { RequestedSignUp } from '../requested-sign-up.ts'
import { maxRejections } from '../sending-policy.ts'
import { withDue, without } from './fields.ts'

/** What can go wrong with an email on its way. */
export type EmailTrouble = EventOf<
  'EmailOutcomeUnknown' | 'EmailAbsenceProven' | 'EmailTurnedBack' | 'EmailFailed'
>

const heldAsUnknown = <C extends Claim<Email>>(claim: C, event: EventOf<'EmailOutcomeUnknown'>): C => ({
  ...claim,
  unknownSince: claim.unknownSince ?? event.at,
  lookAt: event.dueAt,
})

const refused = ({ rejections }: EventOf<'EmailFailed'>) => (rejections === undefined ? {} : { rejections })

function emailFailed(before: Enrolment, event: EventOf<'EmailFailed'>): Enrolment {
  const enrolment = { ...before, ...refused(event) }
  if (enrolment.claim?.email.id === event.emailId) {
    const free = { ...without(enrolment, 'claim', 'resend'), emails: enrolment.emails + 1 }
    return withDue(free, event.dueAt)
  }
  const { phase } = before
  const failed = parseEmailId(event.emailId)
  if (phase.is !== 'reading' || phase.moduleId !== failed?.moduleId) return before
  if (failed.kind === 'reminder')
    return withDue({ ...enrolment, phase: { ...phase, reminders: phase.reminders - 1 } }, event.dueAt)
  if (failed.kind === 'paused') return withDue(without(enrolment, 'pausedBy'), event.dueAt)
  // Nothing arrived, so the module waits to be sent again.
  const emailed = enrolment.emailed.filter(id => id !== failed.moduleId)
  return withDue<Enrolment>({ ...enrolment, emailed, phase: { is: 'waiting', since: event.at } }, event.dueAt)
}

/** An email of a journey went wrong: its claim is held as unknown, or given back. */
export function troubleInJourney(enrolment: Enrolment, event: EmailTrouble): Enrolment {
  const { claim } = enrolment
  if (event.type === 'EmailFailed') return emailFailed(enrolment, event)
  if (!claim) return enrolment
  if (event.type === 'EmailOutcomeUnknown') return { ...enrolment, claim: heldAsUnknown(claim, event) }
  const free = without(enrolment, 'claim')
  return event.type === 'EmailTurnedBack' ? free : { ...free, emails: enrolment.emails + 1 }
}

/** The sign-ups, one of which is now asked about in another account email. */
const mailedAs = (
  requests: Learner['requests'],
  of: RequestedSignUp | undefined,
  accountEmail: number,
): Learner['requests'] => requests.map(request => (request === of ? { ...request, accountEmail } : request))

/** An account email goes out again, under a new count: proof about this one will say nothing about that. */
function again(learner: Learner, dueAt: Instant, rejections: number | undefined): Learner {
  const accountEmail = claimedAccountEmail(learner)
  if (!accountEmail) return learner
  const { kind } = accountEmail
  const occurrence = learner.accountEmailCount
  const others = learner.accountEmails.filter(one => one !== accountEmail)
  const next = { kind, occurrence, dueAt, ...(rejections !== undefined && { rejections }) }
  return {
    ...learner,
    requests: mailedAs(learner.requests, requestOf(learner, accountEmail), occurrence),
    accountEmails: (rejections ?? 0) < maxRejections ? [...others, next] : others,
    accountEmailCount: occurrence + 1,
    ...(kind === 'confirm-address' && { addressChange: occurrence }),
    ...(learner.addressUndos && {
      addressUndos: learner.addressUndos.map(undo =>
        undo.accountEmail === accountEmail.occurrence ? { ...undo, accountEmail: occurrence } : undo,
      ),
    }),
  }
}

/** The same for an account email. */
export function troubleWithAccountEmail(learner: Learner, event: EmailTrouble): Learner {
  const { claim } = learner
  if (event.type === 'EmailFailed' && claim?.email.id !== event.emailId)
    return confirmationFailed(learner, event)
  if (!claim) return learner
  if (event.type === 'EmailOutcomeUnknown') return { ...learner, claim: heldAsUnknown(claim, event) }
  if (event.type === 'EmailTurnedBack') return without(learner, 'claim')
  if (event.type === 'EmailFailed')
    return without(again(learner, event.dueAt ?? event.at, event.rejections), 'claim')
  return without(again(learner, event.at, claimedAccountEmail(learner)?.rejections), 'claim')
}

/** SES had taken the confirmation and could not deliver it: it waits once more. */
function confirmationFailed(learner: Learner, event: EventOf<'EmailFailed'>): Learner {
  const failed = parseEmailId(event.emailId)
  const request = failed && requestLeftBy(learner, failed)
  if (!request) return learner
  const occurrence = learner.accountEmailCount
  const accountEmail = { kind: 'confirm' as const, occurrence, dueAt: event.dueAt ?? event.at }
  return {
    ...learner,
    requests: mailedAs(learner.requests, request, occurrence),
    accountEmails: [...learner.accountEmails, accountEmail],
    accountEmailCount: occurrence + 1,
  }
}
