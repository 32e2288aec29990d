import { describe, expect, it } from 'vitest'
import type { Mailer } from '../../shared/adapters/mailer.ts'
import { assignments } from '../../shared/application/delivery/assignment.ts'
import { deliverAllDue, deliverOne } from '../../shared/application/delivery/deliver.ts'
import { second } from '../../shared/domain/duration.ts'
import type { World } from '../../tools/simulation/world.ts'
import { backlog, maxInASecond, slowTable } from '../support/backlog.ts'
import { tickBy } from '../support/crowd.ts'
import { FaultyWorker } from '../support/faults.ts'
import { pause } from '../support/holds.ts'

const tableLatency = 5

/** Workers that send side by side for some seconds, each its own share; they begin within the first. */
function sendFor(world: World, seconds: number, workers: number) {
  const { clock } = world
  const until = clock.now() + seconds * second
  return assignments(workers, clock.now()).map(async (assignment, i) => {
    const deps = world.worker(slowTable(world.table, clock, tableLatency))
    await clock.until(clock.now() + Math.floor((i * second) / workers))
    return deliverAllDue(deps, until, assignment)
  })
}

const moments = (world: World, kind = 'module_two') =>
  world.ses.delivered.filter(email => email.kind === kind).map(({ at }) => at)

/** Emails a second between two moments. */
const rateBetween = (times: readonly number[], from: number, to: number) =>
  times.filter(at => at >= from && at < to).length / ((to - from) / second)

describe.each([
  { rate: 14, seconds: 60 },
  { rate: 75, seconds: 20 },
  { rate: 200, seconds: 10 },
  { rate: 1000, seconds: 4 },
])('at $rate emails a second', ({ rate, seconds }) => {
  it.each([1, 4, 16])('%d workers use at least 95 % of it, and no second has more', async workers => {
    const world = await backlog(rate * (2 * seconds), rate)
    const from = world.clock.now() + second
    await world.clock.run(Promise.all(sendFor(world, seconds, workers)))
    const times = moments(world)
    expect(rateBetween(times, from, from + (seconds - 1) * second)).toBeGreaterThanOrEqual(0.95 * rate)
    expect(maxInASecond(times)).toBeLessThanOrEqual(rate)
    expect(new Set(world.ses.delivered.map(({ id }) => id)).size).toBe(world.ses.delivered.length)
  })
})

describe('a backlog of minutes', () => {
  it('is worked on at the full rate from one tick to the next', async () => {
    const world = await backlog(75 * 180, 75)
    const { clock } = world
    const from = clock.now() + second
    const ticks = Array.from({ length: 2 }, async (_, minute) => {
      await clock.until(clock.now() + minute * 60 * second)
      const deps = world.worker(slowTable(world.table, clock, tableLatency))
      return deliverAllDue(deps, clock.now() + 60 * second)
    })
    await clock.run(Promise.all(ticks))
    const times = moments(world)
    expect(rateBetween(times, from, from + 118 * second)).toBeGreaterThanOrEqual(0.95 * 75)
    expect(maxInASecond(times)).toBeLessThanOrEqual(75)
  })

  it.each([4, 16])('is used up at that rate to its very end by %d workers', async workers => {
    const [rate, seconds] = [200, 20]
    const world = await backlog(rate * seconds, rate)
    const from = world.clock.now()
    await world.clock.run(Promise.all(sendFor(world, 2 * seconds, workers)))
    const times = moments(world)
    expect(times).toHaveLength(rate * seconds + 1)
    expect(Math.max(...times) - from).toBeLessThanOrEqual((seconds * second) / 0.95)
  })

  it('is taken over from a worker that died, within two minutes', async () => {
    const world = await backlog(600, 75)
    const worker = new FaultyWorker(call => (call === 150 ? { is: 'crash before' } : undefined))
    await tickBy(world, worker)
    expect(worker.dead).toBe(true)
    const sent = moments(world).length
    expect(sent).toBeLessThan(400)
    for (let minute = 0; minute < 2; minute += 1) {
      world.clock.setTo(world.clock.now() + 60 * second)
      await world.tick()
    }
    const held = [...world.table.rows.values()].filter(row => 'cl' in row)
    expect(moments(world).length + held.length).toBeGreaterThanOrEqual(600)
  })
})

