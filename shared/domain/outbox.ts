import type { EmailOutcome } from './commands.ts'
import { type Decision, nothing } from './decision.ts'
import type { DomainEvent, EventOf } from './domain-event.ts'
import { type AccountEmail, type Email, isOfGroup, isOfJourney, type JourneyEmail } from './email.ts'
import { emailId, type Unnamed } from './email-id.ts'
import { without } from './evolve/fields.ts'
import type { Epoch, Instant, JourneyId, LearnerId } from './ids.ts'
import { claimExpiry, evidenceDelay, maxRejections, nextEvidenceLook } from './sending-policy.ts'

/** Stored while an email is on its way to SES, so that nobody else sends it. */
export interface Claim<E extends Email = Email> {
  email: E
  at: Instant
  /** The worker's name, so that it recognises its claim if the response to its write was lost. */
  by: string
  /** Since when the outcome is unknown: SES's answer never came. Only evidence settles it. */
  unknownSince?: Instant
  /** When to look for evidence next, if the outcome is unknown. */
  lookAt?: Instant
}

/**
 * Sends emails one at a time. A learner has one for account emails, and each enrolment one for its journey. Their
 * queues differ; claims and outcomes work the same in both.
 */
export interface Outbox<E extends Email = Email> {
  /** How many emails have been numbered here: the occurrence of the next one. */
  emailCount: number
  claim?: Claim<E>
}

/** An email, or whatever comes next, that is due at a time. */
export interface Waiting {
  dueAt: Instant
  /** SES's rejections since the learner last did something about it. */
  rejections?: number
}

/** The journey that an outbox belongs to, as events name it. */
export interface OfJourney {
  journeyId?: JourneyId
}

/** Whether SES has rejected it three times, so that it is not retried automatically. */
export const isGivenUp = ({ rejections = 0 }: Pick<Waiting, 'rejections'>): boolean =>
  rejections >= maxRejections

/** Whether a moment is defined and not in the future. */
export const hasPassed = (moment: Instant | undefined, at: Instant): boolean =>
  moment !== undefined && moment <= at

