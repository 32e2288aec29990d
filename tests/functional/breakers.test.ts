import { describe, expect, it } from 'vitest'
import { day, minute } from '../../shared/domain/duration.ts'
import type { Table } from '../../shared/store/table.ts'
import type { FakeSes } from '../../tools/simulation/fake-ses.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { afterModuleOne } from '../support/after-module-one.ts'
import { isBroken } from '../support/holds.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const people = ['a', 'b', 'c', 'd'].map(name => `${name}@example.org`)

/** Four people who are due for the second module. */
async function aboutToGetTheSecond(): Promise<World> {
  const world = await afterModuleOne(monday, people)
  world.clock.setTo(monday + 2 * day + 5 * minute)
  return world
}

const got = (world: World, kind: string) =>
  world.ses.delivered.filter(email => email.kind === kind).map(({ to }) => to)

const refusing: FakeSes['fault'] = (_, { tags }) => (tags['kind'] === 'module_two' ? 'call-400' : undefined)

async function ticks(world: World, minutes: number): Promise<void> {
  for (let i = 0; i < minutes; i += 1) {
    world.clock.setTo(world.clock.now() + minute)
    await world.tick()
  }
}

/** A table that lets everybody be found, but neither looks one person up nor writes of them. */
function silentAbout(learnerId: string, table: Table): Table {
  const about = <T>(asked: unknown, ask: () => Promise<T>): Promise<T> =>
    JSON.stringify(asked).includes(learnerId) ? Promise.reject(new Error('The table is away.')) : ask()
  return {
    name: table.name,
    getMany: keys => table.getMany(keys),
    due: (partition, ...rest) => table.due(partition, ...rest),
    get: key => about(key, () => table.get(key)),
    query: (pk, begins) => about(pk, () => table.query(pk, begins)),
    write: write => about(write, () => table.write(write)),
    transact: writes => about(writes, () => table.transact(writes)),
  }
}

describe('a version of a journey that SES will not take', () => {
  it('is not sent any more after the first call, but for probes, while account emails go out', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = refusing
    await world.tick()
    expect(await isBroken(world)).toBe(true)
    const { calls } = world.ses
    await ticks(world, 14)
    expect(world.ses.calls).toBe(calls)
    await world.signUp('newcomer@example.org')
    await world.settle()
    expect(world.inbox('newcomer@example.org').map(({ kind }) => kind)).toEqual(['confirm'])
  })

  it('is held until another is published, which reaches everybody once', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = (_, { tags }) =>
      tags['kind'] === 'module_two' && tags['version'] === '1' ? 'call-400' : undefined
    await world.tick()
    await world.publish(sampleJourney('sample', undefined, 2))
    await world.pass(2)
    expect(got(world, 'module_two').sort()).toEqual(people)
    expect(await isBroken(world, 2)).toBe(false)
  })

  it('is sent again once an operator resets its breaker', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = () => 'call-400'
    await world.tick()
    world.ses.fault = () => undefined
    await world.deps.holds.lift({
      by: 'breaker',
      scope: { is: 'version', journeyId: 'sample', version: 1 },
    })
    await world.pass(2)
    expect(got(world, 'module_two').sort()).toEqual(people)
  })
})

describe('a journey goes on', () => {
  it('when SES will not take the addresses that strangers typed into the form', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = (_, { tags }) => (tags['kind'] === 'confirm' ? 'call-400' : undefined)
    for (let i = 0; i < 5; i += 1) await world.signUp(`nonsense${i}@example.org`)
    await world.tick()
    await world.tick()
    expect(got(world, 'module_two').sort()).toEqual(people)
    expect(await isBroken(world)).toBe(false)
  })

  it('when SES will not take one of its people, and the others get theirs at once', async () => {
    const world = await aboutToGetTheSecond()
    const [culprit = '', ...others] = people
    world.ses.fault = (_, { entries }) => (entries.some(({ to }) => to === culprit) ? 'call-400' : undefined)
    await world.tick()
    expect(got(world, 'module_two').sort()).toEqual(others)
    expect(await isBroken(world)).toBe(false)
  })

  it('when the table answers nothing about one of its people, and the others get theirs at once', async () => {
    const world = await aboutToGetTheSecond()
    const [culprit = '', ...others] = people
    const { learner } = await world.person(culprit)
    await world.tick(world.worker(silentAbout(learner.id, world.table)))
    expect(got(world, 'module_two').sort()).toEqual(others)
    await world.tick()
    expect(got(world, 'module_two').sort()).toEqual(people)
  })

  it('when another has no words for an email of the same call, which waits until it has', async () => {
    const world = new World(monday)
    await world.publish()
    await world.publish(sampleJourney('other'))
    await world.table.write({ delete: { pk: 'J#other#1', sk: 'email#confirm' } })
    await world.signUp('wordless@example.org', { journeyId: 'other' })
    await world.signUp('sam@example.org')
    await world.tick()
    expect(got(world, 'confirm')).toEqual(['sam@example.org'])
    await world.publish(sampleJourney('other', undefined, 2))
    await world.tick()
    expect(got(world, 'confirm')).toEqual(['sam@example.org', 'wordless@example.org'])
  })

  it('when a row stands in the due index that is nobody’s', async () => {
    const world = await aboutToGetTheSecond()
    const [row] = [...world.table.rows.values()].filter(({ sk }) => sk === 'E#sample')
    const stray = { pk: 'something-else', sk: 'E#sample', dp: row?.['dp'], ds: row?.['ds'] }
    await world.table.write({ put: stray })
    await world.tick()
    expect(got(world, 'module_two').sort()).toEqual(people)
  })
})
