import { expect, it } from 'vitest'
import { barredStore } from '../../shared/store/barred.ts'
import { learnerStore } from '../../shared/store/learners.ts'
import { World } from '../../tools/simulation/world.ts'
import { FaultyWorker, faultAt, tableFaults, telling } from '../support/faults.ts'
import { operatorContext } from '../support/operator-context.ts'
import { sharesApproved, shownIn, turnSharing, writer } from '../support/writers.ts'

const sam = 'sam@example.org'
const places = ['one', 'two', 'three'].map(moduleId => ({ journeyId: 'sample', moduleId }))

/** Voices of Sam's stand on three shelves; an operator looks at that of the second. */
async function aWorld() {
  const world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  await turnSharing(world, true)
  const { id } = await writer(world, sam)
  let voice = ''
  for (const place of places) {
    await world.done(sam, place.moduleId)
    const approved = (await sharesApproved(world, sam, `Buy ${place.moduleId}.`, place)) ?? ''
    if (place.moduleId === 'two') voice = approved
  }
  const bar = ['reflections', 'bar', voice, '--from', 'sharing', '--reason', 'again', '--yes']
  return { world, id, bar }
}
type AWorld = Awaited<ReturnType<typeof aWorld>>

async function bars({ world, bar }: AWorld, worker: FaultyWorker): Promise<void> {
  const all = world.table
  const scanned = { scan: all.scan.bind(all), size: all.size.bind(all), countDue: all.countDue.bind(all) }
  const table = { ...worker.table(all), ...scanned }
  await operatorContext(world, { table, learners: learnerStore(table) })
    .run(bar)
    .catch(() => undefined)
}

const shown = async (world: World) => (await Promise.all(places.map(place => shownIn(world, place)))).flat()

it.each(tableFaults)(
  'taking sharing from a writer that is cut off by “%s” at any call is finished when it is repeated',
  async is => {
    const worker = new FaultyWorker()
    await bars(await aWorld(), worker)
    for (const place of telling(worker.calls)) {
      const at = `${is} at call ${place}`
      const situation = await aWorld()
      const { world, id, bar } = situation
      await bars(situation, faultAt(place, { is }))
      const left = await shown(world)
      const again = await operatorContext(world).run(bar)
      if (left.length > 0) expect(again.code, at).toBe(0)
      expect(await shown(world), at).toEqual([])
      expect(await barredStore(world.table).of([id], world.clock.now()), at).toHaveProperty('sharing')
    }
  },
)
