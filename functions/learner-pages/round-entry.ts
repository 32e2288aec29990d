import { isActiveEntry } from '../../shared/domain/circles/entry.ts'
import type { JourneyId, LearnerId } from '../../shared/domain/ids.ts'
import type { CalendarDay } from '../../shared/domain/preferences.ts'
import { unlessUnreadable } from '../../shared/store/unreadable-row.ts'
import type { LearnerReads } from './behind-link.ts'

/** Whether the learner has an entry in a round. An unreadable one counts as none, and does not stop the page. */
export async function hasEntry(
  reads: Pick<LearnerReads, 'rounds' | 'onUnreadable'>,
  round: { journeyId: JourneyId; id: CalendarDay },
  learnerId: LearnerId,
): Promise<boolean> {
  const rounds = await reads.rounds()
  return isActiveEntry(await unlessUnreadable(rounds.find(round, learnerId), reads.onUnreadable))
}
