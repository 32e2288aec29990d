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

/** One after the other, the others too where one fails. @throws what went wrong in the first of those that did. */
async function eachOf<T>(all: readonly T[], deal: (one: T) => Promise<void>): Promise<void> {
  const faults: unknown[] = []
  for (const one of all) await deal(one).catch(fault => faults.push(fault))
  if (faults.length > 0) throw faults[0]
}

async function dealIn(deps: DealAllDeps, { journeyId, smallestPool, from }: JourneyCircles): Promise<void> {
  const journey = (await deps.library.head(journeyId))?.journey
  if (!journey) return
  const now = deps.clock.now()
  await eachOf(closedBefore(now, journey.zone), async closed => {
    const round = { journeyId, ...closed }
    if (await deps.rounds.dealt(round)) return
    const outcome = await dealClosedRound(deps, round, { smallestPool, journey, now, from })
    if (outcome.is === 'dealt') deps.log.info('A round of circles was dealt', { round: round.id, ...outcome })
  })
}

/**
 * Deals whatever rounds have closed in journeys where circles are on. Where one cannot be dealt, the others are all the same, also
 * those of its journey.
 * @throws what went wrong in the first of those that could not.
 */
export const dealClosedRounds = (deps: DealAllDeps, journeys: readonly JourneyCircles[]): Promise<void> =>
  eachOf(
    journeys.filter(({ isOn }) => isOn),
    circles => dealIn(deps, circles),
  )
