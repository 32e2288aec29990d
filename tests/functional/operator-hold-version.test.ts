import { describe, expect, it } from 'vitest'
import { deliverAllDue } from '../../shared/application/delivery/deliver.ts'
import { noticedWithin } from '../../shared/application/journey-library.ts'
import { day, minute } from '../../shared/domain/duration.ts'
import { canaryOf } from '../../shared/domain/hold.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import type { World } from '../../tools/simulation/world.ts'
import { afterModuleOne } from '../support/after-module-one.ts'
import { operatorArn, operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const changing = ['--yes', '--reason', 'a test']
const people = Array.from({ length: 25 }, (_, i) => `person${i}@example.org`)
const second = sampleJourney('sample', undefined, 2)
const version2 = {
  ...second,
  emails: second.emails.map(email => ({ ...email, subject: `New: ${email.subject}` })),
}

/** Everybody is due for module two two days later. */
const everybodyWaits = () => afterModuleOne(monday, people)

const goesBack = (world: World) =>
  operatorContext(world).run(['release', 'version', 'sample', '--back', '--json', ...changing])

const withTwo = (world: World) =>
  people.filter(email => world.inbox(email).some(({ kind }) => kind === 'module_two')).length

async function withCanaryOf(emails: number): Promise<World> {
  const world = await everybodyWaits()
  await operatorContext(world).run(['hold', 'version', 'sample', '--emails', String(emails), ...changing])
  await world.publish(version2)
  return world
}

describe('operator hold version', () => {
  it('lets the next version go to so many, then the journey rests until a word', async () => {
    const world = await withCanaryOf(10)
    await world.passTo(monday + 4 * day)
    expect(withTwo(world)).toBe(10)
    const { stdout, code } = await operatorContext(world).run(['status'])
    expect(stdout).toContain(
      'canary of sample version 2: 10 of 10 emails are out; the journey rests until you release the version, or go back',
    )
    expect(stdout).toContain('15 held back')
    expect(stdout).toContain(
      'The first 10 emails of sample version 2 are out, and the journey rests. Look at them, then let everybody have it, or go back with --back: npm run operator -- release version sample --reason "…" --local',
    )
    expect(code).toBe(1)

    const go = await operatorContext(world).run(['release', 'version', 'sample', ...changing])
    expect(go.stdout).toMatch(/^Version 2 of sample is released: within a minute the journey goes on/)
    await world.passTo(monday + 6 * day)
    expect(withTwo(world)).toBe(people.length)
  })

  it('is exact whoever sends: four workers at once', async () => {
    const world = await withCanaryOf(7)
    world.clock.setTo(monday + 2 * day + 5 * minute)
    const until = world.clock.now() + minute
    const workers = [1, 2, 3, 4].map(() => deliverAllDue(world.worker(), until))
    await world.clock.run(Promise.all(workers))
    expect(withTwo(world)).toBe(7)
  })

  it('lets nothing of the old version go between its word and the publication', async () => {
    const world = await everybodyWaits()
    await operatorContext(world).run(['hold', 'version', 'sample', ...changing])
    await world.passTo(monday + 3 * day)
    expect(withTwo(world)).toBe(0)
    expect((await operatorContext(world).run(['status'])).stdout).toContain(
      'rests until that version is current; then its first 100 emails go out',
    )
    const { stdout } = await operatorContext(world).run(['learner', 'person0@example.org'])
    expect(stdout).toContain('the journey rests: its canary waits for a word')
  })

  it('goes back to the version before, and nobody else gets the one that was stopped', async () => {
    const world = await withCanaryOf(3)
    await world.passTo(monday + 2 * day + 30 * minute)
    expect((await goesBack(world)).json()).toEqual({ journey: 'sample', version: 1 })
    await world.tick()
    await world.passTo(monday + 5 * day)
    expect(withTwo(world)).toBe(people.length)
    const modules = world.ses.delivered.filter(({ kind }) => kind === 'module_two')
    expect(modules.filter(({ subject }) => subject.startsWith('New: '))).toHaveLength(3)
  })

  it('goes back to what was current when it was begun, whatever lies between', async () => {
    const world = await everybodyWaits()
    await world.publish(version2)
    await operatorContext(world).run(['journeys', 'rollback', 'sample', ...changing])
    await operatorContext(world).run(['hold', 'version', 'sample', '--emails', '3', ...changing])
    await world.publish(sampleJourney('sample', undefined, 3))
    expect((await goesBack(world)).json()).toEqual({ journey: 'sample', version: 1 })
  })

  it('may be about an earlier version, which somebody is about to go back to', async () => {
    const world = await everybodyWaits()
    await world.publish(version2)
    const about1 = ['hold', 'version', 'sample', '1', '--emails', '4', ...changing]
    expect((await operatorContext(world).run(about1)).code).toBe(0)
    await world.passTo(monday + 3 * day)
    expect(withTwo(world)).toBe(0)
    await operatorContext(world).run(['journeys', 'rollback', 'sample', ...changing])
    await world.passTo(monday + 5 * day)
    expect(withTwo(world)).toBe(4)
    expect((await goesBack(world)).json()).toEqual({ journey: 'sample', version: 2 })
  })

  it('is about no version that broke off, or that nobody could publish next', async () => {
    const world = await everybodyWaits()
    await world.table.write({ update: { pk: 'journeys', sk: 'sample' }, set: { latest: 2 } })
    for (const version of ['2', '4']) {
      const run = await operatorContext(world).run(['hold', 'version', 'sample', version, ...changing])
      expect([run.code, run.stderr]).toEqual([
        2,
        `sample has no version ${version}: the next one is 3. journeys versions sample lists those that there are.\n`,
      ])
    }
  })

  it('and its release resets the breaker of a version that SES could not deliver', async () => {
    const world = await everybodyWaits()
    for (const id of ['other', 'sample']) await world.deps.holds.countFailures(id, 1, 3, world.clock.now())
    const released = await operatorContext(world).run(['release', 'version', 'sample', ...changing])
    expect(released.stdout).toMatch(/^Version 1 of sample is released/)
    expect(await world.deps.holds.all()).toMatchObject([{ scope: { journeyId: 'other' } }])
    const back = await operatorContext(world).run(['release', 'version', 'sample', '--back', ...changing])
    expect([back.code, back.stderr]).toEqual([
      2,
      expect.stringContaining('No version of sample is held back'),
    ])
  })

  it('is one at a time', async () => {
    const world = await withCanaryOf(3)
    const { code, stderr } = await operatorContext(world).run(['hold', 'version', 'sample', ...changing])
    expect([code, stderr]).toEqual([
      2,
      'sample has a canary already: release its version first, or go back.\n',
    ])
    expect(canaryOf(await world.deps.holds.all(), 'sample')).toMatchObject({ version: 2, emails: 3 })
  })

  it('lets 100 emails out where no number is named, and says who did it, when and why', async () => {
    const world = await everybodyWaits()
    const since = world.clock.now()
    const { stdout } = await operatorContext(world).run(['hold', 'version', 'sample', ...changing])
    expect(stdout).toBe(
      'canary of sample version 2: the journey rests until that version is current; then its first 100 emails go out.\n',
    )
    const canary = canaryOf(await world.deps.holds.all(), 'sample')
    const about = { version: 2, before: 1, emails: 100, left: 100 }
    expect(canary).toMatchObject({ ...about, who: operatorArn, why: 'a test', since })
  })

  it('asks first, what it does and what becomes of it', async () => {
    const world = await everybodyWaits()
    const { run } = operatorContext(world)
    const asked = async (...args: string[]) =>
      (await run([...args, '--reason', 'a test'], { interactive: true, answer: true })).asked
    expect(await asked('hold', 'version', 'sample', '--emails', '1')).toEqual([
      'Hold back sample version 2 once its first email is out?',
    ])
    expect(await asked('release', 'version', 'sample', '--back')).toEqual([
      'End the canary of sample version 2: the journey rests until that version is current; then its first email goes out, and let everybody have version 1?',
    ])
  })

  it('tells how many emails are out while it is under way', async () => {
    const world = await withCanaryOf(30)
    await world.passTo(monday + 2 * day + 30 * minute)
    const { stdout, code } = await operatorContext(world).run(['status'])
    expect(stdout).toMatch(/canary of sample version 2: 25 of 30 emails are out; 5 of 30 emails left/)
    expect(code).toBe(0)
  })

  it('of one email is told as one', async () => {
    const world = await withCanaryOf(1)
    await world.passTo(monday + 4 * day)
    expect(withTwo(world)).toBe(1)
    expect((await operatorContext(world).run(['status'])).stdout).toContain(
      'The first email of sample version 2 is out, and the journey rests.',
    )
  })

  it('ends without going anywhere, where its version never became current', async () => {
    const world = await everybodyWaits()
    await operatorContext(world).run(['hold', 'version', 'sample', ...changing])
    const asked = world.clock.now()
    expect((await goesBack(world)).json()).toEqual({ journey: 'sample', version: 1 })
    expect([await world.deps.holds.all(), world.clock.now()]).toEqual([[], asked])
    await world.passTo(monday + 3 * day)
    expect(withTwo(world)).toBe(people.length)
  })

  it('rests until every function has noticed that the version before is current again', async () => {
    const world = await withCanaryOf(3)
    const asked = world.clock.now()
    const meanwhile: string[] = []
    const until = async (at: number) => {
      meanwhile.push(...(await world.deps.holds.all()).map(({ by }) => by))
      await world.clock.until(at)
    }
    const context = operatorContext(world, { clock: { now: () => world.clock.now(), until } })
    await context.run(['release', 'version', 'sample', '--back', ...changing])
    expect(meanwhile).toEqual(['canary'])
    expect([world.clock.now() - asked, await world.deps.holds.all()]).toEqual([noticedWithin, []])
  })

  it('and a breaker are released together; going back needs a canary', async () => {
    const world = await withCanaryOf(3)
    const { holds } = world.deps
    for (const version of [1, 2]) await holds.countFailures('sample', version, 3, world.clock.now())
    await operatorContext(world).run(['release', 'version', 'sample', ...changing])
    expect(await holds.all()).toMatchObject([{ by: 'breaker', scope: { version: 1 } }])
    await holds.countFailures('sample', 2, 3, world.clock.now())
    const back = await operatorContext(world).run(['release', 'version', 'sample', '--back', ...changing])
    expect([back.code, back.stderr]).toEqual([
      2,
      'sample has no canary to go back from: journeys rollback goes back by hand.\n',
    ])
  })

  it('that was begun with the current version knows nothing to go back to, and rests on', async () => {
    const world = await everybodyWaits()
    await operatorContext(world).run(['hold', 'version', 'sample', '1', ...changing])
    const { code, stderr } = await operatorContext(world).run([
      'release',
      'version',
      'sample',
      '--back',
      ...changing,
    ])
    expect([code, stderr]).toEqual([2, expect.stringContaining('journeys rollback <journey> --to')])
    expect(canaryOf(await world.deps.holds.all(), 'sample')).toBeDefined()
  })

  it.each([
    [['hold', 'version', 'nowhere', ...changing], /^There is no journey "nowhere"\. Published: sample\.\n$/],
    [
      ['release', 'version', 'sample', ...changing],
      /^No version of sample is held back: it has no canary, and no breaker\.\n$/,
    ],
    [['release', 'version', 'sample', '--forward', ...changing], /^Unknown option '--forward'/],
    [['hold', 'version', 'sample', '--emails', '0', ...changing], /A whole number from 1/],
    [['hold', 'version', 'sample', '--yes'], /^Say why/],
  ])('%s changes nothing, and says so in one line', async (args, message) => {
    const world = await everybodyWaits()
    const rows = structuredClone([...world.table.rows])
    const { code, stderr } = await operatorContext(world).run(args)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
    expect([...world.table.rows]).toEqual(rows)
  })
})
