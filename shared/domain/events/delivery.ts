import * as z from 'zod/mini'
import { AccountEmail, JourneyEmail } from '../email.ts'
import {
  define,
  foldedInRuns,
  foldedWhenLong,
  internal,
  kept,
  type Occasions,
  onBus,
  stateOnly,
} from './definition.ts'
import { dueAt, instant, ofJourney, ofModule, ofSomeJourney } from './fields.ts'

/** Why a due email was not sent at that moment. */
export const DeferReason = z.enum([
  'on-a-break',
  'too-late',
  'one-a-day',
  'modules-first',
  'letters-first',
  'nothing-to-send',
  'recalled',
])
export type DeferReason = z.infer<typeof DeferReason>

/** An email of a journey was sent. */
const emailed = { ...internal, about: 'module', follows: 'email' } as const

/** The journey version whose text went out, if known. */
const inWordsOf = { journeyVersion: z.optional(z.int()) }

/** An error that may repeat, with an email that may belong to a journey. */
const repeating = { about: 'journey', statistics: 'repeating', bus: 'off' } as const

/** The outcomes of emails. */
export const deliveryEvents = {
  /** Written down before SES is called. */
  EmailClaimed: define(
    { ...ofSomeJourney, email: z.union([JourneyEmail, AccountEmail]), by: z.string() },
    { ...stateOnly, about: 'journey' },
  ),
  ModuleEmailed: define(
    { ...ofModule, ...dueAt, ...inWordsOf },
    { ...emailed, history: kept('m', ['moduleId', 'journeyVersion']), statistics: 'arrival' },
  ),
  ReminderEmailed: define(
    { ...ofModule, ...dueAt, ...inWordsOf, reminder: z.int() },
    { ...emailed, history: kept('r', ['moduleId', 'journeyVersion']) },
  ),
  /** The notice that the journey pauses went out. The pause is an event of its own. */
  PauseEmailed: define(
    { ...ofModule, ...inWordsOf },
    { ...emailed, history: kept('pe', ['moduleId', 'journeyVersion']) },
  ),
  /** A journey's last email was sent. */
  EndEmailed: define(
    { ...ofModule, ...inWordsOf },
    { ...emailed, history: kept('ee', ['moduleId', 'journeyVersion']) },
  ),
  EmailDeferred: define(
    { ...ofJourney, reason: DeferReason, dueAt: instant },
    { ...repeating, history: foldedInRuns('w', ['reason']), follows: 'otherwise' },
  ),
  EmailOutcomeUnknown: define(
    { ...ofSomeJourney, emailId: z.string(), dueAt: instant },
    { ...repeating, history: foldedInRuns('u', []), follows: 'otherwise' },
  ),
  EmailAbsenceProven: define(
    { ...ofSomeJourney, emailId: z.string() },
    {
      about: 'journey',
      history: foldedWhenLong('a', []),
      statistics: 'event',
      bus: onBus(['journeyId'], 'always', 'sends-email'),
      follows: 'no-email',
    },
  ),
  EmailTurnedBack: define(
    { ...ofSomeJourney, reason: z.string() },
    { ...repeating, history: foldedInRuns('tb', ['reason']), follows: 'no-email' },
  ),
  EmailFailed: define(
    {
      ...ofSomeJourney,
      emailId: z.string(),
      reason: z.string(),
      /** Rejections in a row that may be due to the person's address. After three the email is not tried again. */
      rejections: z.optional(z.int()),
      ...dueAt,
    },
    {
      ...internal,
      about: 'journey',
      history: foldedWhenLong('ef', ['reason', 'rejections'], ['reason']),
      follows: 'no-email',
    },
  ),
  EmailBounced: define(
    { lasting: z.boolean(), code: z.string() },
    {
      ...internal,
      about: 'person',
      history: { ...foldedInRuns('b', ['code', 'lasting'], ['code']), usually: { lasting: false } },
      statistics: 'bounce',
    },
  ),
  EmailComplained: define({}, { ...internal, about: 'person', history: foldedWhenLong('c', []) }),
}

/** When those on the bus happen, for the documentation. */
export const deliveryOccasions: Occasions<typeof deliveryEvents> = {
  EmailAbsenceProven:
    'An email whose outcome was unknown is proven never to have been sent, and goes out again.',
}
