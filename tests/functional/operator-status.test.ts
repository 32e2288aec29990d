import { describe, expect, it } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { operate } from '../../tools/operator/operate.ts'
import { forecast } from '../../tools/operator/status/forecast.ts'
import type { Status } from '../../tools/operator/status/status.ts'
import { World } from '../../tools/simulation/world.ts'
import { FakeDeadLetters } from '../support/fake-dead-letters.ts'
import { FakeTerminal, operatorArn, operatorContext, operatorDeps } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

async function readStatus(
  world: World,
  change = {},
): Promise<{ status: Status; code: number; text: string }> {
  const context = operatorContext(world, change)
  const asJson = await context.run(['status', '--json'])
  const { stdout } = await context.run(['status'])
  return { status: asJson.json() as Status, code: asJson.code, text: stdout }
}

/** Some people for whom module two falls due at the same moment, two days later. */
async function worldOf(people: number): Promise<World> {
  const world = new World(monday)
  await world.publish()
  for (let i = 0; i < people; i += 1) await world.learner(`person${i}@example.org`)
  for (let i = 0; i < people; i += 1) await world.done(`person${i}@example.org`, 'one')
  await world.settle()
  await world.feedback()
  return world
}

describe('operator status', () => {
  it('says on one screen that all is well', async () => {
    const world = await worldOf(3)
    const { status, code, text } = await readStatus(world)
    expect(code).toBe(0)
    expect(status).toMatchObject({
      stage: 'local',
      troubles: [],
      backlog: { due: 0, overdue: 0, held: 0, next24Hours: 0, atLeast: false },
      unknownOutcomes: 0,
      journeys: [{ id: 'sample', version: 1, people: { underWay: 3 } }],
    })
    expect(text).toContain('All is well.')
    expect(text.split('\n').length).toBeLessThan(25)
    expect(text).toMatch(/journeys +sample version 1, 3 people under way/)
  })

  it('counts what is due, overdue and coming, and says when it clears', async () => {
    const world = await worldOf(28)
    world.ses.allowance = { ...world.ses.allowance, ratePerSecond: 14 }
    world.clock.setTo(monday + day + 12 * hour)
    const before = await readStatus(world)
    expect(before.status.backlog).toMatchObject({ due: 0, next24Hours: 28 })
    expect(before.text).toMatch(
      /forecast +all of the next 24 hours \(28\) takes under a minute, at 13\.7 a second/,
    )

    world.clock.setTo(monday + 2 * day + 3 * minute)
    const due = await readStatus(world)
    expect(due.status.backlog).toMatchObject({ due: 28, overdue: 0 })
    expect(due.status.forecast.now).toMatchObject({ emails: 28, limitedBy: 'rate' })
    expect(due.code).toBe(0)

    expect(due.text).toMatch(/what is due now \(28\) clears Wed 25 Nov 2026 09:0\d, at 13\.7 a second/)
  })

  it('says since when nothing has been sent, and foretells no seconds, where the tick stands still', async () => {
    const world = await worldOf(28)
    world.clock.setTo(monday + 2 * day + 9 * hour + 10 * minute)
    const { status, code, text } = await readStatus(world)
    expect(status.backlog).toMatchObject({ due: 28, overdue: 28 })
    expect(status.sending.last.sentAt).toBeLessThan(monday + hour)
    expect(code).toBe(1)
    expect(text).toContain(
      '  28 emails are overdue, nothing holds them back, and nothing has been sent for 2 days: see docs/runbook.md#oldest-overdue-email.\n',
    )
    expect(text).toMatch(/28 due, 28 overdue, the oldest for 9 h/)
    expect(text).toMatch(/sending +nothing has been sent for 2 days; [\d,]+ a second are allowed/)
    expect(text).toMatch(/forecast +none: nothing goes out\n/)
    expect(status.forecast).toEqual({})
  })

  it('says since when where SES turns everything back, however often it is tried', async () => {
    const world = await worldOf(2)
    const sentAt = world.clock.now()
    world.ses.fault = () => 'refuse-throttled'
    await world.signUp('new@example.org')
    await world.passTo(monday + 9 * hour)
    const { status, text } = await readStatus(world)
    expect(Math.abs((status.sending.last.sentAt ?? 0) - sentAt)).toBeLessThan(5 * minute)
    expect(world.clock.now() - (status.sending.last.triedAt ?? 0)).toBeLessThan(5 * minute)
    expect(text).toContain('1 email is overdue, nothing holds it back, and nothing has been sent for 9 hours')
    await world.passTo(monday + 26 * hour)
    expect((await readStatus(world)).text).toContain(
      'SES has taken nothing for more than a day; an email was last',
    )
  })

  it('does not take emails of which nobody knows whether they went out for a standstill', async () => {
    const world = await worldOf(2)
    world.ses.fault = () => 'lose-before'
    await world.passTo(monday + 2 * day + hour)
    await world.settle()
    const { status, text } = await readStatus(world)
    expect([status.unknownOutcomes, status.backlog.overdue]).toEqual([2, 0])
    expect(text).not.toContain('nothing holds')
  })

  it('foretells while only the quota of 24 hours makes people wait', async () => {
    const world = await worldOf(3)
    world.ses.allowance = { ...world.ses.allowance, per24Hours: 100, sentLast24Hours: 100 }
    world.clock.setTo(monday + 2 * day + 3 * hour)
    const { status, text } = await readStatus(world)
    expect(status.backlog.overdue).toBe(3)
    expect(status.forecast.now).toMatchObject({ limitedBy: 'quota' })
    expect(text).toContain('as fast as the quota of 24 hours lets them')
  })

  it('says that a replay that somebody stopped was stopped', async () => {
    const world = await worldOf(1)
    const { audit } = operatorDeps(world)
    const entry = {
      at: world.clock.now(),
      who: operatorArn,
      what: 'replay',
      about: {},
      why: 'a broken release',
    }
    const end = await audit.begin(entry, 'x')
    expect((await readStatus(world)).text).toMatch(
      /last replay .*, not ended: under way, or cut off: a broken/,
    )
    await end('done', world.clock.now(), { end: 'stopped' })
    expect((await readStatus(world)).text).toMatch(/last replay .*, stopped: a broken release\n/)
  })

  it('tells a pause from trouble', async () => {
    const world = await worldOf(5)
    const context = operatorContext(world)
    await context.run(['hold', 'journey', 'sample', '--yes', '--reason', 'a test'])
    world.clock.setTo(monday + 3 * day)
    const { status, code, text } = await readStatus(world)
    expect(code).toBe(0)
    expect(status.backlog).toMatchObject({ due: 0, held: 5 })
    expect(text).toMatch(/held back +journey sample since Mon 23 Nov 2026 09:/)
    expect(text).toContain('\nAll is well, but held back on purpose: journey sample.\n')
  })

  it('tells how fast emails went out lately, and what the account says', async () => {
    const world = await worldOf(30)
    world.clock.setTo(monday + 2 * day + 2 * minute)
    await world.tick()
    world.ses.allowance = {
      ...world.ses.allowance,
      per24Hours: 200,
      status: 'PROBATION',
    }
    const { status, code, text } = await readStatus(world)
    expect(status.sending.lastMinutesPerSecond).toBeCloseTo(30 / 300)
    expect(code).toBe(1)
    expect(text).toContain('30 in 24 hours, of 200')
    expect(text).toContain('AWS has put the account on PROBATION')
  })

  it('names emails whose outcome is unknown, breakers and dead letters', async () => {
    const world = await worldOf(2)
    world.ses.fault = () => 'lose-before'
    world.clock.setTo(monday + 2 * day + 2 * minute)
    await world.tick()
    await world.settle()
    await world.deps.holds.countFailures('sample', 1, 3, world.clock.now())
    const deadLetters = new FakeDeadLetters(world.clock)
    deadLetters.add('start-journey', {})
    const { status, code, text } = await readStatus(world, { deadLetters })
    expect(code).toBe(1)
    expect(status.troubles).toHaveLength(3)
    expect(status.unknownOutcomes).toBe(2)
    expect(text).toContain('Version 1 of sample is not sent')
    expect(text).toContain('2 emails are held')
    expect(text).toContain(
      '1 dead letter of start-journey: npm run operator -- dead-letters show start-journey --local',
    )
  })

  it('counts addresses that bounced for good in the last seven days', async () => {
    const world = await worldOf(3)
    await world.execute('person0@example.org', {
      type: 'RecordBounce',
      lasting: true,
      code: 'permanent.general',
    })
    await world.execute('person1@example.org', {
      type: 'RecordBounce',
      lasting: false,
      code: 'transient.general',
    })
    await world.execute('person2@example.org', { type: 'RecordComplaint' })
    await world.settle()
    expect((await readStatus(world)).status.sending.lastWeek).toEqual({ bounced: 1, complained: 1 })
    world.clock.setTo(monday + 8 * day)
    expect((await readStatus(world)).status.sending.lastWeek).toEqual({ bounced: 0, complained: 0 })
  })

  it('speaks of one person as one, and says in which zone its times are', async () => {
    const { text } = await readStatus(await worldOf(1))
    expect(text).toMatch(/^ShiftWorks local, Mon 23 Nov 2026 09:\d\d \(Europe\/London\)\n/)
    expect(text).toMatch(/sample version 1, 1 person under way/)
  })

  it('changes nothing', async () => {
    const world = await worldOf(2)
    const before = structuredClone([...world.table.rows])
    await readStatus(world)
    expect([...world.table.rows]).toEqual(before)
  })
})

