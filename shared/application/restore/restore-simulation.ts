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

/** What somebody's way through the gap makes of them. */
export interface Walked {
  learner: Learner
  events: readonly DomainEvent[]
  /** Emails that fell due in the gap. */
  emails: number
}

/** What an operator held back in the gap is not known: whatever was due counts as if nothing was. */
const turn = { worker: 'restore', holds: [] }

/**
 * Takes one person through the gap once more: what they did then is done again at its time, and what fell due happens at
 * its time, with emails that count as sent or stay unknown. Nothing is emailed.
 * @param published what they did in the gap, as it was published, oldest first.
 */
export const walkThroughGap = (
  setting: RestoreSetting,
  learner: Learner,
  published: readonly OutgoingEvent[],
): Walked =>
  walked(setting, learner, {
    happenings: [
      ...claimsOf(setting, learner),
      ...published.map(event => repeatPublished(event, setting.emails)),
    ].sort((a, b) => a.at - b.at),
    whenDue: (person, journeyId, at) => whenDue(setting, person, journeyId, at),
    outcomeOf: claim => outcomeOf(setting, claim),
  })

/** Who was erased in the gap is erased, and nothing else matters. */
export const eraseInGap = (setting: RestoreSetting, learner: Learner, at: Instant): Walked =>
  walked(setting, learner, { happenings: [{ at, happens: () => ({ type: 'Erase', at }) }] })

function walked({ gap, journeys }: RestoreSetting, learner: Learner, inputs: Inputs): Walked {
  const steps = [...simulate(learner, journeys, gap, inputs)]
  return {
    learner: steps.at(-1)?.learner ?? learner,
    events: steps.flatMap(({ decision }) => decision.events),
    emails: steps.filter(({ command }) => command?.type === 'SettleEmail').length,
  }
}

const journeysAndAccountEmails = ({ enrolments }: Learner) => [undefined, ...Object.keys(enrolments)]

/** The email that is on its way; of account emails, one that somebody still waits for. */
function openClaim(learner: Learner, journeyId: JourneyId | undefined): Claim | undefined {
  if (journeyId !== undefined) return claimOf(learner, journeyId)
  return claimedAccountEmail(learner) && learner.claim
}

/** What an operator says of emails that were on their way is said of the moment of each, however late somebody was to look. */
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

/** What became of an email, by the operator's word, or by nobody's. */
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
  // Where nothing went out it is due still, and goes out when sending goes on.
  if (settled || setting.emails === 'not-sent') return settled
  return commandWhenDue(learner, journeyId, at, turn)
}
