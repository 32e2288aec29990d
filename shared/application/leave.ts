import { groupsOf } from '../domain/circles/groups-of.ts'
import type { CommandOf } from '../domain/commands.ts'
import type { JourneyId, LearnerId } from '../domain/ids.ts'
import { clearingWrite } from '../store/clearing.ts'
import type { LearnerRecord } from '../store/learner-record.ts'
import { type CommandDeps, executeCommand } from './execute-command.ts'

/** What they share is taken back behind it, and they are out of their groups, within about a minute. */
const andTakeBack =
  ({ clock }: CommandDeps) =>
  ({ learner }: LearnerRecord) => ({
    also: [clearingWrite(learner.id, clock.now(), groupsOf(learner))],
  })

/** Somebody leaves, and every journey of theirs with them. */
export const leave = (deps: CommandDeps, id: LearnerId, via: CommandOf<'Leave'>['via']) =>
  executeCommand(deps, id, { type: 'Leave', via }, andTakeBack(deps))

/** Somebody leaves one journey. */
export const leaveJourney = (deps: CommandDeps, id: LearnerId, journeyId: JourneyId) =>
  executeCommand(deps, id, { type: 'LeaveJourney', journeyId }, andTakeBack(deps))
