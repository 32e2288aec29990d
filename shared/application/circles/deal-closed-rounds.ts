import type { Log } from '../../adapters/log.ts'
import { roundAt } from '../../domain/circles/round.ts'
import { week } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import type { JourneyCircles } from '../../store/journey-circles.ts'
import type { RoundRef } from '../../store/rounds.ts'
import type { CommandDeps } from '../execute-command.ts'
import { type DealDeps, dealClosedRound } from './deal-closed-round.ts'

/** What dealing the rounds of all journeys needs of the world. */
export interface DealAllDeps extends DealDeps, Pick<CommandDeps, 'clock' | 'library'> {
  log: Log
}

/** The rounds that closed last, the earlier one first: a fault that lasts over a week leaves nobody behind. */
const closedBefore = (now: Instant, zone: string): Omit<RoundRef, 'journeyId'>[] =>
  [2 * week, week].map(ago => roundAt(now - ago, zone))

async function dealIn(deps: DealAllDeps, { journeyId, smallestPool, from }: JourneyCircles): Promise<void> {
  const journey = (await deps.library.head(journeyId))?.journey
  if (!journey) return
  const now = deps.clock.now()
  for (const closed of closedBefore(now, journey.zone)) {
    const round = { journeyId, ...closed }
    if (await deps.rounds.dealt(round)) continue
    const outcome = await dealClosedRound(deps, round, { smallestPool, journey, now, from })
    if (outcome.is === 'dealt') deps.log.info('A round of circles was dealt', { round: round.id, ...outcome })
  }
}

/**
 * Deals whatever rounds have closed in journeys where circles are on. Where one cannot be dealt, the others are all the same.
 * @throws what went wrong in the first of those that could not.
 */
export async function dealClosedRounds(
  deps: DealAllDeps,
  journeys: readonly JourneyCircles[],
): Promise<void> {
  const faults: unknown[] = []
  for (const circles of journeys)
    if (circles.isOn) await dealIn(deps, circles).catch(fault => faults.push(fault))
  if (faults.length > 0) throw faults[0]
}
