import { describe, expect, it } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { isDeliveryPaused } from '../support/holds.ts'
import { operatorArn, operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
/** Soon enough that nothing is put off for being late. */
const whenTwoIsDue = monday + 2 * day + hour
const changing = ['--yes', '--reason', 'a test']

async function worldWithLearners() {
  const world = new World(monday)
  await world.publish()
  await world.learner('nurse@example.org')
  await world.done('nurse@example.org', 'one')
  return { world, context: operatorContext(world) }
}

const kinds = (world: World, email: string) => world.inbox(email).map(one => one.kind)

describe('operator hold and release', () => {
  it('holds all email back while delivery is held back, and lets it go afterwards', async () => {
    const { world, context } = await worldWithLearners()
    const held = await context.run(['hold', 'delivery', ...changing])
    expect(held.code).toBe(0)
    expect(held.stdout).toMatch(/^delivery is held back\./)
    await world.signUp('porter@example.org')
    await world.settle()
    world.clock.setTo(whenTwoIsDue)
    await world.tick()
    expect(world.ses.delivered).toHaveLength(2)

    expect((await context.run(['release', 'delivery', ...changing])).code).toBe(0)
    await world.pass(1)
    expect(kinds(world, 'nurse@example.org')).toEqual(['confirm', 'module_one', 'module_two'])
    expect(kinds(world, 'porter@example.org')).toEqual(['confirm'])
  })

  it('moves nobody forward while planning is held back, and still sends account emails', async () => {
    const { world, context } = await worldWithLearners()
    await context.run(['hold', 'planning', ...changing])
    await world.signUp('porter@example.org')
    await world.settle()
    await world.confirm('porter@example.org')
    await world.tell()
    world.clock.setTo(whenTwoIsDue)
    await world.tick()
    expect(kinds(world, 'nurse@example.org')).toEqual(['confirm', 'module_one'])
    expect(kinds(world, 'porter@example.org')).toEqual(['confirm'])
    expect((await world.person('porter@example.org')).learner.enrolments).toEqual({})

    await context.run(['release', 'planning', ...changing])
    await world.pass(1)
    expect(kinds(world, 'nurse@example.org').at(-1)).toBe('module_two')
    expect(kinds(world, 'porter@example.org').at(-1)).toBe('module_one')
  })

  it('sends everybody’s account emails behind many whose journey may not start', async () => {
    const world = new World(monday)
    await world.publish()
    const context = operatorContext(world)
    await context.run(['hold', 'planning', ...changing])
    for (let i = 0; i < 1_700; i += 1) {
      await world.signUp(`person${i}@example.org`)
      await world.confirm(`person${i}@example.org`)
    }
    await world.tick()
    await world.signUp('last@example.org')
    await world.tick()
    expect(kinds(world, 'last@example.org')).toEqual(['confirm'])
  })

  it('holds one journey back, and starts it for nobody’s email', async () => {
    const { world, context } = await worldWithLearners()
    expect((await context.run(['hold', 'journey', 'sample', ...changing])).code).toBe(0)
    await world.signUp('porter@example.org')
    await world.settle()
    await world.confirm('porter@example.org')
    await world.tell()
    await world.tick()
    expect(kinds(world, 'porter@example.org')).toEqual(['confirm'])
    world.clock.setTo(monday + 3 * day)
    await world.tick()
    expect(kinds(world, 'nurse@example.org')).toEqual(['confirm', 'module_one'])
  })

  it('resets the breaker of a version when its journey is released', async () => {
    const { world, context } = await worldWithLearners()
    await world.deps.holds.countFailures('sample', 1, 3, world.clock.now())
    const released = await context.run(['release', 'journey', 'sample', ...changing, '--json'])
    expect(released.json()).toEqual({ of: 'journey sample', held: false, changed: false, breakerReset: 1 })
    await world.pass(3)
    expect(kinds(world, 'nurse@example.org').at(-1)).toBe('module_two')
  })

  it.each([
    [['delivery'], 'delivery'],
    [['planning'], 'planning'],
    [['journey', 'sample'], 'journey sample'],
  ])('of %s twice changes nothing the second time, and says so', async (what, of) => {
    const { world, context } = await worldWithLearners()
    const once = async (verb: string, why: string) => {
      const { code, stdout } = await context.run([verb, ...what, '--yes', '--reason', why])
      world.clock.setTo(world.clock.now() + minute)
      return [code, stdout]
    }
    const twice = async (verb: string, why: string) => {
      await once(verb, why)
      return once(verb, 'once more')
    }
    const heldAt = world.clock.now()
    expect(await twice('hold', 'wrong links')).toEqual([
      0,
      `${of} was held back already. Nothing was changed.\n`,
    ])
    expect(await world.deps.holds.all()).toMatchObject([{ why: 'wrong links', since: heldAt }])
    expect(await twice('release', 'mended')).toEqual([0, `${of} was not held back. Nothing was changed.\n`])
    const entries = (await context.run(['audit', '--json'])).json() as { result: unknown }[]
    expect(entries.map(({ result }) => result)).toEqual(
      [false, true, false, true].map(changed => ({ changed })),
    )
  })

  it('lets go what SES’s refusals had stopped when delivery is released, and by no other release', async () => {
    const { world, context } = await worldWithLearners()
    const { holds } = world.deps
    await holds.countFailures('sample', 1, 3, world.clock.now())
    await context.run(['hold', 'journey', 'sample', ...changing])
    await holds.stopSending('suspended', world.clock.now())
    for (const other of [['planning'], ['module', 'sample', 'one']])
      expect((await context.run(['release', ...other, ...changing])).stdout).toContain('Nothing was changed.')
    const released = await context.run(['release', 'delivery', ...changing])
    expect(released.stdout).toBe(
      'delivery is released. Within a minute: what waits goes out at the allowed rate, what is late over each person’s own times.\nWhat had stopped because SES took nothing from the account is let go.\n',
    )
    expect((await holds.all()).map(({ by }) => by)).toEqual(['breaker', 'operator'])
  })

  it('asks first, and a no changes nothing', async () => {
    const { world, context } = await worldWithLearners()
    const args = ['hold', 'delivery', '--reason', 'a test']
    const nobodyThere = await context.run(args)
    expect(nobodyThere.code).toBe(2)
    expect(nobodyThere.stderr).toContain('say --yes')
    const no = await context.run(args, { interactive: true, answer: false })
    expect(no.asked).toEqual(['Hold back delivery on local?'])
    expect([no.code, no.stderr]).toEqual([2, 'Nothing was changed.\n'])
    expect(await isDeliveryPaused(world)).toBe(false)
    expect((await context.run(args, { interactive: true, answer: true })).code).toBe(0)
    expect(await isDeliveryPaused(world)).toBe(true)
  })

  it.each([
    [['hold', 'journey', 'nowhere', ...changing], /^There is no journey "nowhere". Published: sample\.\n$/],
    [['hold', 'journey', ...changing], /^Missing required argument 'journey'/],
    [['hold', 'delivery', 'sample', ...changing], /^Too many arguments for 'delivery'/],
    [['hold', 'everything', ...changing], /^Unknown command 'everything'/],
    [['hold', 'delivery', '--yes'], /^Say why/],
    [['hold', 'delivery', '--yes', '--reason', ' '], /^Say why/],
    [['holds', 'delivery', ...changing], /Did you mean hold/],
  ])('%s changes nothing, and says so in one line', async (args, message) => {
    const { world, context } = await worldWithLearners()
    const before = structuredClone([...world.table.rows])
    const { code, stderr, stdout } = await context.run(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
    expect([...world.table.rows]).toEqual(before)
  })
})

describe('operator audit', () => {
  it('tells who did what, when, why, and what came of it', async () => {
    const { world, context } = await worldWithLearners()
    await context.run(['hold', 'delivery', '--yes', '--reason', 'wrong links'])
    world.clock.setTo(world.clock.now() + minute)
    await context.run(['release', 'delivery', '--yes', '--reason', 'links are mended'])
    const entries = (await context.run(['audit', '--json'])).json()
    expect(entries).toMatchObject([
      { what: 'release delivery', why: 'links are mended', outcome: 'done', result: { changed: true } },
      { who: operatorArn, what: 'hold delivery', why: 'wrong links', at: expect.any(Number) },
    ])
    const { stdout } = await context.run(['audit'])
    expect(stdout).toMatch(/2026-11-23 09:0\dZ +sam +hold delivery +done +changed true +wrong links/)
  })

  it('keeps the trace of what failed', async () => {
    const world = new World(monday)
    await world.publish()
    const place = () => Promise.reject(new Error('the table is full'))
    const context = operatorContext(world, { holds: { ...world.deps.holds, place } })
    await expect(context.run(['hold', 'delivery', ...changing])).rejects.toThrow('the table is full')
    const [entry] = (await context.run(['audit', '--json'])).json() as unknown[]
    expect(entry).toMatchObject({ outcome: 'failed', result: { reason: 'the table is full' } })
  })
})
