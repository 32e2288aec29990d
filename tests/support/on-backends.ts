import { afterAll, beforeAll, describe } from 'vitest'
import type { SimulatedTable } from '../../tools/simulation/memory-table.ts'
import { VirtualClock } from '../../tools/simulation/virtual-clock.ts'
import { World } from '../../tools/simulation/world.ts'
import { crowd, orderlyRun } from './crowd.ts'
import { ofEachKind, telling } from './faults.ts'
import { type TableSource, tableSources } from './tables.ts'

/** Where the crowd lives while a test does something to it. */
export interface Backend {
  /** The crowd before the tick, in memory. */
  before(): World
  /** A copy of it on a table of its own. */
  copy(): Promise<World<SimulatedTable>>
  /** What happens there when nothing goes wrong. */
  orderly(): Awaited<ReturnType<typeof orderlyRun>>
  /** The numbers of the calls at which to let something happen. */
  places(): number[]
  /** The emulator takes its time: there, a property is tried a few times, and one call of each kind speaks for all. */
  isQuick: boolean
}

/** The same tests of the crowd with its table in memory and on the emulator. */
export function onBackends(what: string, tests: (backend: Backend) => void): void {
  describe.each(tableSources)(`${what}, on $name`, ({ name, start }) => {
    let source: TableSource
    let before: World
    let orderly: Awaited<ReturnType<typeof orderlyRun>>
    const isQuick = name === 'memory'
    const copy = async () => {
      const clock = new VirtualClock(before.clock.now())
      return World.copy(before, await source.newTable(clock), clock)
    }
    beforeAll(async () => {
      source = await start()
      before = await crowd()
      orderly = await orderlyRun(await copy())
    })
    afterAll(() => source?.stop())
    const places = () => (isQuick ? telling : ofEachKind)(orderly.calls)
    tests({ before: () => before, copy, orderly: () => orderly, places, isQuick })
  })
}
