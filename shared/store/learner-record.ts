import type { DomainEvent } from '../domain/domain-event.ts'
import type { EmailRef } from '../domain/email-id.ts'
import type { JourneyId } from '../domain/ids.ts'
import { type Learner, requestOf } from '../domain/learner.ts'
import type { Details, SignUpOrigin } from './details.ts'
import { isProfile, journeyIdOf } from './keys.ts'
import { fromEnrolmentItem, fromProfileItem } from './learner-items.ts'
import { type RowState, unwritten } from './read-and-write.ts'
import type { Item, Write } from './table.ts'

/** A person as stored: the engine's state, the personal data, and the versions that a write is conditional on. */
export interface LearnerRecord {
  learner: Learner
  details: Details
  rows: { profile: RowState; enrolments: Readonly<Record<JourneyId, RowState>> }
  /** For a person who is not stored: their address row leads to this id already, because rows expire one by one. */
  addressIsTheirs?: boolean
}

/** A change of a person. */
export interface Change {
  after: Learner
  events: readonly DomainEvent[]
  details?: Details
  /** For an erasure: keyed hashes of further spellings of their addresses, which no import may take in. */
  suppress?: readonly string[]
  /** Further writes in the same transaction. */
  also?: readonly Write[]
}

/**
 * The origin of an account email that anybody can cause, as keyed hashes.
 * @returns undefined for other account emails, and once nobody waits for it.
 */
export function originOf(
  { learner, details }: LearnerRecord,
  accountEmail: Pick<EmailRef, 'kind' | 'occurrence'>,
): SignUpOrigin | undefined {
  if (accountEmail.kind === 'confirm-address')
    return learner.addressChange === accountEmail.occurrence ? details.newOrigin : undefined
  const request = requestOf(learner, accountEmail)
  return request ? details.requests?.[request.number]?.origin : details.origins?.[accountEmail.kind]
}

/** The record of a person who is about to be stored for the first time. */
export const newRecord = (learner: Learner, details: Details, addressIsTheirs = false): LearnerRecord => ({
  learner,
  details,
  addressIsTheirs,
  rows: { profile: unwritten, enrolments: {} },
})

/**
 * Parses all rows of a person.
 * @returns undefined for no person or an erased one.
 * @throws if a row has no shape that this version knows.
 */
export function toRecord(items: readonly Item[]): LearnerRecord | undefined {
  const profileItem = items.find(isProfile)
  if (!profileItem) return undefined
  const profile = fromProfileItem(profileItem)
  const read = items.filter(item => journeyIdOf(item) !== undefined).map(fromEnrolmentItem)
  const enrolments = Object.fromEntries(read.map(({ enrolment }) => [enrolment.journeyId, enrolment]))
  const rows = Object.fromEntries(read.map(({ enrolment, row }) => [enrolment.journeyId, row]))
  return {
    learner: { ...profile.learner, enrolments },
    details: profile.details,
    rows: { profile: profile.row, enrolments: rows },
  }
}

/** A person, or why their rows cannot be read, so that an unreadable person does not stop others. */
export type Found = { is: 'readable'; record: LearnerRecord } | { is: 'unreadable'; error: unknown }

/**
 * Parses the rows of a person. Unreadable rows are a result, not an error.
 * @returns undefined for no person or an erased one.
 */
export function readRecord(items: readonly Item[]): Found | undefined {
  try {
    const record = toRecord(items)
    return record && { is: 'readable', record }
  } catch (error) {
    return { is: 'unreadable', error }
  }
}

/** The journeys in a profile, even if the rest of it cannot be read. */
export const journeysOfProfile = (profile: Item): JourneyId[] =>
  Array.isArray(profile['journeys']) ? profile['journeys'].map(String) : []
