import type { Clock } from '../../adapters/clock.ts'
import { roundOfGroup } from '../../domain/circles/group-id.ts'
import { presentEnrolment } from '../../domain/circles/presence.ts'
import type { Enrolment } from '../../domain/enrolment.ts'
import type { LearnerId } from '../../domain/ids.ts'
import type { Learner } from '../../domain/learner.ts'
import type { BarredStore } from '../../store/barred.ts'
import type { LearnerStore } from '../../store/learners.ts'
import { UnreadableRow } from '../../store/unreadable-row.ts'

/** Dependencies of `presenceIn`. */
export interface PresenceDeps {
  clock: Clock
  learners: Pick<LearnerStore, 'find'>
  barred: Pick<BarredStore, 'of'>
}

/** Whether a member of a group is still there. */
export type Presence =
  | { is: 'here'; learner: Learner; enrolment: Enrolment }
  /** They have left or paused the journey, or were removed from circles. */
  | { is: 'gone' }
  /** Unknown until their rows can be read. */
  | { is: 'unreadable' }

/**
 * Looks up whether a member of a group is still there. A removal by an operator counts from its bar, which is written
 * before the member's own row.
 */
export async function presenceIn(
  { clock, learners, barred }: PresenceDeps,
  group: string,
  learnerId: LearnerId,
): Promise<Presence> {
  try {
    const [record, bars] = await Promise.all([learners.find(learnerId), barred.of([learnerId], clock.now())])
    const enrolment = record && presentEnrolment(record.learner, roundOfGroup(group).journeyId)
    if (!enrolment || bars.circles !== undefined) return { is: 'gone' }
    return { is: 'here', learner: record.learner, enrolment }
  } catch (error) {
    if (error instanceof UnreadableRow) return { is: 'unreadable' }
    throw error
  }
}
