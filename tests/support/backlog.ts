import { day, minute } from '../../shared/domain/duration.ts'
import { dueAttributes } from '../../shared/store/due.ts'
import type { Item, Table } from '../../shared/store/table.ts'
import type { VirtualClock } from '../../tools/simulation/virtual-clock.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

const idOf = (i: number): string => `l${i.toString(36).padStart(23, '0')}`

/** So many people, all like one who has done the first module, who are all due for the second at this moment. */
export async function backlog(people: number, ratePerSecond: number): Promise<World> {
  const world = new World(monday)
  await world.publish()
  const { learner } = await world.learner('somebody@example.org')
  await world.done('somebody@example.org', 'one')
  await world.settle()
  const rows = await world.table.query(`L#${learner.id}`)
  const [enrolment, profile] = rows as [Item, Item]
  const { f: _facts, ...quiet } = enrolment
  const everybody = function* () {
    for (let i = 0; i < people; i += 1) {
      const pk = `L#${idOf(i)}`
      yield { ...profile, pk, details: { email: `p${i}@example.org`, addressHash: idOf(i) } }
      yield { ...quiet, pk, ...dueAttributes('sample', idOf(i), enrolment['ds'] as number) } as Item
    }
  }
  await world.table.load(everybody())
  await world.feedback()
  world.clock.setTo(monday + 2 * day + 2 * minute)
  world.ses.allowance = { ...world.ses.allowance, ratePerSecond }
  world.ses.latency = 50
  return world
}

/** A table that takes its time to answer, as one over a network does. */
export function slowTable(table: Table, clock: VirtualClock, milliseconds: number): Table {
  const slowly = async <T>(work: () => Promise<T>): Promise<T> => {
    await clock.until(clock.now() + milliseconds)
    return work()
  }
  return {
    name: table.name,
    get: key => slowly(() => table.get(key)),
    getMany: keys => slowly(() => table.getMany(keys)),
    query: (pk, begins) => slowly(() => table.query(pk, begins)),
    due: (...asked) => slowly(() => table.due(...asked)),
    write: write => slowly(() => table.write(write)),
    transact: writes => slowly(() => table.transact(writes)),
  }
}

/** The most that fell into any second, half open: from one moment up to but not including the same a second later. */
export function maxInASecond(moments: readonly number[]): number {
  const sorted = [...moments].sort((a, b) => a - b)
  let [from, max] = [0, 0]
  for (const [place, moment] of sorted.entries()) {
    while ((sorted[from] ?? moment) <= moment - 1000) from += 1
    max = Math.max(max, place - from + 1)
  }
  return max
}
