import * as z from 'zod/mini'
import { Consent } from './consent.ts'
import { day } from './duration.ts'
import { Epoch, type Instant, JourneyId } from './ids.ts'
import { Preferences } from './preferences.ts'
import { Sector } from './sectors.ts'

const instant = z.int().check(z.minimum(0))

/**
 * A sign-up that waits for its confirmation. Anybody may fill in the form with any address, so nothing of it is the
 * learner's before the button of its own email is pressed: not its consent, not its times, not its journey.
 */
export const RequestedSignUp = z.object({
  /** The occurrence of the first account email that asked to confirm it; links name it so. */
  number: z.int(),
  /** The occurrence of the latest such account email. */
  accountEmail: z.int(),
  at: instant,
  /** When the form was sent, where it was decided upon later: that is when somebody agreed. */
  askedAt: z.optional(instant),
  /** The life in which somebody is once it is confirmed: a new one for who has left. */
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

/** What somebody who took part already agreed to for another journey, by the sign-up of that number or by an import. */
export const Joined = z.object({
  journeyId: JourneyId,
  request: z.optional(z.int()),
  /** Absent where it was lost with the table: that they pressed the button is known from the bus. */
  consent: z.optional(z.extend(Consent, { at: instant })),
})
export type Joined = z.infer<typeof Joined>

/** How long a sign-up that nobody confirms is kept: longer than any link to it lives. */
export const requestedFor = 30 * day

/** Those that can still be confirmed. */
export const stillWaiting = (requests: readonly RequestedSignUp[], at: Instant): readonly RequestedSignUp[] =>
  requests.filter(request => request.at > at - requestedFor)
