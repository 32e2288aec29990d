import { CalendarDay } from '../preferences.ts'
import { define, foldedInRuns, internal } from './definition.ts'
import { mailedAt, ofJourney } from './fields.ts'

/** A round of circles, by the Sunday on which it closes. */
const ofRound = { ...ofJourney, round: CalendarDay }

/** Events about joining a round. What others will see is in a row of its own and in no event. */
export const roundEvents = {
  RoundJoined: define(
    { ...ofRound, ...mailedAt },
    { ...internal, about: 'journey', history: foldedInRuns('rj', ['round']) },
  ),
  RoundLeft: define(ofRound, { ...internal, about: 'journey', history: foldedInRuns('rl', ['round']) }),
  /** The learner did not answer the proposal of a group. */
  RoundUnanswered: define(ofRound, {
    ...internal,
    about: 'journey',
    history: foldedInRuns('ru', ['round']),
  }),
  /** The learner answered a proposal after rounds without an answer. The answer itself is in the proposal's row alone. */
  RoundAnswered: define(ofRound, { ...internal, about: 'journey', history: foldedInRuns('ra', ['round']) }),
}
