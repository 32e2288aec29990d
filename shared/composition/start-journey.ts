import type { Log } from '../adapters/log.ts'
import type { CommandDeps } from '../application/execute-command.ts'
import type { StartJourneyEnv } from '../contracts/functions/start-journey.ts'
import { type HoldStore, holdStore } from '../store/holds.ts'
import { commandDeps } from './common/command-deps.ts'
import { dynamoTable } from './common/table.ts'

/** The dependencies of start-journey, with the real adapters. */
export function startJourneyDeps(env: StartJourneyEnv, log: Log): CommandDeps & { holds: HoldStore } {
  const table = dynamoTable(env.TABLE_NAME)
  return { ...commandDeps(table, log), holds: holdStore(table) }
}
