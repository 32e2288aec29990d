import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { DomainEvent, EventOf } from '../domain-event.ts'
import {
  awaitsLastEmail,
  currentModule,
  type Enrolment,
  isAskedFor,
  isAtRest,
  isOver,
  moduleAgain,
} from '../enrolment.ts'
import { resumeEnrolment } from '../evolve/enrolment.ts'
import type { Instant } from '../ids.ts'
import type { Journey } from '../journey.ts'
import { isReachable, type Learner } from '../learner.ts'
import { areSamePreferences } from '../preferences.ts'
import { findModule, moduleDueAt, nextModule, reminderDueAt } from '../progress.ts'
import { addWait, nextPreferredTime } from '../schedule.ts'
import { allDropped, replanLetters } from './circle-letters.ts'

/** When an enrolment is due again after activity; undefined if the journey is over. */
function dueAfterActivity(
  learner: Learner,
  enrolment: Enrolment,
  at: Instant,
  journey: Journey,
): Instant | undefined {
  const { phase } = enrolment
  const { preferences } = learner
  if (awaitsLastEmail(enrolment)) return nextPreferredTime(at, journey, preferences)
  if (phase.is === 'reading') {
    const module = findModule(journey, phase.moduleId)
    return module && !moduleAgain(enrolment)
      ? reminderDueAt(module, { since: at, reminders: 0 }, at, journey, learner)
      : nextPreferredTime(at, journey, preferences)
  }
  if (phase.is !== 'waiting') return undefined
  const next = nextModule(journey, learner, enrolment)
  const earliest =
    next && !isAskedFor(enrolment) ? addWait(phase.since, next.after, journey, preferences) : at
  return nextPreferredTime(Math.max(at, earliest), journey, preferences)
}

/** What follows once `done` contains the module: the time of the next one, or the end of the journey. */
function afterCompletion(
  learner: Learner,
  enrolment: Enrolment,
  at: Instant,
  journey: Journey,
): Instant | undefined {
  const next = nextModule(journey, learner, enrolment)
  if (!next) return undefined
  return moduleDueAt(next, at, journey, learner)
}

/**
 * "I've done this module", from the page, an old email or a learning platform. Repeats, delays and any order are
 * fine: a module completed early is skipped later, and one completed again changes nothing.
 */
export function completeModule(
  learner: Learner,
  command: CommandOf<'CompleteModule'>,
  journeys: Journeys,
): Decision<'done' | 'done-before' | 'no-such-journey' | 'link-outdated' | 'not-a-learner'> {
  const { at, journeyId, moduleId, via } = command
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || learner.status !== 'active') return nothing('not-a-learner')
  if (enrolment.epoch !== command.epoch || learner.epoch !== command.epoch) return nothing('link-outdated')
  if (enrolment.done.includes(moduleId)) return nothing('done-before')
  const journey = journeys[journeyId]
  if (!journey) return nothing('no-such-journey')
  // A module that was sent counts, even if the journey no longer has it.
  const isKnown = enrolment.emailed.includes(moduleId) || findModule(journey, moduleId)
  if (!isKnown) return nothing('link-outdated')
  const done = { ...enrolment, done: [...enrolment.done, moduleId] }
  const dueAt =
    moduleId === currentModule(enrolment)
      ? afterCompletion(learner, done, at, journey)
      : dueAfterActivity(learner, isSilent(done) ? resumeEnrolment(done, at) : done, at, journey)
  const due = dueAt === undefined ? {} : { dueAt }
  return {
    outcome: 'done',
    events: completion(
      learner,
      done,
      { type: 'ModuleCompleted', at, journeyId, moduleId, via, ...due },
      journey,
    ),
  }
}

/** Whether the journey was paused by silence. Completing a module ends such a pause. */
const isSilent = (enrolment: Enrolment): boolean => enrolment.pausedBy === 'silence' && !isOver(enrolment)

/**
 * Ends the journey; its last email is due at the next preferred time. None goes to a learner who paused the journey
 * themselves, or who never had a module.
 */
export function journeyEnds(
  learner: Learner,
  { journeyId, pausedBy, emailed, done }: Enrolment,
  at: Instant,
  journey: Journey,
): EventOf<'JourneyCompleted'> {
  const ended = { type: 'JourneyCompleted' as const, at, journeyId }
  if (pausedBy === 'learner' || emailed.length + done.length === 0) return ended
  return { ...ended, dueAt: nextPreferredTime(at, journey, learner.preferences) }
}

