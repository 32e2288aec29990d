import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import { sectorNamed } from '../evolve/learner.ts'
import type { Learner } from '../learner.ts'
import { nameSector } from './details.ts'
import { answerTo } from './mirror.ts'
import { completeModule } from './progress.ts'

type Done = CommandOf<'CompleteModule'>

/** Who had named no sector and does in this form; marking a module as done is never counted as a change. */
function sectorIn(learner: Learner, { at, sector }: Done, journeys: Journeys) {
  if (!sector || learner.sector) return { named: learner, events: [] }
  const { events } = nameSector(learner, { type: 'NameSector', at, sector }, journeys)
  const [event] = events.filter(one => one.type === 'SectorNamed')
  return { named: event ? sectorNamed(learner, event) : learner, events }
}

/**
 * "I've done this module", with what stood in the same form: where they work, and what they say to its question. A form
 * that comes once more changes what they said, as any change does.
 */
export function markDone(
  learner: Learner,
  command: Done,
  journeys: Journeys,
): Decision<'done' | 'done-before' | 'no-such-journey' | 'too-often' | 'link-outdated' | 'not-a-learner'> {
  const { named, events } = sectorIn(learner, command, journeys)
  const { outcome, events: completion } = completeModule(named, command, journeys)
  if (outcome !== 'done' && outcome !== 'done-before') return nothing(outcome)
  const answered = answerTo(named, command, journeys)
  if (outcome === 'done-before' && answered.outcome === 'too-often') return nothing('too-often')
  return { outcome, events: [...events, ...answered.events, ...completion] }
}
