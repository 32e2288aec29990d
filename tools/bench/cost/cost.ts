import { median, rounded } from '../statistics.ts'
import { type Bill, billOf } from './bill.ts'
import type { LearningSystem } from './learning-system.ts'
import { startLocalSystem } from './local-system.ts'
import { startMemorySystem } from './memory-system.ts'
import { walkJourney } from './walk.ts'

/** Modules of the journey in `journeys/shiftworks`. */
const modules = 8

/** The bill of a walk, and the system that it ran on. */
export interface CostRun {
  on: 'the local stack' | 'the table in memory'
  /** Whether everybody answered each module's question and guessed; absent in older runs, without questions. */
  isAnswered?: true
  bill: Bill
  /** The median duration of invocations by function, in milliseconds; empty if it was not measured. */
  invocationMilliseconds: Readonly<Record<string, number>>
}

async function run(on: CostRun['on'], system: LearningSystem, learners: number): Promise<CostRun> {
  try {
    await walkJourney(system, learners, modules)
    const durations = [...system.ledger.durations].map(([who, all]) => [who, rounded(median(all), 0)])
    return {
      on,
      isAnswered: true,
      bill: billOf(system.ledger, learners, modules),
      invocationMilliseconds: Object.fromEntries(durations),
    }
  } finally {
    await system.close()
  }
}

/** Walks learners through the whole journey on the local stack, and counts what AWS would bill. */
export const measureLocalCost = async (learners: number): Promise<CostRun> =>
  run('the local stack', await startLocalSystem(), learners)

/** The same on the table in memory, which supports more people. */
export const measureMemoryCost = async (learners: number): Promise<CostRun> =>
  run('the table in memory', await startMemorySystem(), learners)
