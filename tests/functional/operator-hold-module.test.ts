import { describe, expect, it } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const changing = ['--yes', '--reason', 'a test']
const hold = ['hold', 'module', 'sample', 'two', ...changing]
const early = ['a@example.org', 'b@example.org']
const late = ['c@example.org', 'd@example.org', 'e@example.org']

const kinds = (world: World, email: string) => world.inbox(email).map(one => one.kind)
const idsOf = async (world: World, emails: readonly string[]) =>
  (await Promise.all(emails.map(email => world.person(email)))).map(({ learner }) => learner.id).sort()

/** Module two has gone to some; others are due for it an hour later; somebody is still at module one. */
async function halfWay(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  for (const email of [...early, ...late, 'reader@example.org']) await world.learner(email)
  for (const email of early) await world.done(email, 'one')
  world.clock.setTo(world.clock.now() + hour)
  for (const email of late) await world.done(email, 'one')
  await world.settle()
  await world.passTo(monday + 2 * day + 30 * minute)
  return world
}

interface Answer {
  held: boolean
  changed: boolean
  who: { has: string[]; onItsWay: string[]; hadBefore: number; next: string[]; later: number }
}

describe('operator hold module', () => {
  it('stops a module that is going out, and shows who has it and who has not', async () => {
    const world = await halfWay()
    expect(kinds(world, 'a@example.org').at(-1)).toBe('module_two')
    const { code, json } = await operatorContext(world).run([...hold, '--json'])
    const { who, ...switched } = json() as Answer
    expect(code).toBe(0)
    expect(switched).toEqual({ held: true, changed: true })
    expect(who.has.sort()).toEqual(await idsOf(world, early))
    expect(who.next.sort()).toEqual(await idsOf(world, late))
    expect(who).toMatchObject({ onItsWay: [], hadBefore: 0, later: 1 })

    await world.passTo(monday + 5 * day)
    for (const email of late) expect(kinds(world, email)).toEqual(['confirm', 'module_one'])
    expect(kinds(world, 'reader@example.org').at(-1)).toBe('reminder_one')
  })

  it('sends no reminder of it either, and says why in the person’s story', async () => {
    const world = await halfWay()
    await operatorContext(world).run(hold)
    await world.passTo(monday + 6 * day)
    expect(kinds(world, 'a@example.org').at(-1)).toBe('module_two')
    const { stdout } = await operatorContext(world).run(['learner', 'c@example.org'])
    expect(stdout).toContain('No email at that moment: an operator held the module back.')
    expect(stdout).toContain('an operator holds this module back')
  })

  it('looks at nobody more often than every hour', async () => {
    const world = await halfWay()
    await operatorContext(world).run(hold)
    const before = (await world.person('c@example.org')).rows.enrolments['sample']?.version ?? 0
    await world.passTo(world.clock.now() + 5 * hour)
    const after = (await world.person('c@example.org')).rows.enrolments['sample']?.version ?? 0
    expect(after - before).toBeGreaterThan(0)
    expect(after - before).toBeLessThanOrEqual(6)
  })

  it('lets it go again when it is released, to each who waits, once', async () => {
    const world = await halfWay()
    await operatorContext(world).run(hold)
    await world.passTo(world.clock.now() + 3 * hour)
    await world.publish(sampleJourney('sample', undefined, 2))
    const released = await operatorContext(world).run(['release', 'module', 'sample', 'two', ...changing])
    expect(released.stdout).toMatch(/^module two of sample is released: who waits for it gets it/)
    await world.passTo(monday + 4 * day)
    for (const email of [...early, ...late])
      expect(kinds(world, email).filter(kind => kind === 'module_two')).toHaveLength(1)
    const { json } = await operatorContext(world).run(['who-has', 'sample', 'two', '--json'])
    expect((json() as Answer['who']).has.sort()).toEqual(await idsOf(world, late))
    expect((json() as Answer['who']).hadBefore).toBe(2)
  })

  it('twice changes nothing the second time, and says so, and who has it', async () => {
    const world = await halfWay()
    const { run } = operatorContext(world)
    const release = ['release', 'module', 'sample', 'two', ...changing]
    expect((await run(release)).stdout).toMatch(
      /^module two of sample was not held back\. Nothing was changed\.\n\nhave it, since/,
    )
    expect((await run([...release, '--json'])).json()).toMatchObject({ held: false, changed: false })
    await run(hold)
    expect((await run(hold)).stdout).toMatch(
      /^module two of sample was held back already\. Nothing was changed\.\n\nhave it, since/,
    )
  })

  it('is of one journey alone', async () => {
    const world = await halfWay()
    const { run } = operatorContext(world)
    await world.publish(sampleJourney('other'))
    await run(hold)
    const others = [
      ['release', 'module', 'other', 'two', ...changing],
      ['release', 'module', 'sample', 'one', ...changing],
      ['release', 'journey', 'sample', ...changing],
      ['release', 'delivery', ...changing],
    ]
    for (const other of others) expect((await run(other)).stdout).toContain('Nothing was changed.')
    const scope = { is: 'module', journeyId: 'sample', moduleId: 'two' }
    expect(await world.deps.holds.all()).toMatchObject([{ scope }])
  })

  it('lets go of nothing else when it is released', async () => {
    const world = await halfWay()
    await world.deps.holds.countFailures('sample', 1, 3, world.clock.now())
    await operatorContext(world).run(hold)
    await operatorContext(world).run(['release', 'module', 'sample', 'two', ...changing])
    expect(await world.deps.holds.all()).toMatchObject([{ by: 'breaker' }])
  })

  it('is released also where the module is gone from the journey, and everybody goes on behind it', async () => {
    const world = await halfWay()
    const { run } = operatorContext(world)
    const release = ['release', 'module', 'sample', 'two', '--reason', 'a test']
    await run(hold)
    await world.publish(sampleJourney('sample', [sampleModule('one'), sampleModule('three')], 2))
    const asked = await run(release, { interactive: true, answer: false })
    expect(asked.asked).toEqual(['Release module two of sample on local?'])
    expect((await run([...release, '--yes'])).stdout).toMatch(
      /^module two of sample is released: version 2 has no such module, so nobody gets it\.\n/,
    )
    await world.passTo(monday + 5 * day)
    expect(kinds(world, 'c@example.org').at(-1)).toBe('module_three')
    expect(await run(release, { interactive: true, answer: true })).toMatchObject({
      asked: [],
      code: 2,
      stderr: 'There is no module "two" in sample version 2. Modules: one, three.\n',
    })
  })

  it('stands in the status while it lasts', async () => {
    const world = await halfWay()
    await operatorContext(world).run(hold)
    const { stdout } = await operatorContext(world).run(['status'])
    expect(stdout).toMatch(/held back +module two of sample since/)
    // Two of them have had it, and nothing is due to them yet.
    expect(stdout).toContain('5 people have it before them or get it next')
  })

  it.each([
    [
      ['hold', 'module', 'nowhere', 'two', ...changing],
      /^There is no journey "nowhere"\. Published: sample\.\n$/,
    ],
    [
      ['hold', 'module', 'sample', 'nine', ...changing],
      /^There is no module "nine" in sample version 1\. Modules: one, two, three\.\n$/,
    ],
    [['hold', 'module', 'sample', 'two', '--yes'], /^Say why/],
    [['hold', 'module', 'sample', 'two', '--reason', 'a test'], /say --yes/],
  ])('%s changes nothing, and says so in one line', async (args, message) => {
    const world = await halfWay()
    const rows = structuredClone([...world.table.rows])
    const { code, stderr } = await operatorContext(world).run(args)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
    expect([...world.table.rows]).toEqual(rows)
  })
})
