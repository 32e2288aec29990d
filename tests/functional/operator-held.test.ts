import { beforeAll, describe, expect, it } from 'vitest'
import type { Status } from '../../tools/operator/status/status.ts'
import { notVerified } from '../../tools/simulation/fake-ses.ts'
import { World } from '../../tools/simulation/world.ts'
import { copyOf } from '../support/crowd.ts'
import { operatorDesk } from '../support/operator-desk.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const minute = 60_000
const day = 24 * 60 * minute
const people = Array.from({ length: 5 }, (_, i) => `person${i}@example.org`)

let before: World
beforeAll(async () => {
  before = new World(monday)
  await before.publish()
  for (const email of people) await before.learner(email)
  for (const email of people) await before.done(email, 'one')
  await before.settle()
  await before.feedback()
  before.clock.setTo(monday + 2 * day + 5 * minute)
})

async function statusOf(world: World) {
  const desk = operatorDesk(world)
  const asJson = await desk.run(['status', '--json'])
  const { stdout: text } = await desk.run(['status'])
  return { status: asJson.json() as Status, code: asJson.code, text }
}

const alike = ['--yes', '--reason', 'a test']

describe('people who are held back are said to be, by what and since when', () => {
  it('while SES takes nothing from the account, letters among them', async () => {
    const world = await copyOf(before)
    world.ses.fault = () => notVerified('hello@example.org')
    await world.tick()
    const since = world.clock.now()
    await world.signUp('new@example.org')
    await world.settle()
    world.clock.setTo(since + 15 * day)
    const { status, code, text } = await statusOf(world)
    expect(code).toBe(1)
    expect(status.backlog).toMatchObject({ overdue: 0, held: 6 })
    const by = 'SES says that the sender is not verified'
    expect(status.held).toEqual([
      { of: 'letters about sign-ups', by, since, people: 1 },
      { of: 'sample', by, since, people: 5 },
    ])
    expect(text).toContain(`Nothing is sent: ${by}.`)
    expect(text).toMatch(
      /5 people of sample: SES says that the sender is not verified, since Wed 25 Nov 2026 09:0\d/,
    )
    world.ses.fault = () => undefined
    await operatorDesk(world).run(['resume', 'delivery', ...alike])
    expect((await world.deps.switches.holds()).stop).toBeUndefined()
  })

  it('by a breaker', async () => {
    const world = await copyOf(before)
    world.ses.fault = () => 'call-400'
    await world.tick()
    const since = world.clock.now()
    world.clock.setTo(since + 15 * day)
    const { status, code } = await statusOf(world)
    expect(code).toBe(1)
    expect(status.held).toEqual([{ of: 'sample', by: 'SES could not deliver version 1', since, people: 5 }])
    expect(status.breakers).toMatchObject([{ journeyId: 'sample', version: 1, since }])
  })

  it('by a canary at its end', async () => {
    const world = await copyOf(before)
    const since = world.clock.now()
    const canary = { journeyId: 'sample', version: 1, emails: 2, left: 2, since: since - day }
    await world.deps.switches.startCanary(canary)
    await world.tick()
    const { status } = await statusOf(world)
    const [held] = status.held
    expect(held).toMatchObject({ of: 'sample', by: 'its canary waits for a word', people: 3 })
    expect(Math.abs((held?.since ?? 0) - since)).toBeLessThan(minute)
  })

  it.each([
    [['pause', 'journey', 'sample'], { of: 'sample', by: 'the journey is paused', people: 5 }],
    [['pause', 'planning'], { of: 'sample', by: 'planning is paused', people: 5 }],
    [['pause', 'delivery'], { of: 'sample', by: 'delivery is paused', people: 5 }],
    [['recall', 'sample', 'two'], { of: 'module two of sample', by: 'it is recalled', people: 5 }],
  ])('by %s', async (command, held) => {
    const world = await copyOf(before)
    await operatorDesk(world).run([...command, ...alike])
    const since = world.clock.now()
    await world.tick()
    world.clock.setTo(since + 2 * day)
    const { status } = await statusOf(world)
    expect(status.held).toEqual([{ ...held, since }])
  })

  it('and a breaker of a version that is not current holds nobody', async () => {
    const world = await copyOf(before)
    await world.deps.switches.countFailure('sample', 7, 3, world.clock.now())
    const { status, code } = await statusOf(world)
    expect([status.breakers, status.held, code]).toEqual([[], [], 0])
  })

  it('and an account in the sandbox is named', async () => {
    const world = await copyOf(before)
    world.ses.allowance = { ...world.ses.allowance, production: false }
    const { text, code } = await statusOf(world)
    expect(code).toBe(1)
    expect(text).toContain('The account is in SES’s sandbox')
  })
})
