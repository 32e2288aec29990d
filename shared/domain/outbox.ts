import type { EmailOutcome } from './commands.ts'
import { type Decision, nothing } from './decision.ts'
import type { DomainEvent, EventOf } from './domain-event.ts'
import { type AccountEmail, type Email, isOfGroup, isOfJourney, type JourneyEmail } from './email.ts'
import { emailId, type Unnamed } from './email-id.ts'
import { without } from './evolve/fields.ts'
import type { Epoch, Instant, JourneyId, LearnerId } from './ids.ts'
import { claimExpiry, evidenceDelay, maxRejections, nextEvidenceLook } from './sending-policy.ts'

/** A word kept in the table while an email is on its way to SES: nobody else sends meanwhile. */
export interface Claim<E extends Email = Email> {
  email: E
  at: Instant
  /** The worker's own word, so that it knows its claim again when the table's answer was lost. */
  by: string
  /** SES's answer never came: settled later by evidence, never by guessing. */
  unknownSince?: Instant
  /** When to look for evidence next, once the outcome is unknown. */
  lookAt?: Instant
}

/**
 * Where emails go out one at a time. A learner has one for account emails, and each of their enrolments has one for the
 * emails of that journey. What waits in it is its owner's business; what becomes of an email on its way is the same in both.
 */
export interface Outbox<E extends Email = Email> {
  /** How many emails have got a number here: the next one's occurrence. */
  emailCount: number
  claim?: Claim<E>
}

/** An email, or whatever comes next, that waits for its time. */
export interface Waiting {
  dueAt: Instant
  /** How often SES would not deliver it, since somebody last did something about it. */
  rejections?: number
}

/** Whose an outbox is: as events say it. */
export interface OfJourney {
  journeyId?: JourneyId
}

/** Whether SES has rejected it three times, so that it is not tried again by itself. */
export const isGivenUp = ({ rejections = 0 }: Pick<Waiting, 'rejections'>): boolean =>
  rejections >= maxRejections

/** Whether a moment is there, and has come. */
export const hasCome = (moment: Instant | undefined, at: Instant): boolean =>
  moment !== undefined && moment <= at

/** The earliest of these moments. */
export const earliest = (moments: readonly (Instant | undefined)[]): Instant | undefined => {
  const known = moments.filter(moment => moment !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}

/**
 * When an outbox is to be looked at: for what waits in it, or for the email that is on its way.
 * @param planned when what waits is due.
 */
export const outboxDueAt = (
  { claim }: Pick<Outbox, 'claim'>,
  planned: Instant | undefined,
): Instant | undefined => (claim ? (claim.lookAt ?? earliest([planned, claim.at + claimExpiry])) : planned)

/** Whether nobody knows if the email that was claimed went out. */
export const isUnknown = ({ claim }: Pick<Outbox, 'claim'>): boolean => claim?.unknownSince !== undefined

/** What a claim that stands means: an email on its way, lost with its worker, or waiting for evidence. */
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

/** Nothing is on its way, and this email goes out now. */
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

/** What follows from a rejection: when it is tried again, and how often it was rejected before, if that is counted. */
export interface AfterRejection {
  again: Instant | undefined
  before: number | undefined
}

type NotDelivered = Extract<EmailOutcome, { is: 'rejected' | 'failed' }>

/** What is the version's fault or the account's is its breaker's business, and nobody's own; so are words without sense. */
export function whyNotDelivered({ reason, ...outcome }: NotDelivered, { again, before }: AfterRejection) {
  const theirs = reason !== 'not-rendered' && !('whose' in outcome && outcome.whose)
  const counts = before !== undefined && theirs
  return { reason, ...(counts && { rejections: before + 1 }), ...(again !== undefined && { dueAt: again }) }
}

/** What can go wrong with an email on its way. */
export type EmailTrouble = EventOf<
  'EmailOutcomeUnknown' | 'EmailAbsenceProven' | 'EmailTurnedBack' | 'EmailFailed'
>

/** An outcome other than success, as an event. */
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

/** An outbox whose owner is asked what became of an email. */
export interface Settling<E extends Email> {
  of: OfJourney
  claim: Claim<E> | undefined
  /** The events that the claimed email went out. */
  wentOut(claim: Claim<E>): readonly DomainEvent[]
  rejection(claim: Claim<E>): AfterRejection
  /** SES speaks of an email that is not on its way any more. */
  afterwards(): Decision<'done' | 'done-before'>
}

/** @throws for any other email than a letter: whatever else is claimed has something to say. */
function cameToNothing({ email }: Claim, at: Instant): readonly DomainEvent[] {
  if (!isOfGroup(email))
    throw new Error(`Email ${email.id} has nothing to say, and is no letter about a group.`)
  const { journeyId, kind, group } = email
  return [{ type: 'CircleLetterDropped', at, journeyId, kind, group, why: 'came-to-nothing' }]
}

/** What SES answered, or what evidence said later. Asked twice, or of an email that is settled, it changes nothing. */
export function settle<E extends Email>(
  { of, claim, wentOut, rejection, afterwards }: Settling<E>,
  { at, emailId, outcome }: { at: Instant; emailId: string; outcome: EmailOutcome },
): Decision<'done' | 'done-before'> {
  if (claim?.email.id !== emailId) return afterwards()
  if (outcome.is === 'accepted') return { outcome: 'done', events: wentOut(claim) }
  if (outcome.is === 'moot') return { outcome: 'done', events: cameToNothing(claim, at) }
  return { outcome: 'done', events: [troubleBy(outcome, claim, at, of, rejection(claim))] }
}

/** An email is on its way from here. */
export const withClaim = <B extends Outbox>(outbox: B, { email, at, by }: EventOf<'EmailClaimed'>): B => ({
  ...outbox,
  claim: { email, at, by },
})

/**
 * The email on its way went wrong: its claim is held as unknown, or given back. One that may go out again gets another
 * number then, so that proof about this one will say nothing about that.
 */
export function withTrouble<B extends Outbox>(outbox: B, claim: Claim, event: EmailTrouble): B {
  if (event.type === 'EmailOutcomeUnknown') {
    const unknownSince = claim.unknownSince ?? event.at
    return { ...outbox, claim: { ...claim, unknownSince, lookAt: event.dueAt } }
  }
  const free = without(outbox, 'claim') as B
  return event.type === 'EmailTurnedBack' ? free : { ...free, emailCount: outbox.emailCount + 1 }
}

/** What waits, after it was rejected. */
export const withRejection = <W extends Pick<Waiting, 'rejections'>>(
  waiting: W,
  { rejections }: Pick<EventOf<'EmailFailed'>, 'rejections'>,
): W => (rejections === undefined ? waiting : { ...waiting, rejections })
