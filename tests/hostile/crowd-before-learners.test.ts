import { describe, expect, it } from 'vitest'
import { deliverTick } from '../../shared/application/delivery/deliver.ts'
import { deliverDue } from '../../shared/contracts/functions/deliver-due.ts'
import { minute, second } from '../../shared/domain/duration.ts'
import { dueAttributes } from '../../shared/store/due.ts'
import type { Item, Table } from '../../shared/store/table.ts'
import type { VirtualClock } from '../../tools/simulation/virtual-clock.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const learner = 'ann@example.org'

/** What never comes: a function that ran out of time goes no further. */
const never = new Promise<never>(() => {})

/**
 * A table as a function reaches it: 50 connections (the SDK's default), 5 ms a call, reads of 100 rows. After its time
 * limit the function is dead.
 */
function deployedTable(table: Table, clock: VirtualClock): Table {
  const dies = clock.now() + deliverDue.timeoutSeconds * second
  const queue: (() => void)[] = []
  let free = 50
  const via = async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1
    else await new Promise<void>(go => queue.push(go))
    if (clock.now() >= dies) return never
    await clock.until(clock.now() + 5)
    const next = queue.shift()
    if (next) next()
    else free += 1
    return work()
  }
  const inHundreds = (keys: Parameters<Table['getMany']>[0]) =>
    Array.from({ length: Math.ceil(keys.length / 100) }, (_, i) => keys.slice(i * 100, (i + 1) * 100))
  return {
    name: table.name,
    get: key => via(() => table.get(key)),
    getMany: async keys =>
      (await Promise.all(inHundreds(keys).map(some => via(() => table.getMany(some))))).flat(),
    query: (pk, begins) => via(() => table.query(pk, begins)),
    due: (...asked) => via(() => table.due(...asked)),
    write: write => via(() => table.write(write)),
    transact: writes => via(() => table.transact(writes)),
  }
}

/** A tick as deployed: it sends for a minute, and is ended by Lambda after two. */
async function tick(world: World): Promise<void> {
  const deps = world.worker(deployedTable(world.table, world.clock))
  const limit = world.clock.until(world.clock.now() + deliverDue.timeoutSeconds * second)
  await world.clock.run(Promise.race([deliverTick(deps, world.clock.now() + minute), limit]))
}

/** A learner whose module is due, and so many sign-ups of as many domains from 40 networks, whose confirmations are due too. */
async function crowd(many: number): Promise<World> {
  const world = new World(monday)
  world.ses.allowance = { ...world.ses.allowance, ratePerSecond: 14, per24Hours: 50_000 }
  await world.publish()
  await world.learner(learner)
  await world.done(learner, 'one')
  await world.settle()
  await world.feedback()
  world.clock.setTo((await world.nextDue()) ?? 0)
  await world.signUp('x@example.com')
  const { learner: like } = await world.person('x@example.com')
  const [profile] = (await world.table.query(`L#${like.id}`)) as [Item]
  const requests = Object.values((profile['details'] as { requests: object }).requests) as {
    origin: object
  }[]
  const all = Array.from({ length: many }, (_, i): Item => {
    const id = `x${String(i).padStart(23, '0')}`
    const origin = { network: `network${i % 40}`, domain: `domain${i}` }
    const email = `x@d${i}.example`
    const own = { email, addressHash: id, requests: { 0: { ...requests[0], email, origin } } }
    return { ...profile, pk: `L#${id}`, details: own, ...dueAttributes('account', id, world.clock.now()) }
  })
  await world.table.load(all)
  return world
}

const modules = (world: World) => world.inbox(learner).filter(({ kind }) => kind === 'module_two')

describe('confirmations that are all due at once', () => {
  it('5,000 hold up no learner’s module for longer than ten seconds', async () => {
    const world = await crowd(5000)
    const from = world.clock.now()
    await tick(world)
    expect((modules(world)[0]?.at ?? Number.POSITIVE_INFINITY) - from).toBeLessThan(10 * second)
  }, 120_000)

  it('30,000 do not end every run before it has sent anything', async () => {
    const world = await crowd(30_000)
    for (let i = 0; i < 4 && modules(world).length === 0; i += 1) await tick(world)
    expect(modules(world)).toHaveLength(1)
  }, 600_000)

  it('are not made so by the ceiling: who waits for its next hour does not wait for the same moment', async () => {
    const world = new World(monday)
    world.ses.allowance = { ...world.ses.allowance, per24Hours: 200 }
    await world.publish()
    for (let i = 0; i < 400; i += 1) {
      await world.sendForm(`x${i}@d${i}.example`, { network: `192.0.2.${i % 40}` })
      await world.settle()
      world.clock.setTo(world.clock.now() + second)
    }
    const moments = [...world.table.rows.values()].flatMap(({ pk, ds }) =>
      pk.startsWith('L#') && typeof ds === 'number' ? [ds] : [],
    )
    const most = Math.max(...[...Map.groupBy(moments, at => at).values()].map(({ length }) => length))
    expect(moments.length).toBeGreaterThan(300)
    expect(most).toBeLessThan(moments.length / 4)
  })

  it('hold up no learner where forms alone brought them about, once the ceiling of the day was used up', async () => {
    const world = new World(monday)
    world.ses.allowance = { ...world.ses.allowance, ratePerSecond: 14, per24Hours: 200 }
    await world.publish()
    await world.learner(learner)
    await world.done(learner, 'one')
    await world.settle()
    await world.feedback()
    const due = (await world.nextDue()) ?? 0
    world.clock.setTo(due - 50 * minute)
    for (let i = 0; i < 2000; i += 1) {
      await world.sendForm(`x${i}@d${i}.example`, { network: `2001:db8:${i % 40}::1` })
      await world.settle()
    }
    world.clock.setTo(due)
    const from = world.clock.now()
    await tick(world)
    expect((modules(world)[0]?.at ?? Number.POSITIVE_INFINITY) - from).toBeLessThan(4 * second)
  }, 240_000)
})
