import type { Fact, FactOf } from '../facts.ts'
import { claimedLetter, type Enrolment, type Learner } from '../learner.ts'
import type { LetterKind } from '../letter-kind.ts'
import { type RequestedSignUp, stillWaiting } from '../requested-sign-up.ts'
import { addressChanged, addressChangeUndone, oldAddressTold, withUndos } from './address.ts'
import { resetLadder } from './enrolment.ts'
import { withDue, without } from './fields.ts'
import { everyRunning, triedAnew, withoutLetters } from './parts-of-learner.ts'
import { troubleWithLetter } from './trouble.ts'

/** How long ago a letter that was asked for counts as recent. */
const week = 7 * 24 * 60 * 60 * 1000

/** Kept beside the learner: nothing of theirs changes before it is confirmed. */
function signUpRequested(learner: Learner, fact: FactOf<'SignUpRequested'>): Learner {
  const { at, epoch, request, begins = epoch, journeyId, consent, preferences, sector } = fact
  const asked: RequestedSignUp = {
    number: request,
    letter: request,
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
function learnerImported(learner: Learner, fact: FactOf<'LearnerImported'>): Learner {
  const { epoch, consent, preferences, sector, at } = fact
  const imported = {
    ...without(withoutRequests(learner), 'sector', 'joining', 'confirmed'),
    epoch,
    standing: 'active' as const,
    consent: { ...consent, at },
    preferences,
  }
  return sector ? { ...imported, sector } : imported
}

/** In a new life nobody goes back to an address of the life before. */
const undos = ['addressUndos'] as const

/** What they asked for in the sign-up that they confirmed becomes theirs, and every other one goes. */
function signUpConfirmed(learner: Learner, fact: FactOf<'SignUpConfirmed'>): Learner {
  const request = learner.requests.find(({ number }) => number === fact.request)
  if (!request) return learner
  const { consent, preferences, sector } = request
  const confirmed = {
    ...without(withoutRequests(learner), 'sector', ...(fact.epoch === learner.epoch ? [] : undos)),
    epoch: fact.epoch,
    standing: 'active' as const,
    consent: { ...consent, at: request.at },
    preferences,
    confirmed: request.number,
    joining: { journeyId: fact.journeyId, since: fact.at },
  }
  return sector ? { ...confirmed, sector } : confirmed
}

function letterRequested(learner: Learner, fact: FactOf<'LetterRequested'>): Learner {
  const { kind, occurrence, at, dueAt = at, mailedAt } = fact
  const isCounted = kind === 'private-link' || kind === 'confirm-address'
  return {
    ...(kind === 'already-with-us' ? triedAnew(learner) : learner),
    letters: [...lettersBeside(learner, kind), { kind, occurrence, dueAt }],
    letterCount: occurrence + 1,
    ...(isCounted && { linksAsked: [...learner.linksAsked.filter(before => before > at - week), at] }),
    ...(mailedAt !== undefined && { linksAskedFrom: Math.max(mailedAt, learner.linksAskedFrom ?? 0) }),
  }
}

/** Each old address is told, and each sign-up has a confirmation of its own; of all other letters the new one takes the place of the old. */
const lettersBeside = (learner: Learner, kind: LetterKind): Learner['letters'] =>
  kind === 'address-changed' || kind === 'confirm' ? learner.letters : withoutLetters(learner, kind).letters

/** Without sign-ups that wait for a confirmation, and the letters that ask for it. */
const withoutRequests = (learner: Learner): Learner => ({
  ...withoutLetters(learner, 'confirm'),
  requests: [],
})

const letterDeferred = (learner: Learner, fact: FactOf<'LetterDeferred'>): Learner => ({
  ...learner,
  letters: learner.letters.map(letter =>
    letter.kind === fact.kind && letter.occurrence === fact.occurrence
      ? { ...letter, dueAt: fact.dueAt, waitsFor: fact.reason }
      : letter,
  ),
})

const letterEmailed = (learner: Learner, fact: FactOf<'LetterEmailed'>): Learner => ({
  ...oldAddressTold(without(learner, 'claim'), fact),
  letters: learner.letters.filter(
    letter => letter.kind !== fact.kind || letter.occurrence !== fact.occurrence,
  ),
})

/** Whatever was claimed before is past waiting for, so it does not go out again either. */
function letterClaimed(learner: Learner, fact: FactOf<'LetterClaimed'>): Learner {
  const givenUp = claimedLetter(learner)
  return {
    ...learner,
    letters: learner.letters.filter(letter => letter !== givenUp),
    claim: { email: fact.email, at: fact.at, by: fact.by },
  }
}

function unsubscribed(learner: Learner): Learner {
  return {
    ...without(learner, 'joining', 'addressChange', 'confirmed'),
    standing: 'left',
    requests: [],
    letters: [],
    enrolments: everyRunning(learner, enrolment =>
      withDue<Enrolment>({ ...without(enrolment, 'pausedBy'), phase: { is: 'left' } }, undefined),
    ),
  }
}

function preferencesChanged(learner: Learner, fact: FactOf<'PreferencesChanged'>): Learner {
  const enrolments = everyRunning(learner, enrolment => {
    const phase = resetLadder(enrolment.phase, fact.at)
    const anew = { ...without(enrolment, 'refusals'), phase }
    return withDue(anew, fact.dueAt[enrolment.journeyId] ?? enrolment.dueAt)
  })
  return { ...learner, preferences: fact.preferences, enrolments }
}

/** What the person's own part becomes by a fact. */
export function evolveLearner(learner: Learner, fact: Fact): Learner {
  switch (fact.type) {
    case 'SignUpRequested':
      return signUpRequested(learner, fact)
    case 'SignUpConfirmed':
      return signUpConfirmed(learner, fact)
    case 'JourneyNotStarted':
      return learner.joining?.journeyId === fact.journeyId ? without(learner, 'joining') : learner
    case 'LetterRequested':
      return letterRequested(learner, fact)
    case 'LetterDeferred':
      return letterDeferred(learner, fact)
    case 'LetterEmailed':
      return letterEmailed(learner, fact)
    case 'LetterClaimed':
      return letterClaimed(learner, fact)
    case 'AddressChangeRequested':
      return { ...learner, addressChange: fact.occurrence }
    case 'AddressChanged':
      return addressChanged(learner, fact)
    case 'AddressChangeUndone':
      return addressChangeUndone(learner, fact)
    case 'OldAddressForgotten':
      return withUndos(learner, undo => undo.until > fact.at)
    case 'PreferencesChanged':
      return preferencesChanged(learner, fact)
    case 'Unsubscribed':
      return unsubscribed(learner)
    case 'EmailBounced':
      return fact.lasting ? { ...learner, undeliverable: 'bounced' } : learner
    case 'EmailComplained':
      return learner.undeliverable === 'suppressed' ? learner : { ...learner, undeliverable: 'complained' }
    case 'LearnerImported':
      return learnerImported(learner, fact)
    case 'LearnerSuppressed':
      return { ...without(learner, 'addressChange'), undeliverable: 'suppressed', letters: [] }
    case 'SuppressionLifted':
      return without(triedAnew(learner), 'undeliverable')
    case 'LearnerErased':
      return {
        ...without(learner, 'joining', 'claim', 'addressUndos'),
        standing: 'erased',
        requests: [],
        letters: [],
        enrolments: {},
      }
    case 'EmailOutcomeUnknown':
    case 'EmailAbsenceProven':
    case 'EmailTurnedBack':
    case 'EmailFailed':
      return troubleWithLetter(learner, fact)
    default:
      return learner
  }
}
