import type { Fact } from '../domain/facts.ts'
import { type JourneyId, LearnerId } from '../domain/ids.ts'
import type { Enrolment, Learner } from '../domain/learner.ts'
import { enrolmentDueAt, isOver, placeOf } from '../domain/learner.ts'
import { openLetterOutcomes, openOutcomes } from '../domain/open-outcomes.ts'
import { letters } from './due.ts'
import { addressKey, enrolmentKey, personPartition, profileKey, tombstoneKey } from './keys.ts'
import {
  type Details,
  expiry,
  fromEnrolmentItem,
  fromProfileItem,
  type RowState,
  toEnrolmentItem,
  toProfileItem,
} from './learner-items.ts'
import type { Check, Item, Table, Write } from './table.ts'

/** A person as stored: the engine's state, the personal data beside it, and what a write is conditional on. */
export interface LearnerRecord {
  learner: Learner
  details: Details
  rows: { profile: RowState; enrolments: Readonly<Record<JourneyId, RowState>> }
  /** Of who is not stored: their address leads to this id already, since rows expire one by one. */
  addressIsTheirs?: boolean
}

/** What a write makes of a person. */
export interface Change {
  after: Learner
  facts: readonly Fact[]
  details?: Details
  /** Writes the address too, though it stays: so that a sign-up makes the same calls for whoever it is. */
  touchAddress?: boolean
}

const unwritten: RowState = { version: 0, history: '' }

/** A person who is about to be stored for the first time. */
export const newRecord = (learner: Learner, details: Details, addressIsTheirs = false): LearnerRecord => ({
  learner,
  details,
  addressIsTheirs,
  rows: { profile: unwritten, enrolments: {} },
})

const versionIs = (row: RowState): readonly Check[] =>
  row.version === 0 ? [{ attribute: 'pk', is: 'absent' }] : [{ attribute: 'v', is: '=', value: row.version }]

/** There is no row of the journey yet, or never will be. */
const beforeJourney: readonly Fact['type'][] = ['SignUpRequested', 'SignUpConfirmed', 'JourneyNotStarted']

/** Facts about one journey go with its row, all others with the person's. */
const ofJourney = (fact: Fact): JourneyId | undefined => {
  if (beforeJourney.includes(fact.type)) return undefined
  return 'journeyId' in fact ? fact.journeyId : undefined
}

/** Whether somebody begins another journey. */
const joins = (before: Learner, after: Learner): boolean =>
  Object.keys(before.enrolments).length !== Object.keys(after.enrolments).length

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
  // A claim made by who knew of one journey only does not see the other's email of that day: it must not be stored.
  return joins(before, after) && !isOver(enrolment)
}

function enrolmentWrites({ learner, rows }: LearnerRecord, { after, facts }: Change): Write[] {
  return Object.values(after.enrolments)
    .map(enrolment => ({
      enrolment,
      own: facts.filter(fact => ofJourney(fact) === enrolment.journeyId),
    }))
    .filter(({ enrolment, own }) => own.length > 0 || enrolmentChanged(learner, after, enrolment))
    .map(({ enrolment, own }) => {
      const row = rows.enrolments[enrolment.journeyId] ?? unwritten
      return {
        put: toEnrolmentItem(after, enrolment, row, own, learner),
        when: versionIs(row),
      }
    })
}

/** The address leads to the person, and never to two: a new address only if nobody has it. */
function addressWrites(
  { learner, details, rows, addressIsTheirs }: LearnerRecord,
  { after, details: changed, touchAddress }: Change,
): Write[] {
  const item = { ...addressKey((changed ?? details).addressHash), learnerId: after.id, ...expiry(after) }
  const nobodys: readonly Check[] = [{ attribute: 'pk', is: 'absent' }]
  const own: readonly Check[] = [{ attribute: 'learnerId', is: '=', value: after.id }]
  if (rows.profile.version === 0) return [{ put: item, when: addressIsTheirs ? own : nobodys }]
  const moved = changed !== undefined && changed.addressHash !== details.addressHash
  if (moved) return [{ put: item, when: nobodys }, { delete: addressKey(details.addressHash) }]
  const stays = expiry(learner).ttl === expiry(after).ttl
  return stays && !touchAddress ? [] : [{ put: item, when: own }]
}

/**
 * What stays of somebody, and, for as long as it takes to count it, what had happened to them: a number in the figures
 * of their journeys, which outlives them (`erased-figures.ts` takes it off again).
 */
function tombstone({ learner, rows }: LearnerRecord, facts: readonly Fact[]): Item {
  const enrolments = Object.values(learner.enrolments)
  const histories = Object.entries(rows.enrolments).map(([id, { history }]) => [id, history])
  const open = enrolments.reduce((sum, one) => sum + openOutcomes(learner, one.journeyId), 0)
  return {
    ...tombstoneKey(learner.id),
    _: 1,
    v: rows.profile.version + 1,
    epoch: learner.epoch,
    erasedAt: facts[0]?.at,
    places: Object.fromEntries(enrolments.map(one => [one.journeyId, placeOf(one)])),
    u: -open - openLetterOutcomes(learner),
    told: { [letters]: rows.profile.history, ...Object.fromEntries(histories) },
    ...(learner.sector && { sector: learner.sector }),
    f: JSON.stringify(facts),
  }
}

function erasure({ learner, details, rows }: LearnerRecord, { facts }: Change): Write[] {
  const enrolments = Object.keys(learner.enrolments).map(id => ({
    delete: enrolmentKey(learner.id, id),
    when: versionIs(rows.enrolments[id] ?? unwritten),
  }))
  return [
    { put: tombstone({ learner, details, rows }, facts) },
    { delete: profileKey(learner.id), when: versionIs(rows.profile) },
    { delete: addressKey(details.addressHash) },
    ...enrolments,
  ]
}

