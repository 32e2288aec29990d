import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { DomainEvent } from '../domain-event.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { enrolmentCap, type Learner } from '../learner.ts'
import type { Preferences } from '../preferences.ts'
import { spreadOverPreferredTime } from '../schedule.ts'
import { shareOf } from '../sending-policy.ts'
import { standingIn } from '../standing.ts'

/** The first email's time: at the person's own times, and not in one minute with everybody else's. */
function firstDueAt(id: string, startAt: Instant, journey: Journey, preferences: Preferences): Instant {
  return spreadOverPreferredTime(startAt, journey, preferences, shareOf(`${id} import`))
}

/**
 * Somebody who agreed elsewhere takes part, without a confirmation. Who is in the journey stays as they are; who left,
 * or whom no email may reach, stays so too. Told twice, it changes nothing.
 */
export function importLearner(
  learner: Learner,
  command: CommandOf<'ImportLearner'>,
  journeys: Journeys,
): Decision {
  const { at, journeyId, startAt } = command
  if (learner.status === 'left' || learner.undeliverable) return nothing('not-a-learner')
  const journey = journeys[journeyId]
  if (!journey) return nothing('no-such-journey')
  const joined = learner.status === 'active'
  if (standingIn(learner, journeyId) !== 'apart' || learner.enrolments[journeyId])
    return nothing('done-before')
  if (Object.keys(learner.enrolments).length >= enrolmentCap) return nothing('too-often')
  const { preferences } = joined ? learner : command
  // Links that somebody has already had stay theirs.
  const { epoch } = joined || learner.emailCount > 0 ? learner : command
  const dueAt = firstDueAt(learner.id, Math.max(at, startAt), journey, preferences)
  const started: DomainEvent = {
    type: 'JourneyStarted',
    at,
    epoch,
    journeyId,
    version: journey.version,
    dueAt,
  }
  return { outcome: 'done', events: joined ? [started] : [imported({ ...command, epoch }), started] }
}

function imported({ at, epoch, consent, preferences, sector }: CommandOf<'ImportLearner'>): DomainEvent {
  return { type: 'LearnerImported', at, epoch, consent, preferences, ...(sector && { sector }) }
}
