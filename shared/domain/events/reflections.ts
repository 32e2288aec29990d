import { VoiceId } from '../reflections/reflection.ts'
import { define, foldedInRuns, internal, type Occasions, onBus } from './definition.ts'
import { mailedAt, ofModule } from './fields.ts'

/** Names an excerpt by its random id. Its text is in a row of its own and in no event. */
const ofVoice = { ...ofModule, voice: VoiceId }

/** Published, so that a restore does not show an excerpt again that was hidden in the meantime. */
const hidden = {
  about: 'module',
  statistics: 'event',
  bus: onBus(['journeyId', 'moduleId', 'voice'], 'never', 'tells-only'),
  follows: 'never',
} as const

/** Events about the excerpts of a learner's texts that others may see. */
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
  /** The text was deleted, whether or not an excerpt was shared. */
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
