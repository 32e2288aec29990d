import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { Fact } from '../facts.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { type Enrolment, enrolmentCap, isReachable, type Learner } from '../learner.ts'
import { moduleDueAt, nextModule } from '../progress.ts'
import { mayAskAgain } from './letters.ts'

/**
 * The letter that answers a sign-up: a confirmation to who is not taking part, a word to who is.
 * The page says the same in each case; why no letter went out is a fact.
 */
function answer(learner: Learner, kind: 'confirm' | 'already-with-us', at: number): Fact {
  if (learner.undeliverable) return { type: 'LetterWithheld', at, kind, reason: 'undeliverable' }
  if (!mayAskAgain(learner.asked, at)) return { type: 'LetterWithheld', at, kind, reason: 'asked-recently' }
  return { type: 'LetterRequested', at, kind, occurrence: learner.letterCount }
}

/** Somebody filled in the form with this address. */
export function requestSignUp(learner: Learner, command: CommandOf<'RequestSignUp'>): Decision {
  const { at } = command
  // It was told of the change just now, and who else reads it is not the person whom it leads to.
  if (command.isOldAddress)
    return {
      outcome: 'done',
      facts: [{ type: 'LetterWithheld', at, kind: 'confirm', reason: 'old-address' }],
    }
  if (learner.standing === 'active')
    return { outcome: 'done', facts: [answer(learner, 'already-with-us', at)] }
  const again = learner.standing === 'pending' && learner.letterCount > 0
  const requested: Fact = {
    type: 'SignUpRequested',
    at,
    // A second request while the first waits keeps its links alive.
    epoch: again ? learner.epoch : command.epoch,
    journeyId: command.journeyId,
    consent: command.consent,
    preferences: command.preferences,
    ...(command.sector && { sector: command.sector }),
  }
  return { outcome: 'done', facts: [requested, answer(learner, 'confirm', at)] }
}

/** The button behind the confirmation link. A link from an earlier life never signs anybody up again. */
export function confirmSignUp(
  learner: Learner,
  command: CommandOf<'ConfirmSignUp'>,
): Decision<'done' | 'done-before' | 'link-outdated'> {
  if (learner.epoch !== command.epoch) return nothing('link-outdated')
  if (learner.standing === 'active') return nothing('done-before')
  if (learner.standing !== 'pending' || !learner.joining) return nothing('link-outdated')
  const { journeyId } = learner.joining
  const { at, epoch } = command
  return { outcome: 'done', facts: [{ type: 'SignUpConfirmed', at, epoch, journeyId }] }
}

/** A confirmed sign-up awaits its journey. Safe to ask any number of times, in any order, years later. */
export function startJourney(
  learner: Learner,
  command: CommandOf<'StartJourney'>,
  journeys: Journeys,
): Decision {
  const { at, epoch, journeyId } = command
  const waits = learner.joining?.journeyId === journeyId && learner.epoch === epoch && isReachable(learner)
  if (!waits) return nothing('done-before')
  const journey = journeys[journeyId]
  if (!journey) return nothing('no-such-journey')
  const before = learner.enrolments[journeyId]
  if (!before && Object.keys(learner.enrolments).length >= enrolmentCap)
    return {
      outcome: 'too-often',
      facts: [{ type: 'JourneyNotStarted', at, journeyId, reason: 'too-many-journeys' }],
    }
  const dueAt = firstDueAt(learner, before, at, journey)
  return {
    outcome: 'done',
    facts: [{ type: 'JourneyStarted', at, epoch, journeyId, version: journey.version, dueAt }],
  }
}

/** Who begins gets the first module when its author says; who comes back goes on at once, where they were. */
function firstDueAt(learner: Learner, before: Enrolment | undefined, at: Instant, journey: Journey): Instant {
  const comesBack = before !== undefined && before.phase.is !== 'completed' && before.done.length > 0
  if (comesBack) return at
  const phase = { is: 'waiting' as const, since: at }
  const fresh = { journeyId: journey.id, epoch: learner.epoch, phase, emailed: [], done: [], emails: 0 }
  const first = nextModule(journey, learner, fresh)
  return first ? moduleDueAt(first, at, journey, learner) : at
}
