import type { Clock } from '../../adapters/clock.ts'
import type { GroupOfSomebody, GroupsOfSomebody } from '../../domain/circles/groups-of.ts'
import type { LearnerId } from '../../domain/ids.ts'
import type { CircleTieStore } from '../../store/circle-ties.ts'
import type { LearnerStore } from '../../store/learners.ts'
import { type RoundStore, roundsKept } from '../../store/rounds.ts'
import { eachOf } from '../each-of.ts'
import { actInCircle, actOnProposal, type CircleDeps } from './act.ts'

/** What taking somebody out of their groups needs. */
export interface TakeOutDeps {
  clock: Clock
  learners: Pick<LearnerStore, 'find'>
  groups: CircleDeps & { rounds: Pick<RoundStore, 'forget'>; ties: Pick<CircleTieStore, 'forget'> }
}

/** Nothing of what an erased person showed to others stays, nor whom they knew. */
async function forget(
  { clock, groups }: TakeOutDeps,
  id: LearnerId,
  { journeys }: GroupsOfSomebody,
): Promise<void> {
  for (const journeyId of journeys)
    for (const sunday of roundsKept(clock.now())) await groups.rounds.forget({ journeyId, id: sunday }, id)
  await groups.ties.forget(id)
}

async function takeOut(
  { clock, groups }: TakeOutDeps,
  learnerId: LearnerId,
  { group, letterAt }: GroupOfSomebody,
): Promise<void> {
  const gone = { type: 'Go', learnerId, at: clock.now() } as const
  if (letterAt !== undefined)
    await actOnProposal(groups, group, { type: 'HandOverLetter', learnerId, at: letterAt })
  await actOnProposal(groups, group, gone)
  await actInCircle(groups, group, gone)
}

/**
 * Somebody left or was erased: they are gone from every proposal and circle that they left, also where they have come back since, since
 * a yes is of the life in which it was said. Done as often as it takes; until then no letter shows them, since whoever writes one
 * looks whether they are still here. A group that fails holds up no other, and nothing that is forgotten.
 * @throws what went wrong in the first that did.
 */
export async function takeOutOfGroups(
  deps: TakeOutDeps,
  learnerId: LearnerId,
  of: GroupsOfSomebody,
): Promise<void> {
  const forgetErased = async (): Promise<void> => {
    if (!(await deps.learners.find(learnerId))) await forget(deps, learnerId, of)
  }
  const steps = [...of.groups.map(group => () => takeOut(deps, learnerId, group)), forgetErased]
  await eachOf(steps, step => step())
}
