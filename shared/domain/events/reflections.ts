import { VoiceId } from '../reflections/reflection.ts'
import { define, foldedInRuns, internal, type Occasions, onBus } from './definition.ts'
import { mailedAt, ofModule } from './fields.ts'

/** By an excerpt's random id: what it says stands in a row of its own, and in no event. */
const ofVoice = { ...ofModule, voice: VoiceId }

/** Told on the bus, so that no restore shows again what was hidden by then. */
const hidden = {
  about: 'module',
  statistics: 'event',
  bus: onBus(['journeyId', 'moduleId', 'voice'], 'never', 'tells-only'),
  follows: 'never',
} as const

/** What somebody lets others see of what they wrote. */
export const reflectionEvents = {
  ReflectionShared: define(
    { ...ofVoice, ...mailedAt },
    { ...internal, about: 'module', history: foldedInRuns('vs', ['moduleId', 'voice'], ['moduleId']) },
  ),
  ReflectionWithdrawn: define(ofVoice, {
    ...hidden,
    history: foldedInRuns('vw', ['moduleId', 'voice'], ['moduleId']),
  }),
  /** Readers reported it. */
  ReflectionHidden: define(ofVoice, {
    ...hidden,
    history: foldedInRuns('vh', ['moduleId', 'voice'], ['moduleId']),
  }),
  /** The text itself, whether an excerpt of it was shared or not. */
  ReflectionDeleted: define(ofModule, {
    ...hidden,
    history: foldedInRuns('vd', ['moduleId']),
    bus: onBus(['journeyId', 'moduleId'], 'never', 'tells-only'),
  }),
}

/** When those on the bus happen, for the documentation. */
export const reflectionOccasions: Occasions<typeof reflectionEvents> = {
  ReflectionWithdrawn:
    'Somebody took back an excerpt that they had shared of what they wrote. No event says what it says.',
  ReflectionHidden: 'Readers reported an excerpt, and it is hidden until a person has looked at it.',
  ReflectionDeleted: 'Somebody deleted what they had written about a module.',
}
