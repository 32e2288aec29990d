import * as z from 'zod/mini'
import { Consent } from './consent.ts'
import { day } from './duration.ts'
import { Epoch, type Instant, JourneyId } from './ids.ts'
import { Preferences } from './preferences.ts'
import { Sector } from './sectors.ts'

const instant = z.int().check(z.minimum(0))

/**
 * An unconfirmed sign-up. Anybody may fill in the form with any address, so nothing of it (consent, times, journey)
 * becomes the learner's before the button of its own email is pressed.
 */
export const RequestedSignUp = z.object({
  /** The occurrence of the first account email about it. Links identify the sign-up by it. */
  number: z.int(),
  /** The occurrence of the latest account email about it. */
  accountEmail: z.int(),
  at: instant,
  /** When the form was sent, if that was earlier: the time of consent. */
  askedAt: z.optional(instant),
  /** The epoch once it is confirmed: a new one for a person who has left. */
  epoch: Epoch,
  journeyId: JourneyId,
  consent: Consent,
  preferences: Preferences,
  sector: z.optional(Sector),
})
export type RequestedSignUp = z.infer<typeof RequestedSignUp>

/** A journey that a confirmed sign-up asked for, until it has started. */
export const Joining = z.object({ journeyId: JourneyId, since: instant })
export type Joining = z.infer<typeof Joining>

/** Consent for another journey that a learner gave later, by the sign-up of that number or by an import. */
export const Joined = z.object({
  journeyId: JourneyId,
  request: z.optional(z.int()),
  /** Absent if it was lost in a restore: only the press is known from the bus. */
  consent: z.optional(z.extend(Consent, { at: instant })),
})
export type Joined = z.infer<typeof Joined>

/** How long an unconfirmed sign-up is kept, in milliseconds: longer than any link to it is valid. */
export const requestedFor = 30 * day

/** The sign-ups that can still be confirmed. */
export const stillWaiting = (requests: readonly RequestedSignUp[], at: Instant): readonly RequestedSignUp[] =>
  requests.filter(request => request.at > at - requestedFor)
