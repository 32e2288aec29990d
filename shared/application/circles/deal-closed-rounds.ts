import type { Log } from '../../adapters/log.ts'
import { roundsBetween } from '../../domain/circles/round.ts'
import { week } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import type { JourneyCircles } from '../../store/journey-circles.ts'
import type { RoundRef } from '../../store/rounds.ts'
import type { CommandDeps } from '../execute-command.ts'
import { inSequence } from '../in-sequence.ts'
import { type DealDeps, dealClosedRound } from './deal-closed-round.ts'

/** Dependencies of dealing the rounds of all journeys. */
export interface DealAllDeps extends DealDeps, Pick<CommandDeps, 'clock' | 'library'> {
  log: Log
}

/**
 * How far back closed rounds are looked for, in milliseconds, so that nobody is left behind after a long fault.
 * Rounds are deleted after a quarter.
 */
const looksBack = 12 * week

/** The closed rounds, earliest first. */
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
  await inSequence(closedBefore(now, journey.zone), async closed => {
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
 * Deals the closed rounds of all journeys with circles turned on. A failure does not stop the other rounds.
 * @param until starts nothing new after this moment; the next run continues.
 * @throws the first error, after all rounds were tried.
 */
export const dealClosedRounds = (
  deps: DealAllDeps,
  journeys: readonly JourneyCircles[],
  until: Instant,
): Promise<void> =>
  inSequence(
    journeys.filter(({ isOn }) => isOn),
    circles => dealIn(deps, circles, until),
  )
