import type { Instant, ModuleId } from './ids.ts'
import type { Journey, Module } from './journey.ts'
import type { Enrolment, Learner } from './learner.ts'
import { addWait, isAtOnce, nextPreferredTime } from './schedule.ts'

/** Whether a module is meant for this person's sector. Who named no sector gets what is not kept to one. */
export function isFor(module: Module, learner: Learner): boolean {
  const { sector } = learner
  if (module.onlyFor && !(sector && module.onlyFor.includes(sector))) return false
  return !(sector && module.notFor?.includes(sector))
}

export const findModule = (journey: Journey, id: ModuleId): Module | undefined =>
  journey.modules.find(module => module.id === id)

/**
 * The module that comes next: the first, after the furthest that was emailed to this person, which is meant for them
 * and not done. A module added behind that point is not sent any more; one that is gone is passed over.
 * @returns undefined at the end of the journey.
 */
export function nextModule(journey: Journey, learner: Learner, enrolment: Enrolment): Module | undefined {
  const furthest = journey.modules.findLastIndex(module => enrolment.emailed.includes(module.id))
  return journey.modules
    .slice(furthest + 1)
    .find(module => isFor(module, learner) && !enrolment.done.includes(module.id))
}

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
 * @param since the module's email, or the last activity.
 */
export function ladderDueAt(
  module: Module,
  reading: { since: Instant; reminders: number },
  at: Instant,
  journey: Journey,
  learner: Learner,
): Instant {
  const step = module.remind[reading.reminders] ?? module.pauseAfter
  const moment = step
    ? addWait(reading.since, step, journey, learner.preferences)
    : addWait(at, lookAgain, journey, learner.preferences)
  return nextPreferredTime(moment, journey, learner.preferences)
}
