import { everybody } from '../../shared/application/replay/everybody.ts'
import type { JourneyId } from '../../shared/domain/ids.ts'
import { enrolmentDueAt, placeOf } from '../../shared/domain/learner.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { OperatorDeps } from './deps.ts'

/** The columns of an export. */
export const exportColumns = [
  'learner_id',
  'email',
  'first_name',
  'role',
  'sector',
  'status',
  'undeliverable',
  'place',
  'modules_done',
  'emails',
  'next_due',
] as const

function toRow({ learner, details }: LearnerRecord, journeyId: JourneyId): (string | number)[] | undefined {
  const enrolment = learner.enrolments[journeyId]
  if (!enrolment) return undefined
  const dueAt = enrolmentDueAt(learner, enrolment)
  return [
    learner.id,
    details.email,
    details.firstName ?? '',
    details.role ?? '',
    learner.sector ?? '',
    learner.status,
    learner.undeliverable ?? '',
    placeOf(enrolment),
    enrolment.done.length,
    enrolment.emailCount,
    dueAt === undefined ? '' : new Date(dueAt).toISOString(),
  ]
}

/** What an export came upon: a person of the journey, or rows that cannot be read. */
export type Exported = { is: 'person'; row: (string | number)[] } | { is: 'unreadable'; learnerId: string }

/** Everybody who is or was in a journey, from a scan of the whole table. */
export async function* peopleOf(deps: OperatorDeps, journeyId: JourneyId): AsyncGenerator<Exported> {
  for await (const { learnerId, found } of everybody(deps.table)) {
    if (found?.is === 'unreadable') yield { is: 'unreadable', learnerId }
    const row = found?.is === 'readable' ? toRow(found.record, journeyId) : undefined
    if (row) yield { is: 'person', row }
  }
}
