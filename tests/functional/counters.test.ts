import { describe, expect, it } from 'vitest'
import { publishEvents } from '../../shared/application/publish.ts'
import { day } from '../../shared/domain/duration.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { type DailyStatistics, readDailyStatistics } from '../../shared/store/daily-statistics.ts'
import { World } from '../../tools/simulation/world.ts'
import { recounted } from '../support/recount.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** Tells the table's whole stream to publish-events, as it is told once more from its beginning. */
async function tellAgain(world: World) {
  await publishEvents(world.publishing, 'shard', world.table.stream)
}

const statisticsIn = (world: World, journeyId = 'sample') => counterStore(world.table).ofJourney(journeyId)

const daily = (world: World, book: 'counters' | 'erased', journeyId = 'sample') =>
  readDailyStatistics(world.table, book, journeyId, '2026-11-01', '2027-12-31')

/** Sums of daily figures, by name. */
function summed(days: readonly DailyStatistics[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { statistics } of days)
    for (const [name, count] of Object.entries(statistics)) sums[name] = (sums[name] ?? 0) + count
  return sums
}

async function threePeople(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await world.learner('nurse@example.org', { sector: 'nhs-hospital' })
  await world.learner('carer@example.org', { sector: 'social-care' })
  await world.learner('porter@example.org')
  await world.done('nurse@example.org', 'one')
  await world.pass(5)
  await world.done('carer@example.org', 'one')
  await world.done('nurse@example.org', 'two')
  await world.pass(40)
  await world.done('nurse@example.org', 'three')
  await world.execute('carer@example.org', { type: 'Leave', via: 'page' })
  await world.settle()
  return world
}

