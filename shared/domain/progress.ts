import type { Enrolment } from './enrolment.ts'
import type { Instant, ModuleId } from './ids.ts'
import type { Journey, Module } from './journey.ts'
import type { Learner } from './learner.ts'
import { addSilence, addWait, isAtOnce, nextPreferredTime } from './schedule.ts'
import { lateAfter } from './sending-policy.ts'

/**
 * Whether a module is meant for the learner's sector. A learner without a sector gets the modules that are meant for
 * all.
 */
export function isFor(module: Module, learner: Learner): boolean {
  const { sector } = learner
  if (module.onlyFor && !(sector && module.onlyFor.includes(sector))) return false
  return !(sector && module.notFor?.includes(sector))
}

/** The module with that id; undefined if this version does not have it. */
export const findModule = (journey: Journey, id: ModuleId): Module | undefined =>
  journey.modules.find(module => module.id === id)

/**
 * A module's position among those meant for this learner.
 * @returns undefined if this version does not have it.
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
 * The index of the last module sent, in this version. Modules offered later because of a new sector do not count.
 * @returns -1 before the first.
 */
export function placeIn(journey: Journey, { emailed, offered = [] }: Enrolment): number {
  const last = emailed.findLast(id => findModule(journey, id) && !offered.includes(id))
  return journey.modules.findIndex(module => module.id === last)
}

/** A predicate for the modules that are still to come, given their index. */
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
 * The modules still to come, in order: offered to the learner or after their place, meant for them, and neither sent
 * nor done. A module added before that place is not sent; a removed one is skipped.
 */
export const modulesAhead = (journey: Journey, learner: Learner, enrolment: Enrolment): Module[] =>
  journey.modules.filter(isAhead(journey, learner, enrolment))

/** The next module; undefined at the end of the journey. */
export const nextModule = (journey: Journey, learner: Learner, enrolment: Enrolment): Module | undefined =>
  journey.modules.find(isAhead(journey, learner, enrolment))

/** When a module is due, counted from the previous completion (or from the start). */
export function moduleDueAt(module: Module, from: Instant, journey: Journey, learner: Learner): Instant {
  if (isAtOnce(module.after)) return from
  const earliest = addWait(from, module.after, journey, learner.preferences)
  return nextPreferredTime(earliest, journey, learner.preferences)
}

/** When nothing more is planned, the engine still checks from time to time, since the journey may have been edited. */
const lookAgain = { days: 30 }

/**
 * When an enrolment with an unfinished module is due: for the next reminder, then the pause, then a check from time
 * to time. Breaks do not count as silence.
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
 * When it is due after a reminder. If the reminder went out late (a backlog, a held journey, another email that day),
 * later reminders keep their distance.
 * @param sentAt when the reminder went out; `reading` does not include it yet.
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
