import { systemRandom } from '../../shared/adapters/random.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { counterStore } from '../../shared/store/counters.ts'
import type { World } from '../../tools/simulation/world.ts'
import { operatorArn } from './operator-context.ts'

/** What an author's commands need of the world, in a simulated one. */
export const authorsDeps = ({ table, clock }: World) => ({
  stage: 'local',
  table,
  clock,
  audit: auditStore(table),
  counters: counterStore(table),
  random: systemRandom,
  who: async () => operatorArn,
})
