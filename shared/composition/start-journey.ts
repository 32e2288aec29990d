import type { ActDeps } from '../application/act.ts'
import type { StartJourneyEnv } from '../contracts/functions/start-journey.ts'
import { type SwitchStore, switchStore } from '../store/switches.ts'
import { actDeps } from './common/act.ts'
import { dynamoTable } from './common/table.ts'

export function startJourneyDeps(env: StartJourneyEnv): ActDeps & { switches: SwitchStore } {
  const table = dynamoTable(env.TABLE_NAME)
  return { ...actDeps(table), switches: switchStore(table) }
}
