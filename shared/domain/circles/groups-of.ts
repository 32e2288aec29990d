import type { Enrolment } from '../enrolment.ts'
import type { Instant, JourneyId } from '../ids.ts'
import type { Learner } from '../learner.ts'
import { circleOfTurn } from './group-id.ts'
import type { CircleLetter } from './letter.ts'

/** A proposal or a circle that a learner may be in. */
export interface GroupOfSomebody {
  group: string
  /** For a proposal: when the letter that asked them was handed to SES. */
  letterAt?: Instant | undefined
}

/** The groups and journeys to go through when a learner leaves or is erased. */
export interface GroupsOfSomebody {
  groups: readonly GroupOfSomebody[]
  /** The journeys from which they may have joined a round. */
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

/** The groups of one journey. */
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

/** The groups that a learner had letters about, for as long as those letters are remembered. */
export const groupsOf = (learner: Journeys): GroupsOfSomebody => ofJourneys(learner)

/**
 * The groups that a learner loses for good by leaving a journey, even if they return at once, because returning
 * forgets the letters. Includes the groups of journeys that they left before.
 */
export const groupsLeft = (learner: Journeys, journeyId: JourneyId): GroupsOfSomebody =>
  ofJourneys(learner, one => one.journeyId === journeyId || one.phase.is === 'left')
