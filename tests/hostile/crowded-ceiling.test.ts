import { describe, expect, it } from 'vitest'
import { hour, minute } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { jsonPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** A service that may send 5,000 emails a day, 14 a second. */
async function start(): Promise<World> {
  const world = new World(monday)
  world.ses.allowance = { ...world.ses.allowance, ratePerSecond: 14, per24Hours: 5000 }
  await world.publish()
  return world
}

/** One network's forms: 500 an hour, fewer than it may send. Their addresses are real, and none bounces. */
async function crowd(world: World, hours: number): Promise<void> {
  for (let i = 0; i < hours; i += 1) {
    const end = world.clock.now() + hour
    for (let j = 0; j < 500; j += 1) await world.signUp(`x${i}x${j}@d${j}.example`, { network: '192.0.2.1' })
    await world.passTo(end)
  }
}

/** How many minutes until somebody who signs up now has the confirmation. */
async function waitOf(world: World, email: string, network: string): Promise<number> {
  const from = world.clock.now()
  await world.signUp(email, { network })
  await world.settle()
  for (let i = 0; i < 30 && world.inbox(email).length === 0; i += 1) await crowd(world, 1)
  const at = world.inbox(email)[0]?.at
  return at === undefined ? Number.POSITIVE_INFINITY : (at - from) / minute
}

describe('one network that signs up 500 real addresses an hour', () => {
  it('does not use up everybody’s confirmations', async () => {
    const world = await start()
    await crowd(world, 3)
    expect(await waitOf(world, 'jo@example.com', '203.0.113.7')).toBeLessThanOrEqual(60)
  }, 120_000)

  it('is told that these emails go out slowly, and nobody else is', async () => {
    const world = await start()
    await crowd(world, 3)
    const send = website(world)
    const words = async (email: string, sourceIp: string) => {
      const form = signUpForm(email)
      return (await send({ ...jsonPost('/sign-up', form), sourceIp })).body
    }
    expect(await words('kim@example.com', '192.0.2.1')).toContain('go out slowly')
    expect(await words('jo@example.com', '203.0.113.7')).not.toContain('go out slowly')
    await world.settle()
    await world.passTo(world.clock.now() + minute)
    expect(world.inbox('jo@example.com')).toHaveLength(1)
    await world.passTo(world.clock.now() + 30 * minute)
    expect(world.inbox('kim@example.com')).toEqual([])
  }, 120_000)

  it('shows to operators as confirmations that are held back', async () => {
    const world = await start()
    await crowd(world, 3)
    await world.signUp('kim@example.com', { network: '192.0.2.1' })
    const report = await world.tick()
    expect(world.inbox('kim@example.com')).toEqual([])
    expect(report?.brakes).toBe(1)
    expect(await world.deps.confirmations.brakes(world.clock.now())).toMatchObject([
      { scope: expect.stringContaining('network#'), why: 'many-asked' },
    ])
  }, 120_000)
})

describe('many networks that use the ceiling up between them', () => {
  it('make everybody wait, and that is said to whoever signs up, and shown', async () => {
    const world = await start()
    world.ses.allowance = { ...world.ses.allowance, per24Hours: 500 }
    for (let i = 0; i < 150; i += 1)
      await world.signUp(`x${i}@d${i}.example`, { network: `198.51.100.${i % 75}` })
    await world.passTo(world.clock.now() + hour)
    // The last one of a hundred is kept for a network that had none.
    expect(world.ses.delivered).toHaveLength(99)
    await world.signUp('ivy@example.com', { network: '192.0.2.199' })
    await world.settle()
    expect(world.inbox('ivy@example.com')).toHaveLength(1)
    await world.signUp('jo@example.com', { network: '192.0.2.200' })
    await world.settle()
    const report = await world.tick()
    expect(world.inbox('jo@example.com')).toEqual([])
    expect(await world.signUp('kim@example.com', { network: '192.0.2.201' })).toBe('accepted-slowly')
    expect(report?.brakes).toBeGreaterThan(0)
    expect(await world.deps.confirmations.brakes(world.clock.now())).toContainEqual(
      expect.objectContaining({ scope: 'all', why: 'many-asked' }),
    )
  })
})
