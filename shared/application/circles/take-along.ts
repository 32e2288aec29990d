import type { Entry } from '../../domain/circles/entry.ts'
import { roundsBetween } from '../../domain/circles/round.ts'
import type { Instant } from '../../domain/ids.ts'
import type { Journey } from '../../domain/journey.ts'
import type { RoundRef, RoundStore } from '../../store/rounds.ts'

/**
 * Puts somebody who waits first in line in the round that is open. Into one that has closed nobody comes: it may have been dealt. Done
 * again, however late, it changes nothing: whoever was in a round since then, by this or by themselves, has had their turn.
 * @param since when it was said that they wait: the same for whoever does it again.
 * @returns the round that they are in now; undefined where they had their turn.
 */
export async function takeAlong(
  { rounds }: { rounds: Pick<RoundStore, 'has' | 'takeAlong'> },
  entry: Entry,
  { journey, since, now }: { journey: Journey; since: Instant; now: Instant },
): Promise<RoundRef | undefined> {
  const all = roundsBetween(since, now, journey.zone).map(round => ({ journeyId: journey.id, ...round }))
  const open = all.pop()
  for (const closed of all) if (await rounds.has(closed, entry.learnerId)) return undefined
  if (open) await rounds.takeAlong(open, entry)
  return open
}
