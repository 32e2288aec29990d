import { describe, expect, it } from 'vitest'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const spysNetwork = '192.0.2.77'
const ofSpy = (i: number) => `own${i}@spy.example`

/** What SES tells of emails to addresses whose name says that they bounce. */
function bouncing(events: readonly SesEvent[]): SesEvent[] {
  return events.flatMap(event => {
    const { mail } = event.detail
    const bounces = event.detail.eventType === 'Send' && mail.destination.some(to => to.startsWith('junk'))
    const bounce = { bounceType: 'Permanent', bounceSubType: 'General' }
    return bounces ? [event, { source: 'aws.ses', detail: { eventType: 'Bounce', mail, bounce } }] : [event]
  })
}

/** A small account on a quiet day, with people in every state. */
async function service(per24Hours: number): Promise<World> {
  const world = new World(monday)
  world.manners.ses = bouncing
  await world.publish()
  for (const name of ['takes', 'suppr', 'leftt'])
    await world.learner(`${name}@example.org`, { network: '198.51.100.1' })
  await world.execute('suppr@example.org', { type: 'Suppress' })
  await world.execute('leftt@example.org', { type: 'Leave', via: 'page' })
  await world.signUp('junkk@example.org', { network: '198.51.100.1' })
  await world.pass(2)
  world.ses.allowance = { ...world.ses.allowance, ratePerSecond: 14, per24Hours }
  return world
}

const known = ['takes', 'suppr', 'leftt', 'junkk']
const typed = (name: string) => `${name}@example.org`

/** Signs up, and lets a minute pass with all that it brings. */
async function asks(world: World, email: string, network = spysNetwork, firstName = 'Sam'): Promise<string> {
  const answer = await world.signUp(email, { network, firstName })
  await world.settle()
  await world.feedback()
  await world.passTo(world.clock.now() + minute)
  return answer
}

/** In which minute an own address had its confirmation. When within the next hour or day is by chance, and tells nothing. */
const waited = (world: World, i: number, from: number) => {
  const at = world.inbox(ofSpy(i))[0]?.at
  if (at === undefined) return 'never'
  return at - from > hour ? 'later' : Math.round((at - from) / minute)
}

/** What the answers to the spy's own sign-ups tell, and their inbox of the next two days, once the victim's address was typed. */
async function seen(world: World, before: number, victim: readonly string[], after: number) {
  const from = world.clock.now()
  const answers: string[] = []
  for (let i = 0; i < before; i += 1) answers.push(await asks(world, ofSpy(i)))
  for (const [i, email] of victim.entries()) await asks(world, email, spysNetwork, `Sam ${'abcdef'[i]}`)
  for (let i = before; i < before + after; i += 1) {
    answers.push(await world.signUp(ofSpy(i), { network: spysNetwork }))
    await world.settle()
  }
  await world.pass(2)
  return [...answers, ...answers.map((_, i) => waited(world, i, from)).toSorted()]
}

describe.each(known)('nobody finds out that somebody is known (%s)', name => {
  it('by the ceiling of a small account', async () => {
    const look = async (victim: string) => seen(await service(100), 9, [typed(victim)], 3)
    const unknown = await look('stran')
    expect(unknown).toContain('later')
    expect(await look(name)).toEqual(unknown)
  })

  it('by the ceiling, typed twice within a minute under two names', async () => {
    const look = async (victim: string) => {
      const world = await service(100)
      for (let i = 100; i < 108; i += 1) await asks(world, ofSpy(i))
      for (const firstName of ['Ann', 'Ben'])
        await world.signUp(typed(victim), { network: spysNetwork, firstName })
      return seen(world, 0, [], 4)
    }
    expect(await look(name)).toEqual(await look('stran'))
  })

  it('by how much of it others leave to a network', async () => {
    const look = async (victim: string) => {
      const world = await service(200)
      for (let i = 0; i < 30; i += 1) await asks(world, `x${i}@x.example`, `203.0.113.${i}`)
      return seen(world, 4, [typed(victim)], 3)
    }
    expect(await look(name)).toEqual(await look('stran'))
  })

  it('by the brake', async () => {
    const look = async (victim: string) => {
      const world = await service(50_000)
      for (let i = 0; i < 5; i += 1) await asks(world, `junk${i}@spy.example`)
      for (let i = 0; i < 94; i += 1) await asks(world, `x${i}@x${i}.example`)
      return seen(world, 0, [typed(victim)], 6)
    }
    const unknown = await look('stran')
    expect(unknown).toContain('accepted-slowly')
    expect(await look(name)).toEqual(unknown)
  })

  it('by the brake, asking for a private link', async () => {
    const look = async (victim: string) => {
      const world = await service(50_000)
      for (let i = 0; i < 5; i += 1) await asks(world, `junk${i}@spy.example`)
      for (let i = 0; i < 94; i += 1) await asks(world, `x${i}@x${i}.example`)
      await website(world)({ ...formPost('/find-me', { email: typed(victim) }), sourceIp: spysNetwork })
      await world.settle()
      return seen(world, 0, [], 6)
    }
    expect(await look(name)).toEqual(await look('stran'))
  })
})

it('the brake is told by emails that went out: the same form over and over dilutes no storm', async () => {
  const world = await service(50_000)
  for (let i = 0; i < 120; i += 1) {
    const junk = i < 10
    const email = junk ? `junk${i}@spy.example` : `x${i}@x${i}.example`
    for (let time = 0; time < 3; time += 1) await world.signUp(email, { network: spysNetwork })
    await asks(world, email)
  }
  for (let i = 0; i < 2; i += 1) await asks(world, ofSpy(i))
  const answers = await Promise.all([2, 3, 4].map(i => world.signUp(ofSpy(i), { network: spysNetwork })))
  await world.settle()
  expect(await world.signUp(ofSpy(5), { network: spysNetwork }), answers.join()).toBe('accepted-slowly')
  expect(world.clock.now() - monday).toBeLessThan(3 * day)
})
