import * as z from 'zod/mini'
import { AccountEmailKind } from './account-email-kind.ts'
import { Consent } from './consent.ts'
import { AccountEmail, JourneyEmail } from './email.ts'
import { Epoch, JourneyId, ModuleId } from './ids.ts'
import { Preferences } from './preferences.ts'
import { Sector } from './sectors.ts'

const instant = z.int().check(z.minimum(0))

/** Why an email that was due did not go out at that moment. */
export const DeferReason = z.enum([
  'on-a-break',
  'too-late',
  'one-a-day',
  'modules-first',
  'nothing-to-send',
  'recalled',
])
export type DeferReason = z.infer<typeof DeferReason>

const define = <T extends string, S extends z.core.$ZodShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), at: instant, ...shape })

const ofJourney = { journeyId: JourneyId }
const ofModule = { journeyId: JourneyId, moduleId: ModuleId }
/** When the email went out behind whose link it was pressed. */
const mailedAt = { mailedAt: z.optional(instant) }
/** When the engine next looks at this enrolment; absent when nothing is left to wait for. */
const dueAt = { dueAt: z.optional(instant) }

/**
 * All that can have happened, in the past tense. An event holds what `evolve` needs and no personal data beyond
 * preferences and sector; which of its fields go onto the bus stands in `contracts/bus.ts`.
 */
export const DomainEvent = z.discriminatedUnion('type', [
  define('SignUpRequested', {
    epoch: Epoch,
    /** Its number among the account emails, by which its confirmation names it. */
    request: z.int(),
    /** Of somebody who has left: the life that its confirmation begins. */
    begins: z.optional(Epoch),
    ...ofJourney,
    consent: Consent,
    preferences: Preferences,
    sector: z.optional(Sector),
  }),
  define('SignUpConfirmed', { epoch: Epoch, request: z.int(), ...ofJourney }),
  define('AccountEmailRequested', {
    kind: AccountEmailKind,
    occurrence: z.int(),
    ...mailedAt,
    /** Where it does not go at once: so many have gone to that mailbox. */
    dueAt: z.optional(instant),
  }),
  define('AccountEmailWithheld', {
    kind: AccountEmailKind,
    reason: z.enum(['asked-recently', 'mailbox-full', 'undeliverable', 'old-address']),
  }),
  /** An account email to an address that has proven nothing waits: too many like it bounced, or were asked for. */
  define('AccountEmailDeferred', {
    kind: AccountEmailKind,
    occurrence: z.int(),
    reason: z.enum(['many-bounce', 'many-asked']),
    dueAt: instant,
  }),
  define('AccountEmailSent', { kind: AccountEmailKind, occurrence: z.int() }),
  define('JourneyNotStarted', { ...ofJourney, reason: z.enum(['too-many-journeys']) }),
  define('JourneyStarted', { epoch: Epoch, ...ofJourney, version: z.int(), dueAt: instant }),
  define('ModuleEmailed', { ...ofModule, ...dueAt }),
  define('ReminderEmailed', { ...ofModule, ...dueAt, reminder: z.int() }),
  define('ModuleCompleted', { ...ofModule, ...dueAt, via: z.enum(['page', 'platform']) }),
  define('ModuleRetired', { ...ofModule, ...dueAt }),
  /** The word that the journey pauses went out; the pause itself is an event of its own. */
  define('PauseEmailed', { ...ofModule }),
  define('JourneyPaused', { ...ofJourney, by: z.enum(['learner', 'silence']), ...mailedAt }),
  define('JourneyResumed', { ...ofJourney, ...dueAt, ...mailedAt }),
  define('JourneyCompleted', { ...ofJourney }),
  define('EmailDeferred', { ...ofJourney, reason: DeferReason, dueAt: instant }),
  /** A claim: written down before SES is called, kept out of the history. */
  define('EmailClaimed', { ...ofJourney, email: JourneyEmail, by: z.string() }),
  define('AccountEmailClaimed', { email: AccountEmail, by: z.string() }),
  define('EmailOutcomeUnknown', { journeyId: z.optional(JourneyId), emailId: z.string(), dueAt: instant }),
  define('EmailAbsenceProven', { journeyId: z.optional(JourneyId), emailId: z.string() }),
  define('EmailTurnedBack', { journeyId: z.optional(JourneyId), reason: z.string() }),
  define('EmailFailed', {
    journeyId: z.optional(JourneyId),
    emailId: z.string(),
    reason: z.string(),
    /** The how-manieth refusal in a row, where it may be the person's address; after a few it is not tried again. */
    times: z.optional(z.int()),
    ...dueAt,
  }),
  define('PreferencesChanged', {
    preferences: Preferences,
    /** Each running journey's new due time. */
    dueAt: z.record(JourneyId, instant),
    ...mailedAt,
  }),
  define('AddressChangeRequested', { occurrence: z.int() }),
  /** `undoUntil` is absent where the old address takes no email, so that nobody could be told there. */
  define('AddressChanged', { occurrence: z.int(), undoUntil: z.optional(instant) }),
  define('AddressChangeUndone', { occurrence: z.int() }),
  define('OldAddressForgotten', {}),
  define('Unsubscribed', { via: z.enum(['page', 'one-click', 'operator']) }),
  define('EmailBounced', { lasting: z.boolean(), code: z.string() }),
  define('EmailComplained', {}),
  define('LearnerImported', {
    epoch: Epoch,
    consent: Consent,
    preferences: Preferences,
    sector: z.optional(Sector),
  }),
  define('LearnerSuppressed', {}),
  define('SuppressionLifted', {}),
  define('ModuleResendRequested', { ...ofModule }),
  define('LearnerErased', {}),
])
export type DomainEvent = z.infer<typeof DomainEvent>
/** An event's name. */
export type EventType = DomainEvent['type']
/** The event of that name. */
export type EventOf<T extends EventType> = Extract<DomainEvent, { type: T }>

const ofDelivery: readonly EventType[] = ['EmailClaimed', 'AccountEmailClaimed', 'AccountEmailDeferred']

/** Whether an event concerns nobody but whoever delivers, so that neither history nor bus has it. */
export const isOfDelivery = ({ type }: DomainEvent): boolean => ofDelivery.includes(type)
