import type { OutgoingEvent } from '../../adapters/event-bus.ts'
import type { Command, EmailOutcome } from '../../domain/commands.ts'
import type { DomainEvent } from '../../domain/domain-event.ts'
import { commandWhenDue, dueAtOf } from '../../domain/due.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import { claimedAccountEmail, claimOf, type Learner } from '../../domain/learner.ts'
import type { Claim } from '../../domain/outbox.ts'
import { type Inputs, type Scheduled, simulate } from '../../domain/simulate.ts'
import { repeatPublished } from './repeat-published.ts'
import type { RestoreSetting } from './restore-setting.ts'

/** The result of simulating the gap for one person. */
export interface SimulatedGap {
  learner: Learner
  events: readonly DomainEvent[]
  /** The number of emails that were due in the gap. */
  emails: number
}

/** Holds of the gap are unknown, so everything that was due is simulated without any. */
const turn = { worker: 'restore', holds: [] }

/**
 * Simulates the gap for one person: repeats what they did, and lets fall due what was due, each at its time. Emails
 * count as sent or stay unknown; nothing is emailed.
 * @param published what the person did in the gap, as published, oldest first.
 */
export const simulateGap = (
  setting: RestoreSetting,
  learner: Learner,
  published: readonly OutgoingEvent[],
): SimulatedGap =>
  simulated(setting, learner, {
    happenings: [
      ...claimsOf(setting, learner),
      ...published.map(event => repeatPublished(event, setting.emails)),
    ].sort((a, b) => a.at - b.at),
    whenDue: (person, journeyId, at) => whenDue(setting, person, journeyId, at),
    outcomeOf: claim => outcomeOf(setting, claim),
  })

/** A person who was erased in the gap is erased; nothing else matters. */
export const eraseInGap = (setting: RestoreSetting, learner: Learner, at: Instant): SimulatedGap =>
  simulated(setting, learner, { happenings: [{ at, happens: () => ({ type: 'Erase', at }) }] })

function simulated({ gap, journeys }: RestoreSetting, learner: Learner, inputs: Inputs): SimulatedGap {
  const steps = [...simulate(learner, journeys, gap, inputs)]
  return {
    learner: steps.at(-1)?.learner ?? learner,
    events: steps.flatMap(({ decision }) => decision.events),
    emails: steps.filter(({ command }) => command?.type === 'SettleEmail').length,
  }
}

const journeysAndAccountEmails = ({ enrolments }: Learner) => [undefined, ...Object.keys(enrolments)]

/** The email in flight; for account emails, only one that is still awaited. */
function openClaim(learner: Learner, journeyId: JourneyId | undefined): Claim | undefined {
  if (journeyId !== undefined) return claimOf(learner, journeyId)
  return claimedAccountEmail(learner) && learner.claim
}

/** Settles emails in flight at the restored moment by the operator's statement, each at the time of its claim. */
function claimsOf(setting: RestoreSetting, learner: Learner): Scheduled[] {
  const { emails, gap } = setting
  if (emails === 'unknown') return []
  return journeysAndAccountEmails(learner).flatMap(journeyId => {
    const claim = openClaim(learner, journeyId)
    if (!claim) return []
    const at = Math.max(claim.at, gap.from)
    const settle = (person: Learner) =>
      dueAtOf(person, journeyId) === undefined ? undefined : settlement(setting, person, journeyId, at)
    return [{ at: claim.at, happens: settle }]
  })
}

/** The outcome of an email: as the operator stated, or unknown. */
function outcomeOf({ emails, gap }: RestoreSetting, { at }: Claim): EmailOutcome {
  if (emails === 'unknown') return { is: 'unknown' }
  return { is: emails === 'not-sent' && at >= gap.from ? 'absent' : 'accepted' }
}

function settlement(
  setting: RestoreSetting,
  learner: Learner,
  journeyId: JourneyId | undefined,
  at: Instant,
): Command | undefined {
  const claim = openClaim(learner, journeyId)
  const staysUnknown = setting.emails === 'unknown' && claim?.unknownSince !== undefined
  if (!claim || staysUnknown) return undefined
  return { type: 'SettleEmail', at, emailId: claim.email.id, journeyId, outcome: outcomeOf(setting, claim) }
}

function whenDue(
  setting: RestoreSetting,
  learner: Learner,
  journeyId: JourneyId | undefined,
  at: Instant,
): Command | undefined {
  const settled = settlement(setting, learner, journeyId, at)
  // An email that did not go out is still due and goes out once delivery continues.
  if (settled || setting.emails === 'not-sent') return settled
  return commandWhenDue(learner, journeyId, at, turn)
}
