import type { Entry } from '../../domain/circles/entry.ts'
import { roundsBetween } from '../../domain/circles/round.ts'
import type { Instant } from '../../domain/ids.ts'
import type { Journey } from '../../domain/journey.ts'
import type { RoundRef, RoundStore } from '../../store/rounds.ts'

/**
 * Puts a waiting person first in line in the open round. A closed round is never changed, since it may have been
 * dealt. Idempotent: a person who was in a round since `since` has had their turn.
 * @param since when they began to wait; the same on every call.
 * @returns the round that they are in now; undefined if they have had their turn.
 */
export async function moveToOpenRound(
  { rounds }: { rounds: Pick<RoundStore, 'has' | 'admitWaiting'> },
  entry: Entry,
  { journey, since, now }: { journey: Journey; since: Instant; now: Instant },
): Promise<RoundRef | undefined> {
  const all = roundsBetween(since, now, journey.zone).map(round => ({ journeyId: journey.id, ...round }))
  const open = all.pop()
  for (const closed of all) if (await rounds.has(closed, entry.learnerId)) return undefined
  if (open) await rounds.admitWaiting(open, entry)
  return open
}
