import * as z from 'zod/mini'
import { AccountEmailKind } from '../email.ts'
import { JourneyId } from '../ids.ts'
import {
  define,
  foldedInRuns,
  foldedWhenLong,
  internal,
  type Occasions,
  onBus,
  stateOnly,
} from './definition.ts'
import { instant, mailedAt } from './fields.ts'

const ofKind = { kind: AccountEmailKind, occurrence: z.int() }

/** Events of account emails. */
export const accountEmailEvents = {
  AccountEmailRequested: define(
    {
      ...ofKind,
      ...mailedAt,
      /** The journey that it is about, if no waiting sign-up says so. */
      about: z.optional(JourneyId),
      /** The number of the sign-up to confirm, unless this is the first email about it. */
      request: z.optional(z.int()),
      /** When it is sent later: the mailbox has had too many emails for now. */
      dueAt: z.optional(instant),
    },
    {
      about: 'person',
      history: foldedWhenLong('lr', ['kind']),
      statistics: 'event',
      bus: onBus([], 'unless-later', 'sends-email'),
      follows: 'never',
    },
  ),
  AccountEmailWithheld: define(
    {
      kind: AccountEmailKind,
      reason: z.enum(['asked-recently', 'mailbox-full', 'undeliverable', 'old-address', 'ended-since']),
    },
    {
      ...internal,
      about: 'person',
      history: foldedInRuns('lw', ['reason']),
      statistics: 'repeating',
    },
  ),
  /**
   * An email that anybody can cause has to wait: too many like it bounced or were requested, or it is late and its
   * mailbox has had others since.
   */
  AccountEmailDeferred: define(
    { ...ofKind, reason: z.enum(['many-bounce', 'many-asked', 'mailbox-busy']), dueAt: instant },
    { ...stateOnly, about: 'person' },
  ),
  AccountEmailSent: define(ofKind, {
    ...internal,
    about: 'person',
    history: foldedWhenLong('le', ['kind']),
    follows: 'email',
  }),
}

/** When those on the bus happen, for the documentation. */
export const accountEmailOccasions: Occasions<typeof accountEmailEvents> = {
  AccountEmailRequested:
    'An email about the sign-up itself is to go out at once: a confirmation, a private link.',
}
