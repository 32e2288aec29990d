import type { ActDeps } from '../application/act.ts'
import type { Env } from '../contracts/env.ts'
import { type SwitchStore, switchStore } from '../store/switches.ts'
import { actDeps } from './common/act.ts'
import { dynamoTable } from './common/table.ts'

export function startJourneyDeps(env: Env<'start-journey'>): ActDeps & { switches: SwitchStore } {
  const table = dynamoTable(env.TABLE_NAME)
  return { ...actDeps(table), switches: switchStore(table) }
}
