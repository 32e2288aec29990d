import type { OutgoingEvent } from '../../adapters/event-bus.ts'
import type { Command } from '../../domain/commands.ts'
import type { DomainEvent } from '../../domain/domain-event.ts'
import { isOver } from '../../domain/enrolment.ts'
import type { Epoch, Instant, JourneyId } from '../../domain/ids.ts'
import { journeyStatusOf } from '../../domain/journey-status.ts'
import type { Learner } from '../../domain/learner.ts'
import type { Scheduled } from '../../domain/simulate.ts'
import type { GapEmails } from './restore-setting.ts'

/** Repeats what a published event of the gap says, at its time. */
export function repeatPublished(event: OutgoingEvent, emails: GapEmails): Scheduled {
  const { type, detail } = event
  const isOfThisLife = ({ epoch }: Learner) => type === 'SignUpConfirmed' || epoch === detail.epoch
  return {
    at: Date.parse(detail.at),
    happens: learner => (isOfThisLife(learner) ? asHappened(learner, event, emails) : undefined),
  }
}

function asHappened(
  learner: Learner,
  { type, detail }: OutgoingEvent,
  emails: GapEmails,
): Command | readonly DomainEvent[] | undefined {
  const { epoch, journeyId = '', moduleId = '', via, by, request = -1 } = detail
  const at = Date.parse(detail.at)
  switch (type) {
    case 'SignUpConfirmed':
      return joinedByOneOfTheGap(learner, { epoch, request, journeyId })
        ? [{ type: 'SignUpConfirmed', at, epoch, request, journeyId, joins: true }]
        : { type: 'ConfirmSignUp', at, epoch, request: waitingFor(learner, request, journeyId) }
    case 'JourneyStarted':
      return { type: 'StartJourney', at, epoch, journeyId }
    case 'ModuleCompleted': {
      const door = via === 'platform' ? 'platform' : 'page'
      return { type: 'CompleteModule', at, epoch, journeyId, moduleId, via: door }
    }
    case 'JourneyPaused':
      return by === 'learner'
        ? { type: 'PauseJourney', at, journeyId }
        : fellSilent(learner, journeyId, at, emails)
    case 'JourneyResumed':
      return { type: 'ResumeJourney', at, journeyId }
    case 'JourneyLeft':
      return { type: 'LeaveJourney', at, journeyId }
    case 'NextModuleRequested':
      return { type: 'SendNextNow', at, journeyId }
    case 'JourneyCompleted':
      return isIn(learner, journeyId) ? [{ type: 'JourneyCompleted', at, journeyId }] : undefined
    case 'Unsubscribed':
      return { type: 'Leave', at, via: via === 'one-click' || via === 'operator' ? via : 'page' }
    // The new link's name was lost with the table, and its predecessor was already invalid: no link remains.
    case 'InvitationMade':
      return [
        { type: 'InvitationMade', at },
        { type: 'InvitationStopped', at },
      ]
    case 'InvitationStopped':
      return { type: 'StopInvitation', at }
    // Nobody pressed anything, or another event covers it. After an erasure `through-gap.ts` does not simulate at
    // all; texts are handled by `texts-of-gap.ts`.
    case 'SignUpReceived':
    case 'SignUpRequested':
    case 'AccountEmailRequested':
    case 'EmailAbsenceProven':
    case 'LearnerErased':
    case 'ReflectionWithdrawn':
    case 'ReflectionHidden':
    case 'ReflectionDeleted':
      return undefined
    default:
      return type satisfies never
  }
}

/**
 * The number of the confirmed sign-up. For a sign-up made in the gap the details are lost: then the newest one for
 * the same journey is used, so that the person is in and is not started and emailed a second time.
 */
function waitingFor({ requests }: Learner, request: number, journeyId: JourneyId): number {
  if (requests.some(({ number }) => number === request)) return request
  return requests.findLast(one => one.journeyId === journeyId)?.number ?? request
}

/**
 * Whether a learner joined another journey by a sign-up made in the gap. They pressed its button, so they are in,
 * though the wording that they agreed to is lost.
 */
function joinedByOneOfTheGap(
  learner: Learner,
  { epoch, request, journeyId }: { epoch: Epoch; request: number; journeyId: JourneyId },
): boolean {
  if (learner.status !== 'active' || learner.epoch !== epoch) return false
  if (learner.requests.some(one => one.number === request || one.journeyId === journeyId)) return false
  const status = journeyStatusOf(learner, journeyId)
  return status === 'apart' || status === 'left'
}

function isIn({ enrolments }: Learner, journeyId: JourneyId): boolean {
  const enrolment = enrolments[journeyId]
  return enrolment !== undefined && !isOver(enrolment)
}

/** If emails count as sent, silence is simulated and needs no repetition. */
function fellSilent(
  learner: Learner,
  journeyId: JourneyId,
  at: Instant,
  emails: GapEmails,
): readonly DomainEvent[] | undefined {
  if (emails === 'sent' || !isIn(learner, journeyId) || learner.enrolments[journeyId]?.pausedBy)
    return undefined
  return [{ type: 'JourneyPaused', at, journeyId, by: 'silence' }]
}
