import type { DomainEvent } from '../domain/domain-event.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import type { JourneyId, LearnerId } from '../domain/ids.ts'
import { openOutcomes } from '../domain/open-outcomes.ts'
import { placeOf } from '../domain/place.ts'
import { addressHashesOf } from './details.ts'
import { accountEmails } from './due.ts'
import { invitationWrites } from './invitations.ts'
import { addressKey, enrolmentKey, profileKey, suppressedKey, tombstoneKey } from './keys.ts'
import type { Change, LearnerRecord } from './learner-record.ts'
import { isAsRead, unwritten } from './read-and-write.ts'
import { repliesText } from './replies.ts'
import type { Item, Table, Write } from './table.ts'

/**
 * What stays of somebody, and, for as long as it takes to count it, what had happened to them: a number in the figures
 * of their journeys, which outlives them (`erased-statistics.ts` takes it off again).
 */
function tombstone({ learner, rows }: LearnerRecord, events: readonly DomainEvent[]): Item {
  const enrolments = Object.values(learner.enrolments)
  const histories = Object.entries(rows.enrolments).map(([id, { history }]) => [id, history])
  const open = enrolments.reduce((sum, one) => sum + openOutcomes(learner, one.journeyId), 0)
  return {
    ...tombstoneKey(learner.id),
    _: 1,
    v: rows.profile.version + 1,
    epoch: learner.epoch,
    erasedAt: events[0]?.at,
    places: Object.fromEntries(enrolments.map(one => [one.journeyId, placeOf(learner, one)])),
    u: -open - openOutcomes(learner, undefined),
    histories: { [accountEmails]: rows.profile.history, ...Object.fromEntries(histories) },
    ...(learner.sector && { sector: learner.sector }),
    replies: repliesByJourney(enrolments),
    f: JSON.stringify(events),
  }
}

/** What they had answered to the questions of modules. */
const repliesByJourney = (enrolments: readonly Enrolment[]): Record<JourneyId, string> =>
  Object.fromEntries(
    enrolments.flatMap(({ journeyId, replies }) => (replies ? [[journeyId, repliesText(replies)]] : [])),
  )

/** Whether somebody was erased. */
export const wasErased =
  (table: Pick<Table, 'get'>) =>
  async (learnerId: LearnerId): Promise<boolean> =>
    (await table.get(tombstoneKey(learnerId))) !== undefined

/**
 * The writes that take somebody's rows and addresses away and leave a tombstone, all at once; and, of each address, that
 * no import takes it in.
 */
export function erasure(record: LearnerRecord, { events, suppress = [] }: Change): Write[] {
  const { learner, details, rows } = record
  const enrolments = Object.keys(learner.enrolments).map(id => ({
    delete: enrolmentKey(learner.id, id),
    when: isAsRead(rows.enrolments[id] ?? unwritten),
  }))
  const addresses = addressHashesOf(details)
  const suppressed = [...addresses.union(new Set(suppress))]
  return [
    { put: tombstone(record, events) },
    { delete: profileKey(learner.id), when: isAsRead(rows.profile) },
    ...[...addresses].map(hash => ({ delete: addressKey(hash) })),
    ...invitationWrites(details.ownInvitation, undefined, undefined),
    ...suppressed.map(hash => ({ put: { ...suppressedKey(hash), at: events[0]?.at } })),
    ...enrolments,
  ]
}
