import type { Enrolment } from '../enrolment.ts'
import type { Instant, JourneyId } from '../ids.ts'
import type { Learner } from '../learner.ts'
import { circleOfTurn } from './group-id.ts'
import type { CircleLetter } from './letter.ts'

/** A proposal or a circle that somebody may be in. */
export interface GroupOfSomebody {
  group: string
  /** Of a proposal: when the letter was handed to SES that asked them. */
  letterAt?: Instant | undefined
}

/** What is to be gone through when somebody leaves or is erased. */
export interface GroupsOfSomebody {
  groups: readonly GroupOfSomebody[]
  /** From which they may have joined a round. */
  journeys: readonly JourneyId[]
}

function groupOf({ kind, group, sent }: CircleLetter): GroupOfSomebody[] {
  switch (kind) {
    case 'circle-proposal':
      return [{ group, ...(sent && { letterAt: sent.at }) }]
    case 'circle-introduction':
    case 'circle-ended':
      return [{ group }]
    case 'circle-hosting':
      return [{ group: circleOfTurn(group).id }]
    case 'circle-nobody':
      return []
  }
}

/** Those of one journey. */
export const groupsIn = ({ letters = [] }: Pick<Enrolment, 'letters'>): readonly GroupOfSomebody[] =>
  letters.flatMap(groupOf)

type Journeys = Pick<Learner, 'enrolments'>

const ofJourneys = (
  { enrolments }: Journeys,
  isOne: (enrolment: Enrolment) => boolean = () => true,
): GroupsOfSomebody => {
  const groups = Object.values(enrolments).filter(isOne).flatMap(groupsIn)
  return { groups, journeys: Object.keys(enrolments) }
}

/** The groups that somebody has had letters about, as long as anything may come of them. */
export const groupsOf = (learner: Journeys): GroupsOfSomebody => ofJourneys(learner)

/**
 * Those that they are out of for good once they leave a journey, whether or not they come back the next moment: coming back forgets the
 * letters. Whatever they had left before is among them.
 */
export const groupsLeft = (learner: Journeys, journeyId: JourneyId): GroupsOfSomebody =>
  ofJourneys(learner, one => one.journeyId === journeyId || one.phase.is === 'left')
