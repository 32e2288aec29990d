import type { ActDeps } from '../application/act.ts'
import type { StartJourneyEnv } from '../contracts/functions/start-journey.ts'
import { type HoldStore, holdStore } from '../store/holds.ts'
import { actDeps } from './common/act.ts'
import { dynamoTable } from './common/table.ts'

export function startJourneyDeps(env: StartJourneyEnv): ActDeps & { holds: HoldStore } {
  const table = dynamoTable(env.TABLE_NAME)
  return { ...actDeps(table), holds: holdStore(table) }
}
