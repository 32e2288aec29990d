import type { Clock } from '../../adapters/clock.ts'
import type { GroupOfSomebody, GroupsOfSomebody } from '../../domain/circles/groups-of.ts'
import type { LearnerId } from '../../domain/ids.ts'
import type { CircleTieStore } from '../../store/circle-ties.ts'
import type { LearnerStore } from '../../store/learners.ts'
import { type RoundStore, roundsKept } from '../../store/rounds.ts'
import { inSequence } from '../in-sequence.ts'
import { actInCircle, actOnProposal, type CircleDeps } from './act.ts'

/** Dependencies of taking a learner out of groups. */
export interface TakeOutDeps {
  clock: Clock
  learners: Pick<LearnerStore, 'find'>
  groups: CircleDeps & { rounds: Pick<RoundStore, 'forget'>; ties: Pick<CircleTieStore, 'forget'> }
}

/** Deletes what an erased person showed to others, and whom they knew. */
async function forget(
  { clock, groups }: TakeOutDeps,
  id: LearnerId,
  { groups: own, journeys }: GroupsOfSomebody,
): Promise<void> {
  for (const journeyId of journeys)
    for (const sunday of roundsKept(clock.now())) await groups.rounds.forget({ journeyId, id: sunday }, id)
  for (const { group } of own)
    await actInCircle(groups, group, { type: 'ForgetReporter', learnerId: id, at: clock.now() })
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
 * Takes a learner who left or was erased out of every proposal and circle of that epoch. This holds even if they have
 * come back, because a yes belongs to the epoch in which it was said. Idempotent. Until it is done no letter shows them, since
 * letters check for presence. A failing group does not stop the others.
 * @throws the first error.
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
  await inSequence(steps, step => step())
}