describe('the forecast', () => {
  const account = { ratePerSecond: 14, per24Hours: 50_000, sentLast24Hours: 0, enabled: true }

  it.each([
    ['nothing', 0, account, 0, 'rate'],
    ['a morning', 10_000, account, 10_000 / 13.725, 'rate'],
    ['what is within the quota', 50_000, account, 50_000 / 13.725, 'rate'],
    ['no quota', 1_500_000, { ...account, per24Hours: Number.POSITIVE_INFINITY }, 1_500_000 / 13.725, 'rate'],
    ['beyond the quota', 100_000, account, 50_000 / 13.725 + 86_400, 'quota'],
    ['a quota that is used up', 25_000, { ...account, sentLast24Hours: 50_000 }, 43_200, 'quota'],
  ])('of %s', (_, emails, allowed, seconds, limitedBy) => {
    const made = forecast(emails, allowed, monday)
    expect(made?.limitedBy).toBe(limitedBy)
    expect(((made?.clearsAt ?? 0) - monday) / 1000 / Math.max(1, seconds)).toBeCloseTo(
      seconds === 0 ? 0 : 1,
      2,
    )
  })

  it('is none while nothing goes out', () => {
    expect(forecast(10, { ...account, enabled: false }, monday)).toBeUndefined()
  })
})

