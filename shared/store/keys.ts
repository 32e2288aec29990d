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

/** Everything of a person stands in one partition, so that one query reads them whole. */
export const personPartition = (learnerId: LearnerId): string => `${personRows}${learnerId}`

/** The person's own row. */
export const profileKey = (learnerId: LearnerId): Key => ({ pk: personPartition(learnerId), sk: profile })

/** The row of a person in one journey. */
export const enrolmentKey = (learnerId: LearnerId, journeyId: JourneyId): Key => ({
  pk: personPartition(learnerId),
  sk: `${enrolment}${journeyId}`,
})

/** A row of somebody: of a journey, or the person's own. */
export interface RowRef {
  learnerId: LearnerId
  journeyId?: JourneyId
}

/** Where that row stands. */
export const rowKey = ({ learnerId, journeyId }: RowRef): Key =>
  journeyId === undefined ? profileKey(learnerId) : enrolmentKey(learnerId, journeyId)

/** What is left of somebody erased: that there was somebody, and when they went. */
export const tombstoneKey = (learnerId: LearnerId): Key => ({
  pk: personPartition(learnerId),
  sk: tombstone,
})

/** Whether a partition is a person's. */
export const isPersonPartition = (pk: string): boolean => pk.startsWith(personRows)

/** Whose partition it is, as its key says: whether such an id can be is for the caller to check. */
export const learnerIdOf = ({ pk }: Pick<Key, 'pk'>): LearnerId => pk.slice(personRows.length)

/** The journey of an enrolment's row, as its key says. @returns undefined for every other row. */
export const journeyIdOf = ({ sk }: Pick<Key, 'sk'>): JourneyId | undefined =>
  sk.startsWith(enrolment) ? sk.slice(enrolment.length) : undefined

/** Which row of which person a key leads to; for the keys of profiles and enrolments. */
export function rowRefOf(key: Key): RowRef {
  const [learnerId, journeyId] = [learnerIdOf(key), journeyIdOf(key)]
  return journeyId === undefined ? { learnerId } : { learnerId, journeyId }
}

/** Whether a row of a person is their own. */
export const isProfile = ({ sk }: Pick<Key, 'sk'>): boolean => sk === profile

/** Whether a row of a person says that they were erased. */
export const isTombstone = ({ sk }: Pick<Key, 'sk'>): boolean => sk === tombstone

/** @param hash the keyed hash of the normalised address; the address itself is nowhere a key. */
export const addressKey = (hash: string): Key => ({ pk: `${addressRows}${hash}`, sk: 'address' })

/** That somebody with this address was erased. @param hash as of an address that leads to somebody. */
export const suppressedKey = (hash: string): Key => ({ pk: `${suppressedRows}${hash}`, sk: 'erased' })

/** A sign-up that was received and is not handled yet. @param id random, and nobody's before it is handled. */
export const receivedKey = (id: LearnerId): Key => ({ pk: `${receivedRows}${id}`, sk: 'received' })

/** Which received sign-up a key leads to. @returns undefined for the keys of other rows. */
export const receivedIdOf = ({ pk }: Pick<Key, 'pk'>): LearnerId | undefined =>
  pk.startsWith(receivedRows) ? pk.slice(receivedRows.length) : undefined

/** The row behind the page after a sign-up. */
export const sentPageKey = (id: string): Key => ({ pk: `${sentPageRows}${id}`, sk: 'sent-page' })

/** The link by which somebody brings colleagues. @param id random. */
export const invitationKey = (id: string): Key => ({ pk: `${invitationRows}${id}`, sk: 'invitation' })

/** Everything that holds something back is read together. */
export const holdsPartition = holdRows

/** The row of one hold. */
export const holdKey = (name: string): Key => ({ pk: holdsPartition, sk: name })
