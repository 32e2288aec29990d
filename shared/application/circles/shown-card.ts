import { type Card, isShown } from '../../domain/circles/card.ts'
import { isActiveEntry } from '../../domain/circles/entry.ts'
import type { RoundOfGroup } from '../../domain/circles/group-id.ts'
import type { LearnerId } from '../../domain/ids.ts'
import { nameNotShown, type RoundStore } from '../../store/rounds.ts'
import { type OnUnreadable, unlessUnreadable } from '../../store/unreadable-row.ts'

/**
 * The card of a person in a round that others may see.
 * @returns undefined if they are not in it. Also if it cannot be read or its name breaks today's rule for names;
 * these are reported.
 */
export async function shownCard(
  { rounds, onUnreadable }: { rounds: Pick<RoundStore, 'find'>; onUnreadable: OnUnreadable },
  round: RoundOfGroup,
  learnerId: LearnerId,
): Promise<Card | undefined> {
  const entry = await unlessUnreadable(rounds.find(round, learnerId), onUnreadable)
  if (!isActiveEntry(entry)) return undefined
  if (isShown(entry.card)) return entry.card
  onUnreadable(nameNotShown(round, learnerId))
  return undefined
}