/** A terminal at which somebody looks on, and has seen enough after some looks. */
class Onlooker extends FakeTerminal {
  looks = 0
  readonly rests: number[] = []
  #stop = () => {}
  readonly #world: World
  readonly #enough: number
  readonly #by: 'Ctrl-C' | 'closing the pipe'

  constructor(world: World, enough: number, by: 'Ctrl-C' | 'closing the pipe') {
    super()
    this.#world = world
    this.#enough = enough
    this.#by = by
  }

  override onInterrupt(stop: () => void): () => void {
    if (this.#by === 'Ctrl-C') this.#stop = stop
    return () => {}
  }

  override onUnread(stop: () => void): void {
    if (this.#by !== 'Ctrl-C') this.#stop = stop
  }

  override async rest(milliseconds: number): Promise<void> {
    this.rests.push(milliseconds)
    this.looks += 1
    if (this.looks === this.#enough) this.#stop()
    this.#world.clock.setTo(this.#world.clock.now() + minute)
  }
}

describe('operator status --watch', () => {
  const watched = async (by: 'Ctrl-C' | 'closing the pipe', isScreen: boolean) => {
    const world = await worldOf(1)
    const io = Object.assign(new Onlooker(world, 3, by), { isScreen, width: 80 })
    const connect = async () => operatorDeps(world)
    const code = await operate(['status', '--watch', '--local'], { io, connect, env: {} })
    return { code, io }
  }

  it.each(['Ctrl-C', 'closing the pipe'] as const)(
    'looks again every ten seconds, and ends quietly by %s',
    async by => {
      const { code, io } = await watched(by, true)
      expect([code, io.stderr, io.rests]).toEqual([0, '', [10_000, 10_000, 10_000]])
      const screens = io.stdout.split('\u001b[H\u001b[J').slice(1)
      const minutes = screens.map(screen =>
        Number(/^ShiftWorks local, \w+ \d+ \w+ \d+ \d\d:(\d\d)/.exec(screen)?.[1]),
      )
      expect(minutes).toEqual([minutes[0], (minutes[0] ?? 0) + 1, (minutes[0] ?? 0) + 2])
      expect(io.stdout.split('\n').filter(line => line.length > 80 + '\u001b[H\u001b[J'.length)).toEqual([])
    },
  )

  it('writes one after the other where that is no screen', async () => {
    const { io } = await watched('Ctrl-C', false)
    expect(io.stdout).not.toContain('\u001b')
    expect(io.stdout.match(/All is well\./g)).toHaveLength(3)
  })
})
