import type { Log } from '../../adapters/log.ts'
import { roundsBetween } from '../../domain/circles/round.ts'
import { week } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import type { JourneyCircles } from '../../store/journey-circles.ts'
import type { RoundRef } from '../../store/rounds.ts'
import { eachOf } from '../each-of.ts'
import type { CommandDeps } from '../execute-command.ts'
import { type DealDeps, dealClosedRound } from './deal-closed-round.ts'

/** What dealing the rounds of all journeys needs of the world. */
export interface DealAllDeps extends DealDeps, Pick<CommandDeps, 'clock' | 'library'> {
  log: Log
}

/** However long a fault lasts, or circles are off, nobody is left behind: a round is forgotten a quarter after it. */
const looksBack = 12 * week

/** The rounds that have closed, the earliest first. */
const closedBefore = (now: Instant, zone: string): Omit<RoundRef, 'journeyId'>[] =>
  roundsBetween(now - looksBack, now, zone).slice(0, -1)

const withoutUnreadable = ({ journeyId, id }: RoundRef, unreadable: readonly string[]): string =>
  `The round ${id} of ${journeyId} was dealt without what cannot be read of it, which is kept. Mend it, and those people can join again: ${unreadable.join('; ')}`

async function dealIn(
  deps: DealAllDeps,
  { journeyId, smallestPool, from }: JourneyCircles,
  until: Instant,
): Promise<void> {
  const journey = (await deps.library.head(journeyId))?.journey
  if (!journey) return
  const now = deps.clock.now()
  await eachOf(closedBefore(now, journey.zone), async closed => {
    const round = { journeyId, ...closed }
    if (await deps.rounds.dealt(round)) return
    const outcome = await dealClosedRound(deps, round, { smallestPool, journey, now, from, until })
    if (outcome.is === 'under-way')
      deps.log.info('A round of circles is being dealt, and the next run goes on with it', {
        round: round.id,
      })
    if (outcome.is !== 'dealt' || (outcome.people === 0 && !outcome.unreadable)) return
    deps.log.info('A round of circles was dealt', { round: round.id, ...outcome })
    if (outcome.unreadable) throw new Error(withoutUnreadable(round, outcome.unreadable))
  })
}

/**
 * Deals whatever rounds have closed in journeys where circles are on. Where one cannot be dealt, the others are all the same, also
 * those of its journey.
 * @param until begins nothing new after this moment; what is left is gone on with the next time.
 * @throws what went wrong in the first of those that could not.
 */
export const dealClosedRounds = (
  deps: DealAllDeps,
  journeys: readonly JourneyCircles[],
  until: Instant,
): Promise<void> =>
  eachOf(
    journeys.filter(({ isOn }) => isOn),
    circles => dealIn(deps, circles, until),
  )
