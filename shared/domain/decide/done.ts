import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import type { Learner } from '../learner.ts'
import { sectorIn } from './details.ts'
import { answerTo } from './mirror.ts'
import { completeModule } from './progress.ts'

/**
 * "I've done this module", with the rest of the same form: the sector and the answer to the module's question. A form
 * that is sent again changes the answer.
 */
export function markDone(
  learner: Learner,
  command: CommandOf<'CompleteModule'>,
  journeys: Journeys,
): Decision<'done' | 'done-before' | 'no-such-journey' | 'too-often' | 'link-outdated' | 'not-a-learner'> {
  const { named, events } = sectorIn(learner, command, journeys)
  const { outcome, events: completion } = completeModule(named, command, journeys)
  if (outcome !== 'done' && outcome !== 'done-before') return nothing(outcome)
  const answered = answerTo(named, command, journeys)
  if (outcome === 'done-before' && answered.outcome === 'too-often') return nothing('too-often')
  return { outcome, events: [...events, ...answered.events, ...completion] }
}
