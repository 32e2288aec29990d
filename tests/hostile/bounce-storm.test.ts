import { describe, expect, it } from 'vitest'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import { hour, minute } from '../../shared/domain/duration.ts'
import type { Key, Table } from '../../shared/store/table.ts'
import { World } from '../../tools/simulation/world.ts'
import { addressPost, mailedLink, website } from '../support/website.ts'

/** What SES tells of emails to addresses whose name says that they bounce. */
function bouncing(events: readonly SesEvent[]): SesEvent[] {
  return events.flatMap(event => {
    const { mail } = event.detail
    const bounces = event.detail.eventType === 'Send' && mail.destination.some(to => to.startsWith('junk'))
    const bounce = { bounceType: 'Permanent', bounceSubType: 'General' }
    return bounces ? [event, { source: 'aws.ses', detail: { eventType: 'Bounce', mail, bounce } }] : [event]
  })
}

/** A service with a learner, and with an account that sends this many emails a day. */
async function service(sentLast24Hours = 0): Promise<World> {
  const world = new World(Date.parse('2026-11-23T09:00:00Z'))
  world.manners.ses = bouncing
  await world.publish()
  await world.learner('sam@example.org', { network: '198.51.100.1' })
  world.ses.allowance = { ...world.ses.allowance, sentLast24Hours }
  return world
}

interface Storm {
  minutes: number
  /** Sign-ups a minute. */
  perMinute: number
  network: (i: number) => string
  domain: (i: number) => string
}

/** Somebody signs up addresses that bounce, minute by minute, while the service does its work. */
async function storm(world: World, { minutes, perMinute, network, domain }: Storm): Promise<void> {
  for (let at = 0; at < minutes; at += 1) {
    for (let i = at * perMinute; i < (at + 1) * perMinute; i += 1)
      await world.signUp(`junk${i}@${domain(i)}`, { network: network(i) })
    await world.settle()
    await pass(world, 1)
  }
}

/** Minutes pass, each with its tick and what SES tells of it. */
async function pass(world: World, minutes: number): Promise<void> {
  for (let at = 0; at < minutes; at += 1) {
    world.clock.setTo(world.clock.now() + minute)
    await world.tick()
    await world.settle()
    await world.feedback()
  }
}

/** A table that says which rows are read one by one. */
const noting = (table: Table, isRead: (key: Key) => void): Table => ({
  name: table.name,
  get: key => {
    isRead(key)
    return table.get(key)
  },
  getMany: keys => table.getMany(keys),
  query: (pk, begins) => table.query(pk, begins),
  due: (...asked) => table.due(...asked),
  write: write => table.write(write),
  transact: writes => table.transact(writes),
})

const junkSent = (world: World) => world.ses.delivered.filter(({ to }) => to.startsWith('junk')).length

/** How many minutes somebody who signs up now waits for the confirmation, at most so many. */
async function waitOf(world: World, email: string, network: string, max = 120): Promise<number> {
  await world.signUp(email, { network })
  await world.settle()
  for (let waited = 0; waited <= max; waited += 1) {
    if (world.inbox(email).length > 0) return waited
    await pass(world, 1)
  }
  return Number.POSITIVE_INFINITY
}

const one = () => '192.0.2.1'
const many = (i: number) => `2001:db8:${(i % 80).toString(16)}::1`
const various = (i: number) => `d${i}.example`

describe('addresses that bounce, signed up from one network', () => {
  const fromOne = { minutes: 60, perMinute: 8, network: one, domain: various }

  it('slow that network down and nobody else, and it is said so', async () => {
    const world = await service()
    await storm(world, fromOne)
    // A hundred tell a storm; what went out before its bounces came is gone; after that, one a minute.
    expect(junkSent(world)).toBeLessThanOrEqual(100 + 2 * 8 + 60)
    expect(await waitOf(world, 'jo@example.com', '203.0.113.7')).toBeLessThanOrEqual(1)
    expect(await world.deps.confirmations.brakes(world.clock.now())).toMatchObject([
      { scope: expect.stringContaining('network#') },
    ])
    expect((await world.tick())?.brakes).toBe(1)
    expect(await world.signUp('jo@d7.example', { network: one() })).toBe('accepted-slowly')
    expect(await world.signUp('jo@d8.example', { network: '203.0.113.8' })).toBe('accepted')
  })

  it('hold up no learner', async () => {
    const world = await service()
    await world.done('sam@example.org', 'one')
    const due = (await world.nextDue()) ?? 0
    world.clock.setTo(due - 30 * minute)
    await storm(world, fromOne)
    const [module] = world.inbox('sam@example.org').filter(({ kind }) => kind === 'module_two')
    expect(module?.at).toBeLessThanOrEqual(due + minute)
  })

  it('are over by themselves: after a day without them nobody of that network waits', async () => {
    const world = await service()
    await storm(world, fromOne)
    await world.passTo(world.clock.now() + 36 * hour)
    expect(await waitOf(world, 'jo@example.com', one())).toBeLessThanOrEqual(1)
    expect(await world.deps.confirmations.brakes(world.clock.now() + 3 * hour)).toEqual([])
  })

  it('are counted once for all who wait for the same brake', async () => {
    const world = await service()
    await storm(world, { ...fromOne, minutes: 20 })
    for (const name of ['jo', 'kim', 'lee']) await world.signUp(`${name}@example.com`, { network: one() })
    const read: string[] = []
    const table = noting(world.table, ({ pk, sk }) => read.push(`${pk} ${sk}`))
    expect((await world.tick(world.worker(table)))?.brakes).toBe(1)
    const tallies = read.filter(key => key.includes('tally#'))
    expect(tallies.length).toBeGreaterThan(0)
    expect(tallies).toHaveLength(new Set(tallies).size)
  })

  it('are no storm while they are few: no single stranger slows anybody down', async () => {
    const world = await service()
    await storm(world, { ...fromOne, minutes: 9, perMinute: 11 })
    expect(junkSent(world)).toBe(99)
    expect(await waitOf(world, 'jo@example.com', one())).toBeLessThanOrEqual(1)
  })
})

