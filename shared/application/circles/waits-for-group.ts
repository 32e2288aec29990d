import { isActiveEntry } from '../../domain/circles/entry.ts'
import type { Round } from '../../domain/circles/round.ts'
import type { Enrolment } from '../../domain/enrolment.ts'
import type { LearnerId } from '../../domain/ids.ts'
import type { RoundStore } from '../../store/rounds.ts'
import { type OnUnreadable, unlessUnreadable } from '../../store/unreadable-row.ts'

/**
 * Whether a learner who joined a round waits for a group without a letter about it yet: their round is not dealt, or
 * they were moved to the open one.
 */
export async function waitsForGroup(
  { rounds, onUnreadable }: { rounds: Pick<RoundStore, 'find'>; onUnreadable: OnUnreadable },
  { journeyId, round }: Enrolment,
  learnerId: LearnerId,
  open: Pick<Round, 'id'>,
): Promise<boolean> {
  if (round === undefined) return false
  const entryIn = (id: string) => unlessUnreadable(rounds.find({ journeyId, id }, learnerId), onUnreadable)
  const [taken, joined] = await Promise.all([entryIn(open.id), entryIn(round)])
  return isActiveEntry(taken) || (isActiveEntry(joined) && joined.calledAt === undefined)
}
