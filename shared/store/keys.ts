import {
  addressRows,
  holdRows,
  invitationRows,
  personRows,
  receivedRows,
  sentPageRows,
  suppressedRows,
} from '../contracts/row-kinds.ts'
import type { JourneyId, LearnerId } from '../domain/ids.ts'
import type { Key } from './table.ts'

const enrolment = 'E#'
const profile = 'profile'
const tombstone = 'tombstone'

/** All rows of a person are in one partition, so that one query reads them. */
export const personPartition = (learnerId: LearnerId): string => `${personRows}${learnerId}`

/** The person's own row. */
export const profileKey = (learnerId: LearnerId): Key => ({ pk: personPartition(learnerId), sk: profile })

/** The row of a person in one journey. */
export const enrolmentKey = (learnerId: LearnerId, journeyId: JourneyId): Key => ({
  pk: personPartition(learnerId),
  sk: `${enrolment}${journeyId}`,
})

/** Identifies a row of a person: of a journey, or their own. */
export interface RowRef {
  learnerId: LearnerId
  journeyId?: JourneyId
}

/** The key of that row. */
export const rowKey = ({ learnerId, journeyId }: RowRef): Key =>
  journeyId === undefined ? profileKey(learnerId) : enrolmentKey(learnerId, journeyId)

/** The key of the tombstone: that there was a person, and when they were erased. */
export const tombstoneKey = (learnerId: LearnerId): Key => ({
  pk: personPartition(learnerId),
  sk: tombstone,
})

/** Whether a partition is a person's. */
export const isPersonPartition = (pk: string): boolean => pk.startsWith(personRows)

/** The learner's id in a key; not validated. */
export const learnerIdOf = ({ pk }: Pick<Key, 'pk'>): LearnerId => pk.slice(personRows.length)

/**
 * The journey of an enrolment's key.
 * @returns undefined for other rows.
 */
export const journeyIdOf = ({ sk }: Pick<Key, 'sk'>): JourneyId | undefined =>
  sk.startsWith(enrolment) ? sk.slice(enrolment.length) : undefined

/** The person and row that a key belongs to; for the keys of profiles and enrolments only. */
export function rowRefOf(key: Key): RowRef {
  const [learnerId, journeyId] = [learnerIdOf(key), journeyIdOf(key)]
  return journeyId === undefined ? { learnerId } : { learnerId, journeyId }
}

/** Whether a person's row is their profile. */
export const isProfile = ({ sk }: Pick<Key, 'sk'>): boolean => sk === profile

/** Whether a person's row is a tombstone. */
export const isTombstone = ({ sk }: Pick<Key, 'sk'>): boolean => sk === tombstone

/** @param hash the keyed hash of the normalised address. No key contains an address. */
export const addressKey = (hash: string): Key => ({ pk: `${addressRows}${hash}`, sk: 'address' })

/**
 * Marks that a person with this address was erased.
 * @param hash as in `addressKey`.
 */
export const suppressedKey = (hash: string): Key => ({ pk: `${suppressedRows}${hash}`, sk: 'erased' })

/**
 * A received, unhandled sign-up.
 * @param id random; identifies nobody before the sign-up is handled.
 */
export const receivedKey = (id: LearnerId): Key => ({ pk: `${receivedRows}${id}`, sk: 'received' })

/**
 * The id of a received sign-up's key.
 * @returns undefined for other rows.
 */
export const receivedIdOf = ({ pk }: Pick<Key, 'pk'>): LearnerId | undefined =>
  pk.startsWith(receivedRows) ? pk.slice(receivedRows.length) : undefined

/** The row of the page after the form. */
export const sentPageKey = (id: string): Key => ({ pk: `${sentPageRows}${id}`, sk: 'sent-page' })

/**
 * An invitation link.
 * @param id random.
 */
export const invitationKey = (id: string): Key => ({ pk: `${invitationRows}${id}`, sk: 'invitation' })

/** All holds are in one partition, so that one query reads them. */
export const holdsPartition = holdRows

/** The row of one hold. */
export const holdKey = (name: string): Key => ({ pk: holdsPartition, sk: name })
