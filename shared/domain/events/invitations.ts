import { define, foldedInRuns, type Occasions, onBus } from './definition.ts'
import { mailedAt } from './fields.ts'

/**
 * Published, so that a restore does not bring back a link that was stopped in the meantime. No event says which link
 * it is.
 */
const ofLink = {
  about: 'person',
  statistics: 'event',
  bus: onBus([], 'never', 'tells-only'),
  follows: 'never',
} as const

/** Events about a learner's invitation link for colleagues. */
export const invitationEvents = {
  /** Replaces the previous link, which stops greeting colleagues. */
  InvitationMade: define({ ...mailedAt }, { ...ofLink, history: foldedInRuns('iv', []) }),
  InvitationStopped: define({}, { ...ofLink, history: foldedInRuns('ix', []) }),
}

/** When those on the bus happen, for the documentation. */
export const invitationOccasions: Occasions<typeof invitationEvents> = {
  InvitationMade:
    'Somebody made a link of their own by which they bring colleagues. One that they had before is dead.',
  InvitationStopped: 'Somebody stopped the link by which they brought colleagues.',
}