describe('no second has more than the rate', () => {
  it('though the table stutters, and claims are late for their slots', async () => {
    const world = await backlog(14 * 40, 14)
    const { clock } = world
    const until = clock.now() + 20 * second
    const workers = Array.from({ length: 3 }, (_, i) => {
      let writes = i
      const table = slowTable(world.table, clock, tableLatency)
      const write: typeof table.write = async asked => {
        writes += 1
        if (writes % 9 === 0) await clock.until(clock.now() + 400)
        return table.write(asked)
      }
      return deliverAllDue(world.worker({ ...table, write }), until)
    })
    await clock.run(Promise.all(workers))
    expect(moments(world).length).toBeGreaterThan(100)
    expect(maxInASecond(moments(world))).toBeLessThanOrEqual(14)
  })

  it('though calls that SES refuses whole are handed over again in parts', async () => {
    const world = await backlog(400, 50)
    const culprits = ['p7@example.org', 'p107@example.org', 'p207@example.org']
    world.ses.fault = (_, { entries }) =>
      entries.length > 1 && entries.some(({ to }) => culprits.includes(to)) ? 'call-400' : undefined
    await world.clock.run(Promise.all(sendFor(world, 15, 2)))
    expect(moments(world).length).toBeGreaterThan(300)
    expect(maxInASecond(moments(world))).toBeLessThanOrEqual(50)
  })
})

describe('a run in the middle of a backlog', () => {
  it.each([
    ['pauses delivery', (world: World) => pause(world, 'delivery')],
    ['pauses the journey', (world: World) => pause(world, { journey: 'sample' })],
    [
      'trips its breaker',
      (world: World) => world.deps.holds.countFailures('sample', 1, 3, world.clock.now()),
    ],
  ])('stops within seconds once somebody %s', async (_, stop) => {
    const world = await backlog(75 * 30, 75)
    const { clock } = world
    const from = clock.now()
    const stopping = async () => {
      await clock.until(from + 5 * second)
      await stop(world)
    }
    await clock.run(Promise.all([...sendFor(world, 30, 1), stopping()]))
    expect(Math.max(...moments(world))).toBeGreaterThan(from + 5 * second)
    expect(Math.max(...moments(world))).toBeLessThan(from + 12 * second)
  })
})

describe('an account email that is asked for during a backlog', () => {
  const askLater = async (world: World, tell: boolean) => {
    const { clock } = world
    await clock.until(clock.now() + 10 * second)
    const at = clock.now()
    await world.signUp('new@example.org')
    const { learner } = await world.person('new@example.org')
    if (tell) await deliverOne(world.worker(), { learnerId: learner.id, dueAt: at })
    return at
  }

  it.each([
    { rate: 14, workers: 1, tell: true },
    { rate: 14, workers: 16, tell: true },
    { rate: 14, workers: 1, tell: false },
    { rate: 200, workers: 4, tell: true },
  ])('goes out in a few seconds: $rate a second, $workers workers, told by an event: $tell', async asked => {
    const world = await backlog(asked.rate * 60, asked.rate)
    const work = [askLater(world, asked.tell), ...sendFor(world, 25, asked.workers)] as const
    const [at] = await world.clock.run(Promise.all(work))
    const [confirmed = Number.POSITIVE_INFINITY] = moments(world, 'confirm').filter(one => one > at)
    expect(confirmed - at).toBeLessThanOrEqual(asked.tell ? 4 * second : 8 * second)
    const all = world.ses.delivered.filter(email => email.at >= at - 10 * second)
    expect(maxInASecond(all.map(email => email.at))).toBeLessThanOrEqual(asked.rate)
  })

  it('leaves the rest of its slot to others', async () => {
    const world = await backlog(14 * 60, 14)
    const { clock } = world
    const from = clock.now() + second
    const askOften = async () => {
      for (let i = 0; i < 8; i += 1) {
        await clock.until(clock.now() + 3 * second)
        await world.signUp(`new${i}@example.org`)
        const { learner } = await world.person(`new${i}@example.org`)
        await deliverOne(world.worker(), { learnerId: learner.id, dueAt: clock.now() })
      }
    }
    await clock.run(Promise.all([askOften(), ...sendFor(world, 30, 2)]))
    const times = world.ses.delivered.map(({ at }) => at)
    expect(rateBetween(times, from, from + 28 * second)).toBeGreaterThanOrEqual(0.95 * 14)
  })
})

