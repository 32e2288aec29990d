import type { Journeys } from '../../../shared/domain/decision.ts'
import { type Hold, type HoldTarget, holdsOn } from '../../../shared/domain/hold.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import { causeWords } from '../status/causes.ts'

function holdWords(hold: Hold): string {
  const { scope } = hold
  if (hold.by === 'account-fault') return causeWords(hold.why)
  if (hold.by === 'canary') return 'the journey rests: its canary waits for a word'
  if (scope.is === 'version') return `SES could not deliver version ${scope.version}, so it is not sent`
  return `an operator holds back ${scope.is === 'journey' ? 'this journey' : scope.is}`
}

/** The widest hold that stops emails for the target now, described; empty if there is none. */
export const heldBack = (holds: readonly Hold[], place: HoldTarget): string[] =>
  holdsOn(holds, place).slice(0, 1).map(holdWords)

/** The hold that stops the emails of a journey now. */
export function journeyHeldBack(
  { holds, journeys }: { holds: readonly Hold[]; journeys: Journeys },
  journeyId: JourneyId,
): string[] {
  const journey = journeys[journeyId]
  return journey ? heldBack(holds, journey) : ['the journey is not published']
}
