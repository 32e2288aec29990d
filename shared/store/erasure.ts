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

/** The tombstone, with the person's events until they are counted; `erased-statistics.ts` removes them. */
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

/** The replies to questions of modules, by journey. */
const repliesByJourney = (enrolments: readonly Enrolment[]): Record<JourneyId, string> =>
  Object.fromEntries(
    enrolments.flatMap(({ journeyId, replies }) => (replies ? [[journeyId, repliesText(replies)]] : [])),
  )

/** Whether a person was erased. */
export const wasErased =
  (table: Pick<Table, 'get'>) =>
  async (learnerId: LearnerId): Promise<boolean> =>
    (await table.get(tombstoneKey(learnerId))) !== undefined

/** The writes that delete a person's rows and addresses, leave a tombstone, and exclude each address from imports. */
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
