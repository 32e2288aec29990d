import type { Email } from '../email.ts'
import { parseEmailId } from '../email-id.ts'
import type { FactOf } from '../facts.ts'
import type { Instant } from '../ids.ts'
import {
  type Claim,
  claimedLetter,
  type Enrolment,
  type Learner,
  requestLeftBy,
  requestOf,
} from '../learner.ts'
import type { RequestedSignUp } from '../requested-sign-up.ts'
import { mostRefusals } from '../sending-policy.ts'
import { withDue, without } from './fields.ts'

/** What can go wrong with an email on its way. */
export type EmailTrouble = FactOf<
  'EmailOutcomeUnknown' | 'EmailAbsenceProven' | 'EmailTurnedBack' | 'EmailFailed'
>

const heldAsUnknown = <C extends Claim<Email>>(claim: C, fact: FactOf<'EmailOutcomeUnknown'>): C => ({
  ...claim,
  unknownSince: claim.unknownSince ?? fact.at,
  lookAt: fact.dueAt,
})

const refused = ({ times }: FactOf<'EmailFailed'>) => (times === undefined ? {} : { refusals: times })

function emailFailed(before: Enrolment, fact: FactOf<'EmailFailed'>): Enrolment {
  const enrolment = { ...before, ...refused(fact) }
  if (enrolment.claim?.email.id === fact.emailId) {
    const free = { ...without(enrolment, 'claim', 'resend'), emails: enrolment.emails + 1 }
    return withDue(free, fact.dueAt)
  }
  const { phase } = before
  const failed = parseEmailId(fact.emailId)
  if (phase.is !== 'reading' || phase.moduleId !== failed?.moduleId) return before
  if (failed.kind === 'reminder')
    return withDue({ ...enrolment, phase: { ...phase, reminders: phase.reminders - 1 } }, fact.dueAt)
  if (failed.kind === 'paused') return withDue(without(enrolment, 'pausedBy'), fact.dueAt)
  // Nothing arrived, so the module waits to be sent again.
  const emailed = enrolment.emailed.filter(id => id !== failed.moduleId)
  return withDue<Enrolment>({ ...enrolment, emailed, phase: { is: 'waiting', since: fact.at } }, fact.dueAt)
}

/** An email of a journey went wrong: its claim is held as unknown, or given back. */
export function troubleInJourney(enrolment: Enrolment, fact: EmailTrouble): Enrolment {
  const { claim } = enrolment
  if (fact.type === 'EmailFailed') return emailFailed(enrolment, fact)
  if (!claim) return enrolment
  if (fact.type === 'EmailOutcomeUnknown') return { ...enrolment, claim: heldAsUnknown(claim, fact) }
  const free = without(enrolment, 'claim')
  return fact.type === 'EmailTurnedBack' ? free : { ...free, emails: enrolment.emails + 1 }
}

/** The sign-ups, one of which is now asked about in another letter. */
const mailedAs = (
  requests: Learner['requests'],
  of: RequestedSignUp | undefined,
  letter: number,
): Learner['requests'] => requests.map(request => (request === of ? { ...request, letter } : request))

/** A letter goes out again, under a new count: proof about this one will say nothing about that. */
function again(learner: Learner, dueAt: Instant, refusals: number | undefined): Learner {
  const letter = claimedLetter(learner)
  if (!letter) return learner
  const { kind } = letter
  const occurrence = learner.letterCount
  const others = learner.letters.filter(one => one !== letter)
  const next = { kind, occurrence, dueAt, ...(refusals !== undefined && { refusals }) }
  return {
    ...learner,
    requests: mailedAs(learner.requests, requestOf(learner, letter), occurrence),
    letters: (refusals ?? 0) < mostRefusals ? [...others, next] : others,
    letterCount: occurrence + 1,
    ...(kind === 'confirm-address' && { addressChange: occurrence }),
    ...(learner.addressUndos && {
      addressUndos: learner.addressUndos.map(undo =>
        undo.letter === letter.occurrence ? { ...undo, letter: occurrence } : undo,
      ),
    }),
  }
}

/** The same for a letter. */
export function troubleWithLetter(learner: Learner, fact: EmailTrouble): Learner {
  const { claim } = learner
  if (fact.type === 'EmailFailed' && claim?.email.id !== fact.emailId)
    return confirmationFailed(learner, fact)
  if (!claim) return learner
  if (fact.type === 'EmailOutcomeUnknown') return { ...learner, claim: heldAsUnknown(claim, fact) }
  if (fact.type === 'EmailTurnedBack') return without(learner, 'claim')
  if (fact.type === 'EmailFailed') return without(again(learner, fact.dueAt ?? fact.at, fact.times), 'claim')
  return without(again(learner, fact.at, claimedLetter(learner)?.refusals), 'claim')
}

/** SES had taken the confirmation and could not deliver it: it waits once more. */
function confirmationFailed(learner: Learner, fact: FactOf<'EmailFailed'>): Learner {
  const failed = parseEmailId(fact.emailId)
  const request = failed && requestLeftBy(learner, failed)
  if (!request) return learner
  const occurrence = learner.letterCount
  const letter = { kind: 'confirm' as const, occurrence, dueAt: fact.dueAt ?? fact.at }
  return {
    ...learner,
    requests: mailedAs(learner.requests, request, occurrence),
    letters: [...learner.letters, letter],
    letterCount: occurrence + 1,
  }
}
