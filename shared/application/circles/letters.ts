import type { CommandOf } from '../../domain/commands.ts'
import type { OutcomeOf } from '../../domain/decide.ts'
import type { LearnerId } from '../../domain/ids.ts'
import { type CommandDeps, executeCommand } from '../execute-command.ts'

type Letter = Pick<CommandOf<'PlanCircleLetter'>, 'journeyId' | 'kind' | 'group' | 'until'>

/** Plans a letter about a group for somebody, once, however often it is asked for. */
export const planLetter = async (
  deps: CommandDeps,
  learnerId: LearnerId,
  letter: Letter,
): Promise<OutcomeOf<'PlanCircleLetter'>> =>
  (await executeCommand(deps, learnerId, { type: 'PlanCircleLetter', ...letter })).outcome

/** Whether a letter will come, or has come. */
export const isPlanned = (outcome: OutcomeOf<'PlanCircleLetter'>): boolean =>
  outcome === 'done' || outcome === 'done-before'

/** Whether somebody is here no more, so that they are in no group either. */
export const isGone = (outcome: OutcomeOf<'PlanCircleLetter'>): boolean =>
  outcome === 'not-a-learner' || outcome === 'at-rest'