describe('new addresses that bounce, asked for by people who take part', () => {
  const spies = Array.from({ length: 60 }, (_, i) => `spy${i}@example.com`)
  /** The network that asks. */
  const network = '192.0.2.7'

  async function askForJunk(world: World, round: number): Promise<void> {
    const send = website(world)
    for (const email of spies)
      await world.execute(email, { type: 'RequestAccountEmail', kind: 'private-link' })
    await world.settle()
    for (const [i, email] of spies.entries())
      await send(addressPost(mailedLink(world, email, 'privateUrl'), `junk${round}x${i}@d${i}.example`))
    await pass(world, 5)
  }

  it('slow that network down like sign-ups, are counted once each, and hold nothing against who asks', async () => {
    const world = await service()
    world.manners.ses = events => [...bouncing(events), ...bouncing(events)]
    for (const email of spies) await world.learner(email, { network })
    await askForJunk(world, 0)
    expect(junkSent(world)).toBe(60)
    expect(await world.deps.confirmations.tally('all', world.clock.now())).toMatchObject({ bounced: 60 })
    await askForJunk(world, 1)
    // One a minute from then on.
    expect(junkSent(world)).toBeLessThanOrEqual(60 + 6)
    expect(await world.deps.confirmations.brakes(world.clock.now())).toMatchObject([
      { scope: expect.stringContaining('network#'), why: 'many-bounce' },
    ])
    expect((await world.person('spy0@example.com')).learner.undeliverable).toBeUndefined()
  })
})

describe('addresses of one domain that bounce, signed up from many networks', () => {
  const toOne = { minutes: 40, perMinute: 20, network: many, domain: () => 'hospital.example' }

  it('slow that domain down, and not those who work elsewhere', async () => {
    const world = await service()
    await storm(world, toOne)
    expect(junkSent(world)).toBeLessThanOrEqual(100 + 2 * 20 + 40)
    expect(await waitOf(world, 'jo@example.com', many(3))).toBeLessThanOrEqual(1)
  })

  it('do not stop who works there: turns are shared between networks', async () => {
    const world = await service()
    await storm(world, toOne)
    expect(await waitOf(world, 'jo@hospital.example', '203.0.113.7', 240)).toBeLessThanOrEqual(180)
  })

  it('are slowed down only as far as keeps bounces below 2 % of what a large account sends', async () => {
    const world = await service(200_000)
    await storm(world, toOne)
    const bounced = junkSent(world)
    expect(bounced).toBeGreaterThan(100 + 2 * 20 + 40)
    expect(bounced / 200_000).toBeLessThan(0.02)
  })
})

describe('addresses of many domains that bounce, signed up from many networks', () => {
  const everywhere = { minutes: 40, perMinute: 20, network: many, domain: various }

  it('slow all confirmations down, to one a minute and no less, and no learner', async () => {
    const world = await service()
    await storm(world, everywhere)
    const before = junkSent(world)
    expect(before).toBeLessThanOrEqual(100 + 2 * 20 + 40)
    await pass(world, 60)
    expect(junkSent(world) - before).toBeGreaterThanOrEqual(40)
    expect(await world.deps.confirmations.brakes(world.clock.now())).toMatchObject([{ scope: 'all' }])
  })

  it('open the brake again once those that go out do not bounce any more', async () => {
    const world = await service()
    await storm(world, everywhere)
    world.manners.ses = events => events
    await world.passTo(world.clock.now() + 36 * hour)
    expect(await waitOf(world, 'jo@example.com', '203.0.113.7')).toBeLessThanOrEqual(1)
  })
})

describe('a small quota, and more junk than it holds', () => {
  it('is kept for learners: five of them get every module for five days, and a fifth of it is for strangers', async () => {
    const world = await service()
    const learners = Array.from({ length: 5 }, (_, i) => `learner${i}@example.org`)
    for (const email of learners) await world.learner(email, { network: '198.51.100.2' })
    world.ses.allowance = { ...world.ses.allowance, per24Hours: 150 }
    await pass(world, 2)
    const start = world.clock.now()
    for (let day = 0; day < 5; day += 1) {
      for (let i = 0; i < 200; i += 1)
        await world.signUp(`stranger${day}x${i}@d${i}.example`, { network: many(i) })
      for (const email of learners) {
        const { learner } = await world.person(email)
        const phase = learner.enrolments['sample']?.phase
        if (phase?.is === 'reading') await world.done(email, phase.moduleId)
      }
      await world.passTo(start + (day + 1) * 24 * hour)
    }
    for (const email of learners)
      expect(
        world.inbox(email).filter(({ kind }) => kind.startsWith('module_')).length,
      ).toBeGreaterThanOrEqual(2)
    const strangers = world.ses.delivered.filter(({ to }) => to.startsWith('stranger'))
    expect(strangers.length).toBeLessThanOrEqual(6 * 30)
    expect(strangers.length).toBeGreaterThanOrEqual(4 * 30)
  })
})
