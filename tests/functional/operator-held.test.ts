import { beforeAll, describe, expect, it } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import type { Status } from '../../tools/operator/status/status.ts'
import { notVerified } from '../../tools/simulation/fake-ses.ts'
import { World } from '../../tools/simulation/world.ts'
import { copyOf } from '../support/crowd.ts'
import { stopOf } from '../support/holds.ts'
import { operatorArn, operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
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
  const context = operatorContext(world)
  const asJson = await context.run(['status', '--json'])
  const { stdout: text } = await context.run(['status'])
  return { status: asJson.json() as Status, code: asJson.code, text }
}

const alike = ['--yes', '--reason', 'a test']

describe('people who are held back are said to be, by what and since when', () => {
  it('while SES takes nothing from the account, account emails among them', async () => {
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
    const why = 'SES says that the sender is not verified'
    const waiting = [
      { of: 'account emails about sign-ups', people: 1 },
      { of: 'sample', people: 5 },
    ]
    const allowance = { every: 5 * minute }
    expect(status.held).toMatchObject([
      { of: 'delivery', by: 'account-fault', why, since, allowance, people: 6, waiting },
    ])
    expect(text).toContain(`Nothing is sent: ${why}.`)
    expect(text).toMatch(
      /held back +delivery since Wed 25 Nov 2026 09:0\d: SES says that the sender is not verified; one email every 5 minutes tests it; 1 person of account emails about sign-ups, 5 people of sample wait\n/,
    )
    world.ses.fault = () => undefined
    await operatorContext(world).run(['release', 'delivery', ...alike])
    expect(await stopOf(world)).toBeUndefined()
  })

  it('by a breaker', async () => {
    const world = await copyOf(before)
    world.ses.fault = () => 'call-400'
    await world.tick()
    const since = world.clock.now()
    world.clock.setTo(since + 15 * day)
    const { status, code, text } = await statusOf(world)
    expect(code).toBe(1)
    const scope = { is: 'version', journeyId: 'sample', version: 1 }
    const about = { why: 'SES could not deliver it', since, allowance: { every: 15 * minute }, people: 5 }
    expect(status.held).toMatchObject([{ scope, of: 'version 1 of sample', by: 'breaker', ...about }])
    expect(text).toMatch(
      /held back +version 1 of sample since .*: SES could not deliver it; one email every 15 minutes tests it; 5 people wait\n/,
    )
  })

  it('by a canary at its end', async () => {
    const world = await copyOf(before)
    const since = world.clock.now()
    const about = { version: 1, emails: 2, left: 2, since: since - day }
    await world.deps.holds.place({ by: 'canary', scope: { is: 'journey', journeyId: 'sample' }, ...about })
    await world.tick()
    const { status } = await statusOf(world)
    const [held] = status.held
    const allowance = { emails: 2, left: 0 }
    expect(held).toMatchObject({ of: 'journey sample', by: 'canary', allowance, people: 3 })
    expect(Math.abs((held?.since ?? 0) - since)).toBeLessThan(minute)
  })

  it.each([
    [['hold', 'journey', 'sample'], 'journey sample'],
    [['hold', 'planning'], 'planning'],
    [['hold', 'delivery'], 'delivery'],
    [['hold', 'module', 'sample', 'two'], 'module two of sample'],
  ])('by %s, with who did so and why', async (command, of) => {
    const world = await copyOf(before)
    await operatorContext(world).run([...command, ...alike])
    const since = world.clock.now()
    await world.tick()
    world.clock.setTo(since + 2 * day)
    const { status, text } = await statusOf(world)
    const waiting = [{ of: 'sample', people: 5 }]
    expect(status.held).toMatchObject([
      { of, by: 'operator', who: operatorArn, why: 'a test', since, people: 5, waiting },
    ])
    expect(text).toMatch(new RegExp(`held back +${of} since .*: held back by sam \\(a test\\); 5 people`))
  })

  it('and what a release would let go, and when', async () => {
    const world = await copyOf(before)
    const { run } = operatorContext(world)
    await run(['hold', 'journey', 'sample', ...alike])
    expect((await statusOf(world)).text).toMatch(
      /\n +a release would let go 5 emails at once, the last about Wed 25 Nov 2026 09:0\d\n/,
    )
    world.clock.setTo(world.clock.now() + 4 * hour)
    await world.signUp('new@example.org')
    await world.deps.holds.stopSending('suspended', world.clock.now())
    const { status, text } = await statusOf(world)
    expect(status.held.map(({ of, release }) => [of, release])).toEqual([
      ['delivery', expect.objectContaining({ atOnce: 1, overOwnTimes: 0, alsoHeldBy: ['journey sample'] })],
      ['journey sample', { atOnce: 0, overOwnTimes: 0, alsoHeldBy: ['delivery'] }],
    ])
    expect(text).toContain('a release alone would let nothing go: held back by delivery too\n')
    await run(['release', 'delivery', ...alike])
    await world.tick()
    const late = 'over their readers’ own times, because they are more than three hours late'
    expect((await statusOf(world)).text).toContain(`a release would let go 5 emails ${late}\n`)
  })

  it('and then goes out what was said would go', async () => {
    const world = await copyOf(before)
    const { run } = operatorContext(world)
    await run(['hold', 'journey', 'sample', ...alike])
    const [held] = (await statusOf(world)).status.held
    const sent = world.ses.delivered.length
    await run(['release', 'journey', 'sample', ...alike])
    await world.tick()
    expect(world.ses.delivered.length - sent).toBe(held?.release.atOnce)
  })

  it('and a breaker of a version that is not current holds nobody', async () => {
    const world = await copyOf(before)
    await world.deps.holds.countFailures('sample', 7, 3, world.clock.now())
    const { status, code } = await statusOf(world)
    expect([status.held, code]).toEqual([[], 0])
  })

  it('and an account in the sandbox is named', async () => {
    const world = await copyOf(before)
    world.ses.allowance = { ...world.ses.allowance, production: false }
    const { text, code } = await statusOf(world)
    expect(code).toBe(1)
    expect(text).toContain('The account is in SES’s sandbox')
  })
})
