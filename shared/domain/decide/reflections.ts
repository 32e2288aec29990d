import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import type { Learner } from '../learner.ts'

/**
 * Shares an excerpt of a text about a completed module. It can be repeated at will, so it counts against the changes
 * of a day.
 */
export function shareReflection(
  learner: Learner,
  command: CommandOf<'ShareReflection'>,
): Decision<'done' | 'not-done-yet' | 'link-outdated' | 'not-a-learner'> {
  const { at, journeyId, moduleId, epoch, voice, mailedAt } = command
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment || learner.status !== 'active') return nothing('not-a-learner')
  if (enrolment.epoch !== epoch || learner.epoch !== epoch) return nothing('link-outdated')
  if (enrolment.phase.is === 'left') return nothing('not-a-learner')
  if (!enrolment.done.includes(moduleId)) return nothing('not-done-yet')
  const pressed = mailedAt !== undefined && { mailedAt }
  return {
    outcome: 'done',
    events: [{ type: 'ReflectionShared', at, journeyId, moduleId, voice, ...pressed }],
  }
}

/** Withdraws an excerpt. It is never counted and never refused, also after leaving or after the end of the journey. */
export const withdrawReflection = (
  _learner: Learner,
  { at, journeyId, moduleId, voice }: CommandOf<'WithdrawReflection'>,
): Decision<'done'> => ({
  outcome: 'done',
  events: [{ type: 'ReflectionWithdrawn', at, journeyId, moduleId, voice }],
})

/** Deletes a text. Never counted and never refused. */
export const deleteReflection = (
  _learner: Learner,
  { at, journeyId, moduleId, voice }: CommandOf<'DeleteReflection'>,
): Decision<'done'> => ({
  outcome: 'done',
  events: [
    ...(voice === undefined
      ? []
      : [{ type: 'ReflectionWithdrawn' as const, at, journeyId, moduleId, voice }]),
    { type: 'ReflectionDeleted', at, journeyId, moduleId },
  ],
})

/** Hides an excerpt that readers reported, whatever the state of its writer. */
export const hideReflection = (
  _learner: Learner,
  { at, journeyId, moduleId, voice }: CommandOf<'HideReflection'>,
): Decision<'done'> => ({
  outcome: 'done',
  events: [{ type: 'ReflectionHidden', at, journeyId, moduleId, voice }],
})
