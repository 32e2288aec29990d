import { describe, expect, it } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

const people = Array.from({ length: 12 }, (_, i) => `left${i}@d${i}.example`)
const networkOf = (i: number) => `203.0.113.${i}`

/** A service that twelve people have left, some days ago. */
async function service(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  for (const email of people) {
    await world.learner(email)
    await world.execute(email, { type: 'Leave', via: 'page' })
  }
  await world.settle()
  await world.passTo(world.clock.now() + 3 * day)
  return world
}

async function ask(world: World, email: string, sourceIp: string): Promise<void> {
  const answer = await website(world)({ ...formPost('/find-me', { email }), sourceIp })
  expect(answer.status).toBe(303)
}

const mailed = (world: World): number => world.ses.delivered.filter(({ kind }) => kind === 'find-me').length

describe('private links that anybody asks for', () => {
  it('stay under the ceiling of emails to unproven addresses, and each comes in the end', async () => {
    const world = await service()
    // A fifth of it is for such emails.
    world.ses.allowance = { ...world.ses.allowance, per24Hours: 25 }
    for (const [i, email] of people.entries()) await ask(world, email, networkOf(i))
    await world.settle()
    await world.passTo(world.clock.now() + hour)
    expect(mailed(world)).toBeGreaterThan(0)
    expect(mailed(world)).toBeLessThanOrEqual(5)
    await world.passTo(world.clock.now() + 5 * day)
    expect(mailed(world)).toBe(people.length)
  })

  it('are slowed down where what a network asks for bounces, and nobody else’s are', async () => {
    const world = await service()
    const network = world.addresses.ofNetwork(networkOf(1))
    const origins = Array.from({ length: 200 }, (_, i) => ({ network, domain: `domain${i}` }))
    await world.deps.confirmations.noteSent(origins, world.clock.now())
    for (const origin of origins) await world.deps.confirmations.noteBounced(origin, world.clock.now())
    for (const email of people) await ask(world, email, networkOf(1))
    await world.settle()
    await world.passTo(world.clock.now() + minute)
    const slowed = mailed(world)
    expect(slowed).toBeLessThan(people.length)
    const other = await service()
    for (const email of people) await ask(other, email, networkOf(2))
    await other.settle()
    await other.passTo(other.clock.now() + minute)
    expect(mailed(other)).toBe(people.length)
  })
})
