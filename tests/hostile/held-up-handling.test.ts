import { describe, expect, it } from 'vitest'
import { minute } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const waiting = ({ table }: World) => [...table.rows.values()].filter(({ pk }) => pk.startsWith('sign-up#'))

async function service(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await world.learner('ann@example.org')
  await world.done('ann@example.org', 'one')
  await world.settle()
  world.clock.setTo((await world.nextDue()) ?? 0)
  await world.signUp('ben@example.org')
  return world
}

/** Sign-ups whose events got lost while deliver-due was away; each takes as long as over a network. */
async function backlog(world: World, many: number): Promise<void> {
  for (let i = 0; i < many; i += 1) await world.sendForm(`person${i}@example.org`)
  await world.settle(() => [])
  const { find } = world.deps.received
  const slow: typeof find = async id => {
    await world.clock.until(world.clock.now() + 40)
    return find(id)
  }
  world.deps = { ...world.deps, received: { ...world.deps.received, find: slow } }
}

describe('sign-ups that wait while SES takes nothing from the account', () => {
  it.each([
    ['the account is suspended', (world: World) => ({ ...world.ses.allowance, enabled: false })],
    ['the quota of 24 hours is used up', (world: World) => ({ ...world.ses.allowance, per24Hours: 2 })],
  ])('are handled also where %s', async (_, allowance) => {
    const world = await service()
    world.ses.allowance = allowance(world)
    await backlog(world, 1500)
    const left = [waiting(world).length]
    for (let i = 0; i < 3; i += 1) {
      await world.tick()
      left.push(waiting(world).length)
      world.clock.setTo(world.clock.now() + minute)
    }
    expect(left.at(-1), `left after each tick: ${left}`).toBe(0)
  })
})
