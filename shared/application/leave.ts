import { type GroupsOfSomebody, groupsLeft, groupsOf } from '../domain/circles/groups-of.ts'
import type { CommandOf } from '../domain/commands.ts'
import type { JourneyId, LearnerId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { clearingWrite } from '../store/clearing.ts'
import type { LearnerRecord } from '../store/learner-record.ts'
import { type CommandDeps, executeCommand } from './execute-command.ts'

/** Has the learner's shared excerpts withdrawn and takes them out of these groups, within about a minute. */
const andTakeBack =
  ({ clock }: CommandDeps, groupsIn: (learner: Learner) => GroupsOfSomebody) =>
  ({ learner }: LearnerRecord) => ({
    also: [clearingWrite(learner.id, clock.now(), groupsIn(learner))],
  })

/** A learner leaves, and with that all their journeys. */
export const leave = (deps: CommandDeps, id: LearnerId, via: CommandOf<'Leave'>['via']) =>
  executeCommand(deps, id, { type: 'Leave', via }, andTakeBack(deps, groupsOf))

/** A learner leaves one journey. */
export const leaveJourney = (deps: CommandDeps, id: LearnerId, journeyId: JourneyId) =>
  executeCommand(
    deps,
    id,
    { type: 'LeaveJourney', journeyId },
    andTakeBack(deps, learner => groupsLeft(learner, journeyId)),
  )
