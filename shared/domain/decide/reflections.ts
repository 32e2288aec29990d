import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import type { Learner } from '../learner.ts'

/** An excerpt is shared of a module that is done; sharing can be pressed at will, so it is counted. */
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

/** Taking back is never counted, and never refused: not to who has left, or whose journey is over. */
export const withdrawReflection = (
  _learner: Learner,
  { at, journeyId, moduleId, voice }: CommandOf<'WithdrawReflection'>,
): Decision<'done'> => ({
  outcome: 'done',
  events: [{ type: 'ReflectionWithdrawn', at, journeyId, moduleId, voice }],
})

/** Nor is deleting. */
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

/** What its readers reported is hidden, wherever its writer stands. */
export const hideReflection = (
  _learner: Learner,
  { at, journeyId, moduleId, voice }: CommandOf<'HideReflection'>,
): Decision<'done'> => ({
  outcome: 'done',
  events: [{ type: 'ReflectionHidden', at, journeyId, moduleId, voice }],
})
