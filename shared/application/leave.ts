import type { CommandOf } from '../domain/commands.ts'
import type { JourneyId, LearnerId } from '../domain/ids.ts'
import { clearingWrite } from '../store/clearing.ts'
import { type CommandDeps, executeCommand } from './execute-command.ts'

/** What they share is taken back behind it, within about a minute. */
const andTakeBack = ({ clock }: CommandDeps, id: LearnerId) => ({
  also: [clearingWrite(id, clock.now())],
})

/** Somebody leaves, and every journey of theirs with them. */
export const leave = (deps: CommandDeps, id: LearnerId, via: CommandOf<'Leave'>['via']) =>
  executeCommand(deps, id, { type: 'Leave', via }, () => andTakeBack(deps, id))

/** Somebody leaves one journey. */
export const leaveJourney = (deps: CommandDeps, id: LearnerId, journeyId: JourneyId) =>
  executeCommand(deps, id, { type: 'LeaveJourney', journeyId }, () => andTakeBack(deps, id))