describe('the quota of 24 hours', () => {
  const limited = async (people: number, per24Hours: number) => {
    const world = await backlog(people, 75)
    const { sentLast24Hours } = await world.ses.account()
    world.ses.allowance = { ...world.ses.allowance, per24Hours: sentLast24Hours + per24Hours }
    return world
  }

  it('is not exceeded by several workers, and its last twentieth is left to account emails', async () => {
    const world = await limited(500, 200)
    await world.clock.run(Promise.all(sendFor(world, 20, 4)))
    const sent = world.ses.delivered.length
    expect(moments(world)).toHaveLength(190)
    await world.signUp('new@example.org')
    await world.settle()
    expect(world.inbox('new@example.org')).toHaveLength(1)
    world.clock.setTo(world.clock.now() + 60 * second)
    await world.tick()
    expect(world.ses.delivered).toHaveLength(sent + 1)
    expect(world.log.map(({ message }) => message)).toContain(
      'The quota of 24 hours is used up; what is due waits',
    )
  })

  it('lets the rest go out once there is room again', async () => {
    const world = await limited(300, 200)
    await world.clock.run(Promise.all(sendFor(world, 20, 1)))
    const sent = moments(world).length
    expect(sent).toBeLessThan(300)
    await world.pass(1.2)
    await world.pass(1.2)
    // The one after whom all others are modelled is among them.
    expect(moments(world)).toHaveLength(301)
  })

  it('holds account emails back too when all of it is used', async () => {
    const world = await limited(1, 0)
    await world.signUp('new@example.org')
    await world.settle()
    expect(world.inbox('new@example.org')).toEqual([])
  })
})

describe('SES', () => {
  it('that turns emails back slows every worker down, and is left in peace for a second', async () => {
    const world = await backlog(2000, 200)
    const { clock } = world
    const from = clock.now()
    const asked: number[] = []
    world.ses.fault = call => {
      asked.push(clock.now())
      return call === 11 ? 'refuse-throttled' : undefined
    }
    await clock.run(Promise.all(sendFor(world, 8, 4)))
    const refused = (asked[10] ?? 0) - from
    const after = moments(world)
      .map(at => at - from)
      .filter(at => at > refused + world.ses.latency)
    // Slots that were taken by then are used; none of those behind them is, for a second.
    const gaps = after.map((at, i) => at - (after[i - 1] ?? refused))
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(second)
    expect(new Set(world.ses.delivered.map(({ id }) => id)).size).toBe(world.ses.delivered.length)
  })

  it('that allows half of what it says is not hammered, and gets what it takes', async () => {
    const world = await backlog(4000, 200)
    const { clock } = world
    const from = clock.now()
    let rejections = 0
    world.ses.fault = () => {
      const lately = world.ses.delivered.filter(({ at }) => at > clock.now() - second).length
      if (lately + 50 <= 100) return undefined
      rejections += 1
      return 'refuse-throttled'
    }
    await clock.run(Promise.all(sendFor(world, 20, 2)))
    const times = moments(world)
    expect(rateBetween(times, from + second, from + 20 * second)).toBeGreaterThanOrEqual(40)
    expect(rejections).toBeLessThanOrEqual(times.length / 50)
  })

  it('that does not say what it allows is taken at its last word', async () => {
    const world = await backlog(50, 200)
    await world.tick()
    const silent = { ...world.ses, account: async () => Promise.reject(new Error('Too many requests')) }
    const mailer = { account: silent.account, sendBulk: world.ses.sendBulk.bind(world.ses) }
    world.clock.setTo(world.clock.now() + 5 * 60 * second)
    await world.signUp('new@example.org')
    await world.tick(world.worker(world.table, mailer))
    expect(world.inbox('new@example.org')).toHaveLength(1)
  })

  it('that has never said what it allows gets nothing, and the tick fails for all to see', async () => {
    const world = await backlog(5, 200)
    await world.table.write({ delete: { pk: 'sender', sk: 'allowance' } })
    const mailer = {
      account: async () => Promise.reject(new Error('Too many requests')),
      sendBulk: world.ses.sendBulk.bind(world.ses),
    }
    await expect(world.tick(world.worker(world.table, mailer))).rejects.toThrow('Too many requests')
    expect(moments(world)).toEqual([])
    expect([...world.table.rows.values()].filter(row => 'cl' in row)).toEqual([])
  })

  it('that stops the account in the middle of a run is asked no more, and nobody stays claimed', async () => {
    const world = await backlog(2000, 200)
    let calls = 0
    const mailer: Mailer = {
      account: () => world.ses.account(),
      async sendBulk(email) {
        calls += 1
        if (calls <= 3) return world.ses.sendBulk(email)
        return { is: 'turned-back', reason: 'sending-paused' }
      },
    }
    await world.tick(world.worker(world.table, mailer))
    expect(moments(world)).toHaveLength(150)
    expect(calls).toBeLessThanOrEqual(6)
    expect([...world.table.rows.values()].filter(row => 'cl' in row)).toEqual([])
  })

  it('that forbids the account to send gets nothing, and nobody is claimed', async () => {
    const world = await backlog(5, 200)
    world.ses.allowance = { ...world.ses.allowance, enabled: false }
    world.clock.setTo(world.clock.now() + 2 * 60 * second)
    await world.tick(world.worker())
    expect(moments(world)).toEqual([])
    expect([...world.table.rows.values()].filter(row => 'cl' in row)).toEqual([])
    expect(world.log.at(-1)?.message).toMatch('does not let this account send')
  })
})
