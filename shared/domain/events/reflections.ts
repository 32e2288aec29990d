import { VoiceId } from '../reflections/reflection.ts'
import { define, foldedInRuns, internal } from './definition.ts'
import { mailedAt, ofModule } from './fields.ts'

/** By an excerpt's random id: what it says stands in a row of its own, and in no event. */
const ofVoice = { ...ofModule, voice: VoiceId }

/** What somebody lets others see of what they wrote. */
export const reflectionEvents = {
  ReflectionShared: define(
    { ...ofVoice, ...mailedAt },
    { ...internal, about: 'module', history: foldedInRuns('vs', ['moduleId', 'voice'], ['moduleId']) },
  ),
  ReflectionWithdrawn: define(ofVoice, {
    ...internal,
    about: 'module',
    history: foldedInRuns('vw', ['moduleId', 'voice'], ['moduleId']),
  }),
}