function writesFor(record: LearnerRecord, change: Change): Write[] {
  if (change.after.standing === 'erased') return erasure(record, change)
  const enrolments = enrolmentWrites(record, change)
  const details = change.details ?? record.details
  const own = change.facts.filter(fact => ofJourney(fact) === undefined)
  if (own.length === 0 && !profileChanged(record, change)) return enrolments
  const { profile } = record.rows
  const put = {
    put: toProfileItem(change.after, details, profile, own, record.learner),
    when: versionIs(profile),
  }
  return [put, ...addressWrites(record, change), ...enrolments]
}

/** The record that reading again would give. */
function afterWrites(
  { details, rows }: LearnerRecord,
  change: Change,
  writes: readonly Write[],
): LearnerRecord {
  const state = (item: Item): RowState => ({ version: Number(item['v']), history: String(item['h']) })
  const put = writes.flatMap(write => ('put' in write && write.put.sk !== 'address' ? [write.put] : []))
  const profile = put.find(item => item.sk === 'profile')
  const enrolments = put
    .filter(item => item.sk.startsWith('E#'))
    .map(item => [item.sk.slice(enrolmentKey('', '').sk.length), state(item)] as const)
  return {
    learner: change.after,
    details: change.details ?? details,
    rows: {
      profile: profile ? state(profile) : rows.profile,
      enrolments: { ...rows.enrolments, ...Object.fromEntries(enrolments) },
    },
  }
}

function toRecord(items: readonly Item[]): LearnerRecord | undefined {
  const profileItem = items.find(item => item.sk === 'profile')
  if (!profileItem) return undefined
  const profile = fromProfileItem(profileItem)
  const read = items.filter(item => item.sk.startsWith('E#')).map(fromEnrolmentItem)
  const enrolments = Object.fromEntries(read.map(({ enrolment }) => [enrolment.journeyId, enrolment]))
  const rows = Object.fromEntries(read.map(({ enrolment, row }) => [enrolment.journeyId, row]))
  return {
    learner: { ...profile.learner, enrolments },
    details: profile.details,
    rows: { profile: profile.row, enrolments: rows },
  }
}

/** The people: reading them whole, finding them by address, and the one conditional write that changes them. */
export function learnerStore(table: Pick<Table, 'get' | 'query' | 'write' | 'transact'>) {
  return {
    /** @returns undefined for nobody, and for somebody erased. */
    async find(id: LearnerId): Promise<LearnerRecord | undefined> {
      return toRecord(await table.query(personPartition(id)))
    },

    /** @param hash the keyed hash of the normalised address. */
    async idOf(hash: string): Promise<LearnerId | undefined> {
      const item = await table.get(addressKey(hash))
      return item && LearnerId.parse(item['learnerId'])
    },

    /**
     * Stores what a decision made of somebody, state and facts in one conditional write.
     * @returns the person as stored then, or undefined when they changed since `record` was read: read again and
     * decide again.
     */
    async save(record: LearnerRecord, change: Change): Promise<LearnerRecord | undefined> {
      const writes = writesFor(record, change)
      const [only] = writes
      if (!only) return record
      const written = writes.length === 1 ? await table.write(only) : await table.transact(writes)
      return written.is === 'written' ? afterWrites(record, change, writes) : undefined
    },
  }
}
export type LearnerStore = ReturnType<typeof learnerStore>

/** The journeys that somebody has rows for, as their own row says, even if the rest of it cannot be read. */
export const journeysOfProfile = (profile: Item): JourneyId[] =>
  Array.isArray(profile['journeys']) ? profile['journeys'].map(String) : []

/**
 * Reads many people at once, strongly consistent: two read units each for who follows one journey.
 * @returns by id; who is gone is left out.
 */
export async function findLearners(
  table: Pick<Table, 'getMany'>,
  refs: readonly { learnerId: LearnerId; journeyId?: JourneyId }[],
): Promise<Map<LearnerId, Found>> {
  const keys = new Map(
    refs
      .flatMap(({ learnerId, journeyId }) => [
        profileKey(learnerId),
        ...(journeyId ? [enrolmentKey(learnerId, journeyId)] : []),
      ])
      .map(key => [`${key.pk} ${key.sk}`, key]),
  )
  const items = await table.getMany([...keys.values()])
  const others = items
    .filter(item => item.sk === 'profile')
    .flatMap(item =>
      journeysOfProfile(item).map(id => enrolmentKey(item.pk.slice(personPartition('').length), id)),
    )
    .filter(key => !keys.has(`${key.pk} ${key.sk}`))
  const all = others.length > 0 ? [...items, ...(await table.getMany(others))] : items
  const people = [...Map.groupBy(all, item => item.pk)]
  return new Map(
    people.flatMap(([pk, rows]) => {
      const found = readRecord(rows)
      return found ? [[pk.slice(personPartition('').length), found] as const] : []
    }),
  )
}

/** A person, or why their rows cannot be read: one unreadable person keeps nobody else waiting. */
export type Found = { is: 'readable'; record: LearnerRecord } | { is: 'unreadable'; error: unknown }

/** Reads all rows of one person. @returns undefined for nobody, and for somebody erased. */
export function readRecord(rows: readonly Item[]): Found | undefined {
  try {
    const record = toRecord(rows)
    return record && { is: 'readable', record }
  } catch (error) {
    return { is: 'unreadable', error }
  }
}
