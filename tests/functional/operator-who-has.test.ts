import { describe, expect, it } from 'vitest'
import { day, hour, second } from '../../shared/domain/duration.ts'
import type { ModuleId } from '../../shared/domain/ids.ts'
import { parseHistory } from '../../shared/store/history.ts'
import type { WhoHas } from '../../tools/operator/holds/who-has.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause } from '../support/holds.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const changing = ['--yes', '--reason', 'a test']

/** Sam in a journey, with the first module. */
async function worldOfSam(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await world.learner(sam)
  return world
}

async function whoHas(world: World, module: ModuleId, since?: number): Promise<WhoHas> {
  const from = since === undefined ? [] : ['--since', new Date(since).toISOString()]
  const { json } = await operatorContext(world).run(['who-has', 'sample', module, '--json', ...from])
  return json() as WhoHas
}

/** What is said of somebody who is alone. */
async function saidOfSam(world: World, module: ModuleId, since?: number): Promise<string> {
  const { has, onItsWay, hadBefore, next, later } = await whoHas(world, module, since)
  const said = {
    has: has.length,
    'on its way': onItsWay.length,
    'had it before': hadBefore,
    'waits for it': next.length,
    'is further back': later,
  }
  return Object.entries(said)
    .filter(([, people]) => people > 0)
    .map(([words]) => words)
    .join()
}

describe('operator who-has', () => {
  it('counts an email of the very second, since histories keep no more, and none of the second before', async () => {
    const world = await worldOfSam()
    const { rows } = await world.person(sam)
    const kept = parseHistory(rows.enrolments['sample']?.history ?? '')
    const at = kept.find(({ type }) => type === 'ModuleEmailed')?.at ?? 0
    expect(await saidOfSam(world, 'one', at + second - 1)).toBe('has')
    expect(await saidOfSam(world, 'one', at + second)).toBe('had it before')
  })

  it('counts since the last publication, where no moment is named', async () => {
    const world = await worldOfSam()
    expect(await saidOfSam(world, 'one')).toBe('has')
    world.clock.setTo(world.clock.now() + hour)
    await world.publish(sampleJourney('sample', undefined, 2))
    expect(await saidOfSam(world, 'one')).toBe('had it before')
    const { stdout } = await operatorContext(world).run(['who-has', 'sample', 'one'])
    expect(stdout).toMatch(/^have it, since Mon 23 Nov 2026 10:\d\d +0\n/)
    expect(stdout).toMatch(/\nhad it before, and not again +1\n/)
  })

  it('has a module twice that somebody got again, who came back after a pause', async () => {
    const world = await worldOfSam()
    await world.pass(30)
    expect(world.inbox(sam).at(-1)?.kind).toBe('paused')
    const paused = world.clock.now()
    expect(await saidOfSam(world, 'one', paused)).toBe('had it before')
    await operatorContext(world).run(['hold', 'module', 'sample', 'one', ...changing])
    await world.execute(sam, { type: 'ResumeJourney', journeyId: 'sample' })
    expect(await saidOfSam(world, 'one', paused)).toBe('waits for it')
    expect(await saidOfSam(world, 'two', paused)).toBe('is further back')
    await operatorContext(world).run(['release', 'module', 'sample', 'one', ...changing])
    await world.pass(2)
    expect(await saidOfSam(world, 'one', paused)).toBe('has')
  })

  it('knows where everybody stands: who reads the one before is further back, who has done it waits', async () => {
    const world = await worldOfSam()
    expect(await saidOfSam(world, 'two')).toBe('is further back')
    await world.done(sam, 'one')
    expect(await saidOfSam(world, 'two')).toBe('waits for it')
    expect(await saidOfSam(world, 'three')).toBe('is further back')
  })

  it('has it on its way while nobody knows whether SES took it', async () => {
    const world = await worldOfSam()
    await world.done(sam, 'one')
    world.clock.setTo(monday + 2 * day + hour)
    world.ses.fault = () => 'lose-after'
    await world.tick()
    expect(await saidOfSam(world, 'two')).toBe('on its way')
    expect(await saidOfSam(world, 'three')).toBe('is further back')
  })

  it('counts nobody who never gets it: past its place, of another sector, or who had finished it elsewhere', async () => {
    const world = await worldOfSam()
    await world.done(sam, 'one')
    await world.pass(3)
    const modules = [
      sampleModule('one'),
      sampleModule('late'),
      sampleModule('two'),
      sampleModule('crew', { onlyFor: ['ambulance'] }),
      sampleModule('three'),
    ]
    await world.publish(sampleJourney('sample', modules, 2))
    expect(world.inbox(sam).at(-1)?.kind).toBe('module_two')
    expect(await saidOfSam(world, 'late')).toBe('')
    expect(await saidOfSam(world, 'crew')).toBe('')
    expect(await saidOfSam(world, 'three')).toBe('is further back')
    await world.done(sam, 'three')
    expect(await saidOfSam(world, 'three')).toBe('')
  })

  it('counts nobody whom no email reaches any more, whatever waited for them', async () => {
    const world = await worldOfSam()
    await world.pass(30)
    const paused = world.clock.now()
    await world.execute(sam, { type: 'ResumeJourney', journeyId: 'sample' })
    await world.execute(sam, { type: 'Suppress' })
    expect(await saidOfSam(world, 'one', paused)).toBe('had it before')
    expect(await saidOfSam(world, 'two', paused)).toBe('')
    await world.execute(sam, { type: 'LiftSuppression' })
    expect(await saidOfSam(world, 'one', paused)).toBe('waits for it')
  })

  it('counts who has confirmed and may not begin yet, or go on', async () => {
    const world = await worldOfSam()
    await world.done(sam, 'one')
    await world.execute(sam, { type: 'LeaveJourney', journeyId: 'sample' })
    await pause(world, 'planning')
    expect(await saidOfSam(world, 'two')).toBe('')
    await world.learner(sam)
    expect(await saidOfSam(world, 'two')).toBe('waits for it')
    await world.learner('new@example.org')
    const { learner } = await world.person('new@example.org')
    expect(learner.enrolments).toEqual({})
    expect((await whoHas(world, 'one')).next).toEqual([learner.id])
    expect((await whoHas(world, 'two')).later).toBe(1)
  })
})