function completion(
  learner: Learner,
  done: Enrolment,
  completed: EventOf<'ModuleCompleted'>,
  journey: Journey,
): readonly DomainEvent[] {
  const { at, journeyId, moduleId } = completed
  const due = completed.dueAt === undefined ? {} : { dueAt: completed.dueAt }
  const back: DomainEvent[] = isSilent(done) ? [{ type: 'JourneyResumed', at, journeyId, ...due }] : []
  const reading = done.phase.is === 'reading' && done.phase.moduleId !== moduleId
  const finished = !isOver(done) && !reading && !nextModule(journey, learner, done)
  return [...back, completed, ...(finished ? [journeyEnds(learner, done, at, journey)] : [])]
}

/** Pauses a journey at the learner's wish. */
export function pauseJourney(
  learner: Learner,
  command: CommandOf<'PauseJourney'>,
): Decision<'done' | 'done-before' | 'journey-over' | 'not-a-learner'> {
  const enrolment = learner.enrolments[command.journeyId]
  if (!enrolment || learner.status !== 'active') return nothing('not-a-learner')
  if (isOver(enrolment)) return nothing('journey-over')
  if (enrolment.pausedBy) return nothing('done-before')
  const { at, journeyId, mailedAt } = command
  return {
    outcome: 'done',
    events: [
      { type: 'JourneyPaused', at, journeyId, by: 'learner', ...(mailedAt !== undefined && { mailedAt }) },
      ...allDropped(enrolment, at, 'paused'),
    ],
  }
}

/**
 * Resumes a journey at the learner's next preferred time, also after SES rejected its emails. The next module comes,
 * or the unfinished one again unless it came within the last day. Pressed in an email whose outcome is not recorded
 * yet, it keeps the journey from pausing.
 */
export function resumeJourney(
  learner: Learner,
  command: CommandOf<'ResumeJourney'>,
  journeys: Journeys,
): Decision<'done' | 'done-before' | 'journey-over' | 'no-such-journey' | 'not-a-learner'> {
  const { at, journeyId, mailedAt } = command
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || learner.status !== 'active') return nothing('not-a-learner')
  const isPausing = isAtRest(enrolment) || enrolment.claim?.email.kind === 'paused'
  if (isOver(enrolment)) return nothing('journey-over')
  if (!isPausing) return nothing('done-before')
  const journey = journeys[journeyId]
  if (!journey) return nothing('no-such-journey')
  const dueAt = dueAfterActivity(learner, resumeEnrolment(enrolment, at), at, journey)
  const due = { ...(dueAt !== undefined && { dueAt }), ...(mailedAt !== undefined && { mailedAt }) }
  return { outcome: 'done', events: [{ type: 'JourneyResumed', at, journeyId, ...due }] }
}

/** Leaves one journey; others go on. A journey that the learner only waits for is not started. */
export function leaveJourney(
  learner: Learner,
  { at, journeyId }: CommandOf<'LeaveJourney'>,
): Decision<'done' | 'done-before' | 'not-a-learner'> {
  if (learner.status !== 'active') return nothing('not-a-learner')
  const enrolment = learner.enrolments[journeyId]
  const waits = learner.joining.some(one => one.journeyId === journeyId)
  const runs = enrolment !== undefined && !isOver(enrolment)
  if (!waits && !runs) return nothing(enrolment ? 'done-before' : 'not-a-learner')
  const events: DomainEvent[] = [
    ...(waits ? [{ type: 'JourneyNotStarted' as const, at, journeyId, reason: 'left-before' as const }] : []),
    ...(runs ? [{ type: 'JourneyLeft' as const, at, journeyId }, ...allDropped(enrolment, at, 'left')] : []),
  ]
  return { outcome: 'done', events }
}

/** Stores new preferences and replans every running journey. */
export function changePreferences(
  learner: Learner,
  command: CommandOf<'ChangePreferences'>,
  journeys: Journeys,
): Decision<'done' | 'done-before' | 'not-a-learner'> {
  const { at, preferences, mailedAt } = command
  if (!isReachable(learner)) return nothing('not-a-learner')
  if (areSamePreferences(preferences, learner.preferences)) return nothing('done-before')
  const changed = { ...learner, preferences }
  const dueAt: Record<string, Instant> = {}
  for (const enrolment of Object.values(learner.enrolments)) {
    const journey = journeys[enrolment.journeyId]
    const due = journey && dueAfterActivity(changed, enrolment, at, journey)
    if (due !== undefined) dueAt[enrolment.journeyId] = due
  }
  return {
    outcome: 'done',
    events: [
      { type: 'PreferencesChanged', at, preferences, dueAt, ...(mailedAt !== undefined && { mailedAt }) },
      ...Object.values(learner.enrolments).flatMap(enrolment => {
        const journey = journeys[enrolment.journeyId]
        return journey ? replanLetters(enrolment, at, journey, preferences) : []
      }),
    ],
  }
}
