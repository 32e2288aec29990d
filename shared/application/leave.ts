import { type GroupsOfSomebody, groupsLeft, groupsOf } from '../domain/circles/groups-of.ts'
import type { CommandOf } from '../domain/commands.ts'
import type { JourneyId, LearnerId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { clearingWrite } from '../store/clearing.ts'
import type { LearnerRecord } from '../store/learner-record.ts'
import { type CommandDeps, executeCommand } from './execute-command.ts'

/** What they share is taken back behind it, and they are out of these groups, within about a minute. */
const andTakeBack =
  ({ clock }: CommandDeps, groupsIn: (learner: Learner) => GroupsOfSomebody) =>
  ({ learner }: LearnerRecord) => ({
    also: [clearingWrite(learner.id, clock.now(), groupsIn(learner))],
  })

/** Somebody leaves, and every journey of theirs with them. */
export const leave = (deps: CommandDeps, id: LearnerId, via: CommandOf<'Leave'>['via']) =>
  executeCommand(deps, id, { type: 'Leave', via }, andTakeBack(deps, groupsOf))

/** Somebody leaves one journey. */
export const leaveJourney = (deps: CommandDeps, id: LearnerId, journeyId: JourneyId) =>
  executeCommand(
    deps,
    id,
    { type: 'LeaveJourney', journeyId },
    andTakeBack(deps, learner => groupsLeft(learner, journeyId)),
  )
