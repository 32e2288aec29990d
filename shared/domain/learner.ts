import type { Consent } from './consent.ts'
import { type AccountEmail, type Email, journeyOf } from './email.ts'
import type { EmailRef } from './email-id.ts'
import type { AccountEmailKind } from './email-kind-groups.ts'
import { type Enrolment, isOver } from './enrolment.ts'
import type { Epoch, Instant, JourneyId, LearnerId } from './ids.ts'
import type { Claim, Outbox, Waiting } from './outbox.ts'
import { noPreferences, type Preferences } from './preferences.ts'
import type { Joined, Joining, RequestedSignUp } from './requested-sign-up.ts'
import type { Sector } from './sectors.ts'

/** An account email that waits to be sent. */
export interface PendingAccountEmail extends Waiting {
  kind: AccountEmailKind
  occurrence: number
  /** The journey that it is about, if no waiting sign-up says so. */
  about?: JourneyId
  /** Why it waits, or last waited, for its turn: too many like it bounced, or too many were requested at once. */
  waitsFor?: 'many-bounce' | 'many-asked'
  /** When it counts against its mailbox, if not at `dueAt`. */
  turn?: Instant
}

/** Changes made through links of emails: counted over a day, and from zero for a newer email. */
export interface Presses {
  mailedAt: Instant
  since: Instant
  count: number
}

/** A change of address that the reader of the old address can still undo. */
export interface AddressUndo {
  /** The occurrence of the account email that asked for the change. */
  occurrence: number
  /** The occurrence of the account email to the old address. */
  accountEmail: number
  /** The address version to go back to. */
  addressVersion: number
  /** The old address is kept until then. */
  until: Instant
}

/** Whether a person takes part: asked to, does, or has left. An erased person is kept as a tombstone. */
export type LearnerStatus = 'pending' | 'active' | 'left' | 'erased'

/** Everything the engine knows of a person, without name and address, and the outbox of their account emails. */
export interface Learner extends Outbox<AccountEmail> {
  id: LearnerId
  epoch: Epoch
  status: LearnerStatus
  consent: Consent & { at: Instant }
  preferences: Preferences
  sector?: Sector
  /** Why no email can or may reach the address. */
  undeliverable?: 'bounced' | 'complained' | 'suppressed'
  /** Sign-ups that wait for their confirmation, oldest first. */
  requests: readonly RequestedSignUp[]
  /** The number of the sign-up that began this epoch. Its button gives the same answer on every press. */
  confirmed?: number
  /** What they confirmed later in this epoch, the last of each journey. */
  joined: readonly Joined[]
  /** Journeys of confirmed sign-ups that have not started, oldest first. */
  joining: readonly Joining[]
  /** Waiting account emails, each with the number that it got when it was requested. */
  accountEmails: readonly PendingAccountEmail[]
  /** When links to sensitive actions were recently requested, to limit their number. */
  linksAsked: readonly Instant[]
  /** When they last left or were suppressed. Sign-ups sent before that are void, however late they are handled. */
  endedAt?: Instant
  /** When the newest email went out whose link was used to request such a link. */
  linksAskedFrom?: Instant
  /** Recent changes through links, and when that email went out. */
  presses?: Presses
  /** The occurrence of the account email that asks to confirm a change of address. */
  addressChange?: number
  /** The version of the address; absent for the first. Links carry the version that they were mailed to. */
  addressVersion?: number
  /** Changes of address that can be undone from the address before, oldest first. */
  addressUndos?: readonly AddressUndo[]
  /** For people in several journeys: when the last email of any journey was claimed. */
  lastEmailAt?: Instant
  enrolments: Readonly<Record<JourneyId, Enrolment>>
}

/** Somebody before their first sign-up is stored. */
export const newLearner = (id: LearnerId, epoch: Epoch): Learner => ({
  id,
  epoch,
  status: 'pending',
  consent: { wording: '', mechanism: 'page', at: 0 },
  preferences: noPreferences,
  requests: [],
  joined: [],
  joining: [],
  accountEmails: [],
  emailCount: 0,
  linksAsked: [],
  enrolments: {},
})

/**
 * The most journeys at once. Leaving changes all their rows in one transaction, which has 100 items at most (DynamoDB
 * API).
 */
export const enrolmentCap = 20

/** Whether emails of journeys may go to this person at all. */
export const isReachable = (learner: Learner): boolean =>
  learner.status === 'active' && learner.undeliverable === undefined

/** The version of an address after a change. Each change has its own account email, so no two versions are equal. */
export const addressVersionAfter = (occurrence: number): number => occurrence + 1

/** The current claim of a learner in a journey; without a journey, that of their account emails. */
export const claimOf = (learner: Learner, journeyId: JourneyId | undefined): Claim | undefined =>
  journeyId === undefined ? learner.claim : learner.enrolments[journeyId]?.claim

/**
 * The journey whose language and zone apply to a person: the one about to start, otherwise one that they follow or
 * followed, otherwise the last one requested.
 */
export const mainJourneyOf = ({ joining, enrolments, requests }: Learner): JourneyId | undefined =>
  [
    ...joining,
    ...Object.values(enrolments).filter(one => !isOver(one)),
    ...Object.values(enrolments),
    ...requests.slice(-1),
  ][0]?.journeyId

/** The sign-up that an account email asks to confirm. */
export const requestOf = (
  { requests }: Pick<Learner, 'requests'>,
  { kind, occurrence }: Pick<EmailRef, 'kind' | 'occurrence'>,
): RequestedSignUp | undefined =>
  kind === 'confirm' || kind === 'join'
    ? requests.find(request => request.accountEmail === occurrence)
    : undefined

/**
 * The journey whose texts an email uses. For an account email, the journey that it is about or that the learner is
 * in.
 * @returns undefined if any journey will do.
 */
export const journeyOfWords = (email: Email, learner: Learner): JourneyId | undefined =>
  journeyOf(email) ??
  requestOf(learner, email)?.journeyId ??
  learner.accountEmails.find(one => one.kind === email.kind && one.occurrence === email.occurrence)?.about ??
  mainJourneyOf(learner)

/** The sign-up that nobody can confirm if this settled account email never arrived. */
export const requestLeftBy = (
  learner: Learner,
  accountEmail: Pick<EmailRef, 'kind' | 'occurrence'>,
): RequestedSignUp | undefined =>
  learner.accountEmails.some(({ occurrence }) => occurrence === accountEmail.occurrence)
    ? undefined
    : requestOf(learner, accountEmail)

/** The account email in flight; undefined if it is settled or no longer awaited. */
export const claimedAccountEmail = ({ claim, accountEmails }: Learner): PendingAccountEmail | undefined =>
  accountEmails.find(
    ({ kind, occurrence }) => kind === claim?.email.kind && occurrence === claim.email.occurrence,
  )

/** When an account email that anybody can cause counts against its mailbox. */
export const turnOf = ({ turn, dueAt }: PendingAccountEmail): Instant => turn ?? dueAt
