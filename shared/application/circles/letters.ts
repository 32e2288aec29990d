import type { CommandOf } from '../../domain/commands.ts'
import type { OutcomeOf } from '../../domain/decide.ts'
import type { LearnerId } from '../../domain/ids.ts'
import { unlessUnreadable } from '../../store/unreadable-row.ts'
import { type CommandDeps, executeCommand } from '../execute-command.ts'

type Letter = Pick<CommandOf<'PlanCircleLetter'>, 'journeyId' | 'kind' | 'group' | 'until'>

/** `unreadable`: the learner's rows cannot be read. Nobody else in the group waits for that. */
type Planned = OutcomeOf<'PlanCircleLetter'> | 'unreadable'

/** Plans a letter about a group for a learner, once. Idempotent. */
export const planLetter = async (deps: CommandDeps, learnerId: LearnerId, letter: Letter): Promise<Planned> =>
  (await unlessUnreadable(executeCommand(deps, learnerId, { type: 'PlanCircleLetter', ...letter })))
    ?.outcome ?? 'unreadable'

/** Whether a letter will come, or has come. */
export const isPlanned = (outcome: Planned): boolean => outcome === 'done' || outcome === 'done-before'

/** Whether the learner is no longer here, and so in no group either. */
export const isGone = (outcome: Planned): boolean => outcome === 'not-a-learner' || outcome === 'at-rest'
