import type { DomainEvent } from '../domain/domain-event.ts'
import type { EmailRef } from '../domain/email-id.ts'
import type { JourneyId } from '../domain/ids.ts'
import { type Learner, requestOf } from '../domain/learner.ts'
import type { Details, SignUpOrigin } from './details.ts'
import { isProfile, journeyIdOf } from './keys.ts'
import { fromEnrolmentItem, fromProfileItem } from './learner-items.ts'
import { type RowState, unwritten } from './read-and-write.ts'
import type { Item, Write } from './table.ts'

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
  events: readonly DomainEvent[]
  details?: Details
  /** Of who is erased: further spellings of their addresses, as keyed hashes, that no import may take in. */
  suppress?: readonly string[]
  /** Writes that happen with it or not at all. */
  also?: readonly Write[]
}

/**
 * Where an account email that anybody can cause was asked from, and what mailbox and domain it goes to, as keyed hashes.
 * @returns undefined for every other account email, and once nobody waits for it any more.
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

/** A person who is about to be stored for the first time. */
export const newRecord = (learner: Learner, details: Details, addressIsTheirs = false): LearnerRecord => ({
  learner,
  details,
  addressIsTheirs,
  rows: { profile: unwritten, enrolments: {} },
})

/**
 * Reads all rows of one person.
 * @returns undefined for nobody, and for somebody erased.
 * @throws when a row has no shape that this version knows.
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

/** A person, or why their rows cannot be read: one unreadable person keeps nobody else waiting. */
export type Found = { is: 'readable'; record: LearnerRecord } | { is: 'unreadable'; error: unknown }

/** The same, with what cannot be read as a value. @returns undefined for nobody, and for somebody erased. */
export function readRecord(items: readonly Item[]): Found | undefined {
  try {
    const record = toRecord(items)
    return record && { is: 'readable', record }
  } catch (error) {
    return { is: 'unreadable', error }
  }
}

/** The journeys that somebody has rows for, as their own row says, even if the rest of it cannot be read. */
export const journeysOfProfile = (profile: Item): JourneyId[] =>
  Array.isArray(profile['journeys']) ? profile['journeys'].map(String) : []
