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
  /** The journey that it speaks of, where no sign-up that waits says so. */
  about?: JourneyId
  /** Why it waits for its turn, or last did: too many like it bounced, or were asked for at once. */
  waitsFor?: 'many-bounce' | 'many-asked'
  /** When it counts as sent to its mailbox, where that is not when it is due. */
  turn?: Instant
}

/** Changes through links of emails, counted over a day, and anew from a newer email. */
export interface Presses {
  mailedAt: Instant
  since: Instant
  count: number
}

/** A change of address, until whoever reads the old one has had time to undo it. */
export interface AddressUndo {
  /** Of the account email that asked for the change. */
  occurrence: number
  /** Of the account email that tells the old address. */
  accountEmail: number
  /** Which address it goes back to. */
  addressVersion: number
  /** The old address is kept until then. */
  until: Instant
}

/** Whether somebody takes part: asked to, does, or has left. Erased is kept apart, as a tombstone. */
export type LearnerStatus = 'pending' | 'active' | 'left' | 'erased'

/** Everything the engine knows of a person, with the outbox of their account emails: no name, no address. */
export interface Learner extends Outbox<AccountEmail> {
  id: LearnerId
  epoch: Epoch
  status: LearnerStatus
  consent: Consent & { at: Instant }
  preferences: Preferences
  sector?: Sector
  /** Mail cannot, or must not, reach this address any more. */
  undeliverable?: 'bounced' | 'complained' | 'suppressed'
  /** Sign-ups that wait for their confirmation, oldest first. */
  requests: readonly RequestedSignUp[]
  /** The number of the sign-up that this life began with: its button says the same however often it is pressed. */
  confirmed?: number
  /** What they confirmed later in this life, the last of each journey. */
  joined: readonly Joined[]
  /** Journeys that confirmed sign-ups asked for, oldest first, until each has started; looked at again until then. */
  joining: readonly Joining[]
  /** Those that wait, each with the number that it got when it was asked for. */
  accountEmails: readonly PendingAccountEmail[]
  /** When links for delicate things were asked for lately, to hold the number down. */
  linksAsked: readonly Instant[]
  /** When they last left, or were suppressed: sign-ups from before that are over, however late they are handled. */
  endedAt?: Instant
  /** From the newest email behind whose link such an account email was asked for. */
  linksAskedFrom?: Instant
  /** What was changed lately through links, and from how new an email. */
  presses?: Presses
  /** The change of address that waits for its confirmation: the occurrence of the account email that asks for it. */
  addressChange?: number
  /** Which of their addresses this is: links carry the one that they were mailed to. Absent for the first. */
  addressVersion?: number
  /** Changes of address that can be undone from the address before, oldest first. */
  addressUndos?: readonly AddressUndo[]
  /** For people in several journeys: when the last email of any of them was claimed. */
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

/** Journeys at once. Leaving changes the rows of all of them in one transaction of 100 rows at most (DynamoDB API). */
export const enrolmentCap = 20

/** Whether emails of journeys may go to this person at all. */
export const isReachable = (learner: Learner): boolean =>
  learner.status === 'active' && learner.undeliverable === undefined

/** Which address of somebody's a change makes: as each change has an account email of its own, no two have the same. */
export const addressVersionAfter = (occurrence: number): number => occurrence + 1

/** The claim that stands for a person in a journey; without a journey, that on an account email. */
export const claimOf = (learner: Learner, journeyId: JourneyId | undefined): Claim | undefined =>
  journeyId === undefined ? learner.claim : learner.enrolments[journeyId]?.claim

/**
 * The journey that somebody is about to start, or one that they follow or followed, or the last that they asked for: its
 * language and zone are theirs.
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
 * The journey in whose words an email is written; account emails in those of the journey that it speaks of, or that somebody is in.
 * @returns undefined where any journey will do.
 */
export const journeyOfWords = (email: Email, learner: Learner): JourneyId | undefined =>
  journeyOf(email) ??
  requestOf(learner, email)?.journeyId ??
  learner.accountEmails.find(one => one.kind === email.kind && one.occurrence === email.occurrence)?.about ??
  mainJourneyOf(learner)

/** The sign-up that nobody could confirm if this account email, which is settled, had never come. */
export const requestLeftBy = (
  learner: Learner,
  accountEmail: Pick<EmailRef, 'kind' | 'occurrence'>,
): RequestedSignUp | undefined =>
  learner.accountEmails.some(({ occurrence }) => occurrence === accountEmail.occurrence)
    ? undefined
    : requestOf(learner, accountEmail)

/** The account email that is on its way; undefined when it is settled, or nobody waits for it any more. */
export const claimedAccountEmail = ({ claim, accountEmails }: Learner): PendingAccountEmail | undefined =>
  accountEmails.find(
    ({ kind, occurrence }) => kind === claim?.email.kind && occurrence === claim.email.occurrence,
  )

/** When an account email that anybody can cause counts as sent to its mailbox. */
export const turnOf = ({ turn, dueAt }: PendingAccountEmail): Instant => turn ?? dueAt
