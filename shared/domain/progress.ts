import type { Enrolment } from './enrolment.ts'
import type { Instant, ModuleId } from './ids.ts'
import type { Journey, Module } from './journey.ts'
import type { Learner } from './learner.ts'
import { addSilence, addWait, isAtOnce, nextPreferredTime } from './schedule.ts'
import { lateAfter } from './sending-policy.ts'

/** Whether a module is meant for this person's sector. Who named no sector gets what is not kept to one. */
export function isFor(module: Module, learner: Learner): boolean {
  const { sector } = learner
  if (module.onlyFor && !(sector && module.onlyFor.includes(sector))) return false
  return !(sector && module.notFor?.includes(sector))
}

/** The module of that id; undefined when this version has it no more. */
export const findModule = (journey: Journey, id: ModuleId): Module | undefined =>
  journey.modules.find(module => module.id === id)

/**
 * A module's place among those that are meant for this person.
 * @returns undefined where this version has it no more.
 */
export function positionOf(
  journey: Journey,
  learner: Learner,
  moduleId: ModuleId,
): { number: number; of: number } | undefined {
  const theirs = journey.modules.filter(module => module.id === moduleId || isFor(module, learner))
  const index = theirs.findIndex(({ id }) => id === moduleId)
  return index < 0 ? undefined : { number: index + 1, of: theirs.length }
}

/**
 * Up to where in a journey somebody has come: the index of the module that they were emailed last. One that was offered
 * later, since they named their sector, moves them neither on nor back.
 * @returns -1 before the first.
 */
export function placeIn(journey: Journey, { emailed, offered = [] }: Enrolment): number {
  const last = emailed.findLast(id => findModule(journey, id) && !offered.includes(id))
  return journey.modules.findIndex(module => module.id === last)
}

/** Whether a module, at its place, still comes to somebody. */
function isAhead(journey: Journey, learner: Learner, enrolment: Enrolment) {
  const { emailed, done, offered = [] } = enrolment
  const place = placeIn(journey, enrolment)
  return (module: Module, index: number): boolean =>
    (index > place || offered.includes(module.id)) &&
    isFor(module, learner) &&
    !emailed.includes(module.id) &&
    !done.includes(module.id)
}

/**
 * The modules that still come, in their order: those that are offered to this person or stand behind their place, which are
 * meant for them and neither emailed nor done. One added before that place is not sent any more; one that is gone is
 * passed over.
 */
export const modulesAhead = (journey: Journey, learner: Learner, enrolment: Enrolment): Module[] =>
  journey.modules.filter(isAhead(journey, learner, enrolment))

/** The first of the modules that still come; undefined at the end of the journey. */
export const nextModule = (journey: Journey, learner: Learner, enrolment: Enrolment): Module | undefined =>
  journey.modules.find(isAhead(journey, learner, enrolment))

/** When a module falls due, counted from the completion of the one before (or from the start). */
export function moduleDueAt(module: Module, from: Instant, journey: Journey, learner: Learner): Instant {
  if (isAtOnce(module.after)) return from
  const earliest = addWait(from, module.after, journey, learner.preferences)
  return nextPreferredTime(earliest, journey, learner.preferences)
}

/** Where nothing is to be said any more, the engine still looks again, since the journey may have been edited. */
const lookAgain = { days: 30 }

/**
 * When to look again at somebody who has a module to read: the next reminder, then the pause, then now and again.
 * A break is no silence.
 * @param since the module's email, or the last activity.
 */
export function reminderDueAt(
  module: Module,
  reading: { since: Instant; reminders: number },
  at: Instant,
  journey: Journey,
  learner: Learner,
): Instant {
  const step = module.remind[reading.reminders] ?? module.pauseAfter
  const { preferences } = learner
  const moment = step
    ? addSilence(reading.since, step, journey, preferences)
    : addWait(at, lookAgain, journey, preferences)
  return nextPreferredTime(moment, journey, preferences)
}

/**
 * The next step once a reminder has gone out. After one that went out late (a backlog, a pause of the whole journey,
 * another email that day) the rest of the reminder schedule keeps its distance.
 * @param sentAt when the reminder went out; `reading` is still without it.
 */
export function nextReminderDueAt(
  module: Module,
  reading: { since: Instant; reminders: number },
  sentAt: Instant,
  journey: Journey,
  learner: Learner,
): Instant {
  const late = sentAt - reminderDueAt(module, reading, sentAt, journey, learner)
  const counted = { since: reading.since, reminders: reading.reminders + 1 }
  const next = reminderDueAt(module, counted, sentAt, journey, learner)
  return late > lateAfter ? nextPreferredTime(next + late, journey, learner.preferences) : next
}
