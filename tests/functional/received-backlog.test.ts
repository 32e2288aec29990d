import { describe, expect, it } from 'vitest'
import { deliver } from '../../functions/deliver-due/deliver.ts'
import { handleReceived } from '../../shared/application/delivery/received.ts'
import { hour, minute, second } from '../../shared/domain/duration.ts'
import { receivedKey } from '../../shared/store/keys.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause } from '../support/holds.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const idOf = (i: number) => `form${String(i).padStart(20, '0')}`

async function start(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  return world
}

const waiting = ({ table }: World) => [...table.rows.values()].filter(({ pk }) => pk.startsWith('sign-up#'))
const kinds = (world: World, email: string) => world.inbox(email).map(({ kind }) => kind)
const entries = (world: World, what: string) => world.log.filter(({ message }) => message.includes(what))

/** So many people's forms, whose events got lost. */
async function backlog(world: World, many: number): Promise<void> {
  for (let i = 0; i < many; i += 1) await world.sendForm(`person${i}@example.org`, {}, idOf(i))
  await world.settle(() => [])
}

/** Each sign-up that is handled takes so long. */
function slowed(world: World, takes: number): void {
  const { find } = world.deps.received
  const slow: typeof find = async id => {
    await world.clock.until(world.clock.now() + takes)
    return find(id)
  }
  world.deps = { ...world.deps, received: { ...world.deps.received, find: slow } }
}

describe('a backlog of sign-ups that were received', () => {
  it('holds back nobody’s email: neither an account email nor a module', async () => {
    const world = await start()
    await world.learner('ann@example.org')
    await world.done('ann@example.org', 'one')
    await world.settle()
    world.clock.setTo((await world.nextDue()) ?? 0)
    await world.signUp('ben@example.org')
    await backlog(world, 800)
    slowed(world, 2 * second)
    const from = world.clock.now()
    await world.tick()
    const waited = (email: string) => (world.inbox(email).at(-1)?.at ?? Number.POSITIVE_INFINITY) - from
    expect(kinds(world, 'ann@example.org').at(-1)).toBe('module_two')
    expect(waited('ben@example.org')).toBeLessThan(second)
    expect(waited('ann@example.org')).toBeLessThan(10 * second)
    expect(waiting(world).length).toBeGreaterThan(0)
    expect(waiting(world).length).toBeLessThan(800 - 300)
    for (let i = 0; i < 6; i += 1) await world.tick()
    expect(waiting(world)).toEqual([])
  })

  it('holds back no test of whether SES takes emails again', async () => {
    const world = await start()
    await world.signUp('ben@example.org')
    await backlog(world, 800)
    slowed(world, 2 * second)
    await world.deps.holds.stopSending('sender-not-verified', world.clock.now())
    world.clock.setTo(world.clock.now() + 6 * minute)
    const from = world.clock.now()
    await world.tick()
    expect((world.inbox('ben@example.org')[0]?.at ?? Number.POSITIVE_INFINITY) - from).toBeLessThan(second)
    expect(waiting(world).length).toBeLessThan(800 - 300)
  })

  it.each([undefined, 'delivery', 'planning'] as const)(
    'is late, which the alarm is told of, while %s is paused',
    async what => {
      const world = await start()
      await world.sendForm('sam@example.org', {}, idOf(1))
      await world.settle(() => [])
      world.deps = {
        ...world.deps,
        learners: { ...world.deps.learners, save: () => Promise.reject(new Error('The table is away.')) },
      }
      if (what) await pause(world, what)
      world.clock.setTo(world.clock.now() + hour)
      const { oldestOverdue } = await world.clock.run(deliver(world.deps, { kind: 'tick' }))
      expect(oldestOverdue).toBe(hour)
    },
  )
})

describe('several sign-ups of one address in one walk', () => {
  it('are one email, and one place under the ceiling', async () => {
    const world = await start()
    for (let i = 0; i < 10; i += 1) {
      await world.sendForm('sam@example.org', { firstName: `Sam ${'abcdefghij'[i]}` }, idOf(i))
      world.clock.setTo(world.clock.now() + 7)
    }
    await world.settle(() => [])
    const taken: number[] = []
    const { take } = world.deps.ceiling
    const ceiling: typeof world.deps.ceiling = {
      ...world.deps.ceiling,
      take: (had, at, within) => {
        taken.push(had.length)
        return take(had, at, within)
      },
    }
    world.deps = { ...world.deps, ceiling }
    await world.tick()
    expect(taken).toEqual([1])
    expect(waiting(world)).toEqual([])
    expect(kinds(world, 'sam@example.org')).toEqual(['confirm'])
  })
})

describe('a sign-up that cannot be handled', () => {
  it('is tried once a walk, however long it takes', async () => {
    const world = await start()
    await world.sendForm('odd@example.org', {}, idOf(9999))
    await world.table.write({ update: receivedKey(idOf(9999)), set: { _: 99 }, remove: ['f'] })
    world.clock.setTo(world.clock.now() + 1)
    await backlog(world, 800)
    slowed(world, 2 * second)
    await world.tick()
    expect(entries(world, 'cannot be handled')).toHaveLength(1)
  })

  it('costs its run no longer than that has', async () => {
    const world = await start()
    await world.sendForm('sam@example.org', {}, idOf(1))
    let tries = 0
    const save: typeof world.deps.learners.save = async () => {
      tries += 1
      await world.clock.until(world.clock.now() + 20 * second)
      return undefined
    }
    const from = world.clock.now()
    const deps = { ...world.deps, learners: { ...world.deps.learners, save } }
    await world.clock.run(handleReceived(deps, idOf(1)))
    expect(tries).toBe(2)
    expect(world.clock.now() - from).toBeLessThanOrEqual(minute)
    expect(entries(world, 'others were quicker')).toHaveLength(1)
    await world.tick()
    expect(kinds(world, 'sam@example.org')).toEqual(['confirm'])
  })
})
