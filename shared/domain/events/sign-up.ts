import * as z from 'zod/mini'
import { Consent } from '../consent.ts'
import { Epoch } from '../ids.ts'
import { Preferences } from '../preferences.ts'
import { Sector } from '../sectors.ts'
import { define, foldedInRuns, foldedWhenLong, internal, type Occasions, onBus } from './definition.ts'
import { instant, ofJourney } from './fields.ts'

const asked = { consent: Consent, preferences: Preferences, sector: z.optional(Sector) }

/** Events of signing up. */
export const signUpEvents = {
  SignUpRequested: define(
    {
      epoch: Epoch,
      /** When the form was sent, if that was earlier: the time of consent. */
      askedAt: z.optional(instant),
      /** Its number among the account emails. The confirmation names the sign-up by it. */
      request: z.int(),
      /** For a person who has left: the epoch that the confirmation begins. */
      begins: z.optional(Epoch),
      ...ofJourney,
      ...asked,
    },
    {
      about: 'person',
      history: foldedInRuns('sr', ['journeyId', 'epoch', 'request', 'sector'], ['journeyId']),
      statistics: 'repeating',
      bus: onBus(['journeyId', 'sector', 'request'], 'never', 'tells-only'),
      follows: 'never',
    },
  ),
  SignUpConfirmed: define(
    {
      epoch: Epoch,
      request: z.int(),
      ...ofJourney,
      /** For a learner: this journey begins beside theirs, and nothing else of them changes. */
      joins: z.optional(z.literal(true)),
      /** For a new person who came by a learner's invitation link. Nothing records whose link it was. */
      invited: z.optional(z.literal(true)),
    },
    {
      about: 'person',
      history: foldedWhenLong(
        'sc',
        ['journeyId', 'epoch', 'request', 'joins', 'invited'],
        ['journeyId', 'invited'],
      ),
      statistics: 'confirmation',
      bus: onBus(['journeyId', 'request'], 'never', 'starts-journey'),
      follows: 'never',
    },
  ),
  /** For a person who takes part or has left: requests in their name that nobody confirmed in time were forgotten. */
  SignUpsForgotten: define({}, { ...internal, about: 'person', history: foldedInRuns('sf', []) }),
  LearnerImported: define(
    { epoch: Epoch, ...asked },
    { ...internal, about: 'person', history: foldedWhenLong('im', ['epoch'], []) },
  ),
  /** For a learner: an operator imported their consent for another journey. */
  JourneyImported: define(
    { ...ofJourney, consent: Consent },
    { ...internal, about: 'person', history: foldedWhenLong('ij', ['journeyId']) },
  ),
}

/** When those on the bus happen, for the documentation. */
export const signUpOccasions: Occasions<typeof signUpEvents> = {
  SignUpRequested:
    'Somebody who does not take part in this journey yet filled in the form. They may never confirm.',
  SignUpConfirmed:
    'The button behind the confirmation link was pressed: from here on a person takes part in this journey, perhaps beside others.',
}
