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

/** The groups that somebody has had letters about, as long as anything may come of them. */
export function groupsOf({ enrolments }: Pick<Learner, 'enrolments'>): GroupsOfSomebody {
  const letters = Object.values(enrolments).flatMap(({ letters = [] }) => letters)
  return { groups: letters.flatMap(groupOf), journeys: Object.keys(enrolments) }
}
