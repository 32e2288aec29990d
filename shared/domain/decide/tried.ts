import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import type { Learner } from '../learner.ts'

/**
 * Records whether a learner tried what a module asked of them. The answer belongs to the completion, so the module
 * must be done. A first answer never counts against the changes of a day; later ones do, because they can be repeated
 * at will.
 */
export function recordTried(
  learner: Learner,
  command: CommandOf<'RecordTried'>,
): Decision<'done' | 'done-before' | 'not-done-yet' | 'link-outdated' | 'not-a-learner'> {
  const { at, journeyId, moduleId, epoch, answer, mailedAt } = command
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || learner.status !== 'active') return nothing('not-a-learner')
  if (enrolment.epoch !== epoch || learner.epoch !== epoch) return nothing('link-outdated')
  if (enrolment.phase.is === 'left') return nothing('not-a-learner')
  if (!enrolment.done.includes(moduleId)) return nothing('not-done-yet')
  const instead = enrolment.tried?.[moduleId]
  if (instead === answer) return nothing('done-before')
  const told = { type: 'ModuleTried' as const, at, journeyId, moduleId, answer }
  if (instead === undefined) return { outcome: 'done', events: [told] }
  return { outcome: 'done', events: [{ ...told, instead, ...(mailedAt !== undefined && { mailedAt }) }] }
}
