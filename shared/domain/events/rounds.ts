import { CalendarDay } from '../preferences.ts'
import { define, foldedInRuns, internal } from './definition.ts'
import { mailedAt, ofJourney } from './fields.ts'

/** A round of circles, by the Sunday on which it closes. */
const ofRound = { ...ofJourney, round: CalendarDay }

/** That somebody wants to meet others. What the others are to see of them stands in a row of its own, and in no event. */
export const roundEvents = {
  RoundJoined: define(
    { ...ofRound, ...mailedAt },
    { ...internal, about: 'journey', history: foldedInRuns('rj', ['round']) },
  ),
  RoundLeft: define(ofRound, { ...internal, about: 'journey', history: foldedInRuns('rl', ['round']) }),
  /** A group was proposed to them, and they said neither yes nor no. */
  RoundUnanswered: define(ofRound, {
    ...internal,
    about: 'journey',
    history: foldedInRuns('ru', ['round']),
  }),
  /** They said something, after rounds in which they had not. What, only the proposal's own row knows. */
  RoundAnswered: define(ofRound, { ...internal, about: 'journey', history: foldedInRuns('ra', ['round']) }),
}