/** The earliest of these moments. */
export const earliest = (moments: readonly (Instant | undefined)[]): Instant | undefined => {
  const known = moments.filter(moment => moment !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}

/**
 * When an outbox is due: for a waiting email, or to follow up the one in flight.
 * @param planned when the waiting email is due.
 */
export const outboxDueAt = (
  { claim }: Pick<Outbox, 'claim'>,
  planned: Instant | undefined,
): Instant | undefined => (claim ? (claim.lookAt ?? earliest([planned, claim.at + claimExpiry])) : planned)

/** Whether it is unknown if the claimed email went out. */
export const isUnknown = ({ claim }: Pick<Outbox, 'claim'>): boolean => claim?.unknownSince !== undefined

/** What follows while a claim stands: the email is in flight, was lost with its worker, or waits for evidence. */
export function whileClaimed(
  claim: Claim,
  at: Instant,
  of: OfJourney,
): Decision<'in-flight' | 'needs-evidence' | 'rescheduled'> {
  if (at - claim.at < claimExpiry) return nothing('in-flight')
  if (claim.unknownSince !== undefined) return nothing('needs-evidence')
  const dueAt = at + evidenceDelay
  return {
    outcome: 'rescheduled',
    events: [{ type: 'EmailOutcomeUnknown', at, ...of, emailId: claim.email.id, dueAt }],
  }
}

/** Claims an email, given that nothing is in flight. */
export function claimEmail(
  { id: learnerId, epoch }: { id: LearnerId; epoch: Epoch },
  { at, by }: { at: Instant; by: string },
  email: Unnamed<JourneyEmail | AccountEmail>,
): Decision<'claimed'> {
  const claimed = { ...email, id: emailId(learnerId, epoch, email) }
  const of = isOfJourney(claimed) ? { journeyId: claimed.journeyId } : {}
  return {
    outcome: 'claimed',
    email: claimed,
    events: [{ type: 'EmailClaimed', at, ...of, email: claimed, by }],
  }
}

/** When a rejected email is retried, and how often it was rejected before, if that is counted. */
export interface AfterRejection {
  again: Instant | undefined
  before: number | undefined
}

type NotDelivered = Extract<EmailOutcome, { is: 'rejected' | 'failed' }>

/**
 * The fields of a failure event. A rejection that is due to the version or the account is not counted against the
 * person, and neither is one for an unknown reason.
 */
export function whyNotDelivered({ reason, ...outcome }: NotDelivered, { again, before }: AfterRejection) {
  const theirs = reason !== 'not-rendered' && !('whose' in outcome && outcome.whose)
  const counts = before !== undefined && theirs
  return { reason, ...(counts && { rejections: before + 1 }), ...(again !== undefined && { dueAt: again }) }
}

/** The failures of an email in flight. */
export type EmailTrouble = EventOf<
  'EmailOutcomeUnknown' | 'EmailAbsenceProven' | 'EmailTurnedBack' | 'EmailFailed'
>

/** The event for an unsuccessful outcome. */
function troubleBy(
  outcome: Exclude<EmailOutcome, { is: 'accepted' | 'moot' }>,
  claim: Claim,
  at: Instant,
  of: OfJourney,
  rejection: AfterRejection,
): EmailTrouble {
  const common = { at, ...of, emailId: claim.email.id }
  switch (outcome.is) {
    case 'turned-back':
      return { type: 'EmailTurnedBack', at, ...of, reason: outcome.reason }
    case 'rejected':
    case 'failed':
      return { type: 'EmailFailed', ...common, ...whyNotDelivered(outcome, rejection) }
    case 'unknown':
      return {
        type: 'EmailOutcomeUnknown',
        ...common,
        dueAt: nextEvidenceLook(claim.unknownSince ?? at, at),
      }
    case 'absent':
      return { type: 'EmailAbsenceProven', ...common }
  }
}

/** An outbox whose owner settles an email. */
export interface Settling<E extends Email> {
  of: OfJourney
  claim: Claim<E> | undefined
  /** Returns the events that record the claimed email as sent. */
  wentOut(claim: Claim<E>): readonly DomainEvent[]
  rejection(claim: Claim<E>): AfterRejection
  /** SES reports on an email that is no longer in flight. */
  afterwards(): Decision<'done' | 'done-before'>
}

/** @throws if the email is no letter: any other email always has content. */
function cameToNothing({ email }: Claim, at: Instant): readonly DomainEvent[] {
  if (!isOfGroup(email))
    throw new Error(`Email ${email.id} has nothing to say, and is no letter about a group.`)
  const { journeyId, kind, group } = email
  return [{ type: 'CircleLetterDropped', at, journeyId, kind, group, why: 'came-to-nothing' }]
}

/** Settles an email by SES's answer or later evidence. Changes nothing if the email is settled already. */
export function settle<E extends Email>(
  { of, claim, wentOut, rejection, afterwards }: Settling<E>,
  { at, emailId, outcome }: { at: Instant; emailId: string; outcome: EmailOutcome },
): Decision<'done' | 'done-before'> {
  if (claim?.email.id !== emailId) return afterwards()
  if (outcome.is === 'accepted') return { outcome: 'done', events: wentOut(claim) }
  if (outcome.is === 'moot') return { outcome: 'done', events: cameToNothing(claim, at) }
  return { outcome: 'done', events: [troubleBy(outcome, claim, at, of, rejection(claim))] }
}

/** Puts an email in flight. */
export const withClaim = <B extends Outbox>(outbox: B, { email, at, by }: EventOf<'EmailClaimed'>): B => ({
  ...outbox,
  claim: { email, at, by },
})

/**
 * Applies a failure: the claim is held as unknown, or removed. An email that may go out again gets a new number, so
 * that evidence about the failed attempt says nothing about the new one.
 */
export function withTrouble<B extends Outbox>(outbox: B, claim: Claim, event: EmailTrouble): B {
  if (event.type === 'EmailOutcomeUnknown') {
    const unknownSince = claim.unknownSince ?? event.at
    return { ...outbox, claim: { ...claim, unknownSince, lookAt: event.dueAt } }
  }
  const free = without(outbox, 'claim') as B
  return event.type === 'EmailTurnedBack' ? free : { ...free, emailCount: outbox.emailCount + 1 }
}

/** Counts a rejection of a waiting email. */
export const withRejection = <W extends Pick<Waiting, 'rejections'>>(
  waiting: W,
  { rejections }: Pick<EventOf<'EmailFailed'>, 'rejections'>,
): W => (rejections === undefined ? waiting : { ...waiting, rejections })