describe('the figures', () => {
  it('know how many people are where, and who has left', async () => {
    const world = await threePeople()
    const statistics = await statisticsIn(world)
    const places = Object.entries(statistics).filter(
      ([name, count]) => name.startsWith('people.') && count !== 0,
    )
    expect(Object.fromEntries(places)).toEqual({
      'people.completed': 1,
      'people.left': 1,
      'people.paused': 1,
    })
  })

  it('know what happened on which day and in which sector, and agree with a recount', async () => {
    const world = await threePeople()
    const days = await daily(world, 'counters')
    expect(days).toContainEqual({
      day: '2026-11-23',
      sector: 'nhs-hospital',
      statistics: {
        'event.SignUpRequested': 1,
        'event.SignUpConfirmed': 1,
        'event.JourneyStarted': 1,
        'event.ModuleEmailed.one': 1,
        'event.ModuleCompleted.one': 1,
        'done-after.one.0': 1,
        'done-within.one.1-day': 1,
        'done-in-week.one.0': 1,
      },
    })
    expect(summed(days)).toEqual(recounted(world))
    expect(summed(days)).toMatchObject({ 'done-after.one.1': 1, 'done-after.three.2': 1 })
    expect(summed(days)).toMatchObject({ 'finished-within.8-weeks': 1, 'event.JourneyStarted': 3 })
    expect(summed(await daily(world, 'counters', 'account'))).toMatchObject({ 'event.Unsubscribed': 1 })
  })

  it('move with a person who names another sector, day by day, and stay right when the stream is told twice', async () => {
    const world = await threePeople()
    const before = await daily(world, 'counters')
    await world.execute('nurse@example.org', { type: 'NameSector', sector: 'ambulance' })
    await world.execute('porter@example.org', { type: 'NameSector', sector: 'ambulance' })
    await world.settle()
    await tellAgain(world)
    const days = await daily(world, 'counters')
    expect(summed(days)).toEqual(summed(before))
    expect(summed(days)).toEqual(recounted(world))
    const of = (all: typeof days, sector: string) => summed(all.filter(one => one.sector === sector))
    const begun = { 'event.JourneyStarted': 2, 'event.ModuleCompleted.one': 1, 'event.JourneyCompleted': 1 }
    expect(of(days, 'ambulance')).toMatchObject(begun)
    const stayed = Object.entries(of(days, 'nhs-hospital')).filter(([, count]) => count !== 0)
    // What a history folds knows its days no more. The funnel of the report asks for none of it.
    expect(Object.fromEntries(stayed)).toEqual({
      'event.JourneyPaused': 1,
      'event.JourneyResumed': 1,
      'event.SignUpConfirmed': 1,
      'event.SignUpRequested': 1,
    })
    expect(days.flatMap(({ statistics }) => Object.values(statistics)).filter(count => count < 0)).toEqual([])
    await world.execute('nurse@example.org', { type: 'NameSector' })
    await world.settle()
    expect(of(await daily(world, 'counters'), 'none')).toMatchObject({ 'event.JourneyCompleted': 1 })
  })

  it('stay the same when the stream is told twice', async () => {
    const world = await threePeople()
    const before = structuredClone([await statisticsIn(world), await daily(world, 'counters')])
    await tellAgain(world)
    expect([await statisticsIn(world), await daily(world, 'counters')]).toEqual(before)
  })

  it('go on counting who was erased, and keep nothing of them but numbers', async () => {
    const world = await threePeople()
    const before = summed(await daily(world, 'counters'))
    const { learner } = await world.person('nurse@example.org')
    await world.execute('nurse@example.org', { type: 'Erase' })
    await world.settle()
    await tellAgain(world)
    expect(summed(await daily(world, 'counters'))).toEqual(before)
    const erased = summed(await daily(world, 'erased'))
    expect(erased).toMatchObject({ 'event.JourneyCompleted': 1, 'event.ModuleCompleted.two': 1 })
    const left = recounted(world)
    for (const [name, count] of Object.entries(before))
      expect((left[name] ?? 0) + (erased[name] ?? 0), name).toBe(count)
    expect((await statisticsIn(world))['people.completed']).toBe(0)
    const tombstone = await world.table.get({ pk: `L#${learner.id}`, sk: 'tombstone' })
    expect(Object.keys(tombstone ?? {}).sort()).toEqual([
      '_',
      'epoch',
      'erasedAt',
      'pk',
      'places',
      'sk',
      'u',
      'v',
    ])
  })

  it('know how many emails are held because nobody knows whether they went out', async () => {
    const world = new World(monday)
    await world.publish()
    await world.learner('nurse@example.org')
    await world.done('nurse@example.org', 'one')
    world.ses.fault = () => 'lose-before'
    await world.pass(2.5)
    expect((await statisticsIn(world, 'account'))['unknown']).toBe(1)
    await world.execute('nurse@example.org', { type: 'Leave', via: 'page' })
    await world.settle()
    expect((await statisticsIn(world, 'account'))['unknown']).toBe(0)
  })

  it('count a batch that touches more rows than one transaction takes', async () => {
    const world = new World(monday)
    await world.publish()
    for (let i = 0; i < 120; i += 1) {
      await world.signUp(`person${i}@example.org`)
      world.clock.setTo(world.clock.now() + day)
    }
    await world.settle()
    expect(summed(await daily(world, 'counters'))['event.SignUpRequested']).toBe(120)
  })

  it('keep the figures of a long life in steps, each once', async () => {
    const world = new World(monday)
    await world.publish()
    await world.learner('nurse@example.org')
    for (let i = 0; i < 200; i += 1) {
      world.clock.setTo(world.clock.now() + day)
      const type = i % 2 === 0 ? 'PauseJourney' : 'ResumeJourney'
      await world.execute('nurse@example.org', { type, journeyId: 'sample' })
    }
    await world.tell()
    const before = recounted(world)
    await world.execute('nurse@example.org', { type: 'Erase' })
    await world.tell()
    await tellAgain(world)
    expect(summed(await daily(world, 'erased'))).toEqual(before)
  })
})
