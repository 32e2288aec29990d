import { type DomainEvent, definitionOf } from '../domain/domain-event.ts'
import { enrolmentDueAt } from '../domain/due.ts'
import { type Enrolment, isOver, isStillMailed } from '../domain/enrolment.ts'
import type { JourneyId } from '../domain/ids.ts'
import { type Learner, mainJourneyOf } from '../domain/learner.ts'
import { placeOf } from '../domain/place.ts'
import { addressHashesOf } from './details.ts'
import { erasure } from './erasure.ts'
import { invitationWrites } from './invitations.ts'
import { addressKey, isProfile, journeyIdOf } from './keys.ts'
import { expiry, toEnrolmentItem, toProfileItem } from './learner-items.ts'
import type { Change, LearnerRecord } from './learner-record.ts'
import { historyIn } from './packed-history.ts'
import { isAsRead, type RowState, unwritten } from './read-and-write.ts'
import type { Check, Item, Write } from './table.ts'

/** An event about one journey is stored in that journey's row, any other in the profile. */
const ofJourney = (event: DomainEvent): JourneyId | undefined =>
  'journeyId' in event && definitionOf(event.type).about !== 'person' ? event.journeyId : undefined

/** Whether the person begins a journey, or begins one again. */
const joins = (before: Learner, after: Learner): boolean =>
  Object.values(after.enrolments).some(one => {
    const was = before.enrolments[one.journeyId]
    return !was || (isOver(was) && !isOver(one))
  })

function profileChanged({ learner, details }: LearnerRecord, change: Change): boolean {
  const fields = new Set([...Object.keys(learner), ...Object.keys(change.after)]) as Set<keyof Learner>
  fields.delete('enrolments')
  const differs = [...fields].some(field => learner[field] !== change.after[field])
  return (
    differs || joins(learner, change.after) || (change.details !== undefined && change.details !== details)
  )
}

function enrolmentChanged(before: Learner, after: Learner, enrolment: Enrolment): boolean {
  const old = before.enrolments[enrolment.journeyId]
  if (!old || old !== enrolment) return true
  if (enrolmentDueAt(before, old) !== enrolmentDueAt(after, enrolment)) return true
  // People are counted by place. For a paused person a bounce changes the place and nothing else.
  if (placeOf(before, old) !== placeOf(after, enrolment)) return true
  // Figures are counted by sector.
  if (before.sector !== after.sector) return true
  // A claim decided without knowing the other journey misses its email of that day and must fail.
  return joins(before, after) && isStillMailed(enrolment)
}

function enrolmentWrites({ learner, rows }: LearnerRecord, { after, events }: Change): Write[] {
  return Object.values(after.enrolments)
    .map(enrolment => ({
      enrolment,
      own: events.filter(event => ofJourney(event) === enrolment.journeyId),
    }))
    .filter(({ enrolment, own }) => own.length > 0 || enrolmentChanged(learner, after, enrolment))
    .map(({ enrolment, own }) => {
      const row = rows.enrolments[enrolment.journeyId] ?? unwritten
      return {
        put: toEnrolmentItem(after, enrolment, row, own, learner),
        when: isAsRead(row),
      }
    })
}

/** Address rows lead to one person. A new address is written only if nobody has it. */
function addressWrites(
  { learner, details, rows, addressIsTheirs }: LearnerRecord,
  { after, details: changed }: Change,
): Write[] {
  const item = { ...addressKey((changed ?? details).addressHash), learnerId: after.id, ...expiry(after) }
  const nobodys: readonly Check[] = [{ attribute: 'pk', is: 'absent' }]
  const own: readonly Check[] = [{ attribute: 'learnerId', is: '=', value: after.id }]
  if (rows.profile.version === 0) return [{ put: item, when: addressIsTheirs ? own : nobodys }]
  const [before, now] = [addressHashesOf(details), addressHashesOf(changed ?? details)]
  const gone = [...before.difference(now)].map(hash => ({ delete: addressKey(hash) }))
  const { addressHash } = changed ?? details
  if (!before.has(addressHash)) return [{ put: item, when: nobodys }, ...gone]
  const stays = expiry(learner).ttl === expiry(after).ttl
  return stays ? gone : [{ put: item, when: own }, ...gone]
}

/** The writes that store a change: the changed rows, each on the condition that it is as read. */
export function writesFor(record: LearnerRecord, change: Change): Write[] {
  if (change.after.status === 'erased') return erasure(record, change)
  const enrolments = enrolmentWrites(record, change)
  const details = change.details ?? record.details
  const own = change.events.filter(event => ofJourney(event) === undefined)
  if (own.length === 0 && !profileChanged(record, change)) return enrolments
  const { profile } = record.rows
  const put = {
    put: toProfileItem(change.after, details, profile, own, record.learner),
    when: isAsRead(profile),
  }
  const journeyId = mainJourneyOf(change.after)
  const invitation = invitationWrites(record.details.ownInvitation, details.ownInvitation, journeyId)
  return [put, ...addressWrites(record, change), ...invitation, ...enrolments]
}

/** The record as it would be read after these writes. */
export function afterWrites(
  { details, rows }: LearnerRecord,
  change: Change,
  writes: readonly Write[],
): LearnerRecord {
  const state = (item: Item): RowState => ({ version: Number(item['v']), history: historyIn(item) })
  const put = writes.flatMap(write => ('put' in write ? [write.put] : []))
  const profile = put.find(isProfile)
  const enrolments = put.flatMap(item => {
    const journeyId = journeyIdOf(item)
    return journeyId === undefined ? [] : [[journeyId, state(item)] as const]
  })
  return {
    learner: change.after,
    details: change.details ?? details,
    rows: {
      profile: profile ? state(profile) : rows.profile,
      enrolments: { ...rows.enrolments, ...Object.fromEntries(enrolments) },
    },
  }
}
