import { define, foldedInRuns, type Occasions, onBus } from './definition.ts'
import { mailedAt } from './fields.ts'

/** Told on the bus, so that no restore brings a link back that was stopped by then. No event says which link it is. */
const ofLink = {
  about: 'person',
  statistics: 'event',
  bus: onBus([], 'never', 'tells-only'),
  follows: 'never',
} as const

/** What becomes of the link by which somebody brings colleagues. */
export const invitationEvents = {
  /** It takes the place of the one before, which leads to no greeting any more. */
  InvitationMade: define({ ...mailedAt }, { ...ofLink, history: foldedInRuns('iv', []) }),
  InvitationStopped: define({}, { ...ofLink, history: foldedInRuns('ix', []) }),
}

/** When those on the bus happen, for the documentation. */
export const invitationOccasions: Occasions<typeof invitationEvents> = {
  InvitationMade:
    'Somebody made a link of their own by which they bring colleagues. One that they had before is dead.',
  InvitationStopped: 'Somebody stopped the link by which they brought colleagues.',
}
