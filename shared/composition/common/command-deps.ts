import { systemClock } from '../../adapters/clock.ts'
import type { Log } from '../../adapters/log.ts'
import type { CommandDeps } from '../../application/execute-command.ts'
import { journeyLibrary } from '../../application/journey-library.ts'
import { logUnreadable } from '../../application/log-unreadable.ts'
import { journeyStore } from '../../store/journeys.ts'
import { learnerStore } from '../../store/learners.ts'
import { shownMirrors } from '../../store/shown-mirrors.ts'
import type { DynamoTable } from './table.ts'

/** The dependencies of every function that executes commands. */
export const commandDeps = (table: DynamoTable, log: Pick<Log, 'error'>): CommandDeps => ({
  clock: systemClock,
  learners: learnerStore(table),
  library: journeyLibrary(journeyStore(table), shownMirrors(table), systemClock, logUnreadable(log)),
})
