import { describe, expect, it } from 'vitest'
import { actInCircle } from '../../shared/application/circles/act.ts'
import { type TendDeps, tendCircles } from '../../shared/application/circles/tend-circles.ts'
import { introduce } from '../../shared/domain/circles/circle.ts'
import { hour, minute, second, week } from '../../shared/domain/duration.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import { peopleOf } from '../../tools/bench/circles/joiners.ts'
import { storeFinishers } from '../../tools/bench/circles/stored-people.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { tendingIn } from '../../tools/simulation/tending.ts'
import { World } from '../../tools/simulation/world.ts'

const closesAt = Date.parse('2026-11-30T00:00:00Z')
const closed = (journeyId: string) => ({ journeyId, id: '2026-11-29', closesAt })
const people = peopleOf({ 'nhs-hospital': 4, ambulance: 4, student: 4 })

async function aWorld() {
  const world = new World(closesAt - hour)
  for (const id of ['sample', 'other']) await world.publish(sampleJourney(id))
  const told: number[] = []
  const deps: TendDeps = { ...tendingIn(world), tellReportWaits: waits => told.push(waits) }
  const store = journeyCirclesStore(world.table)
  const turn = async (journeyId: string, isOn: boolean, smallestPool = 10) =>
    store.turn(await store.of(journeyId), { isOn, smallestPool }, world.clock.now())
  const join = async (journeyId: string, round = closed(journeyId)) => {
    await storeFinishers(world.table, journeyId, people)
    for (const { id, sector } of people)
      await world.table.write(
        deps.rounds.joinWrite(round, {
          learnerId: id,
          epoch: '00000001',
          at: round.closesAt - hour,
          isAdult: true,
          card: { name: 'Sam', sector, work: 'studying' },
          parts: [],
          before: [],
          notWith: [],
        }),
      )
  }
  const at = (moment: number) => world.clock.setTo(moment)
  const runAt = async (moment: number) => {
    at(moment)
    await tendCircles(deps)
  }
  return { world, deps, turn, join, runAt, told }
}

describe('the scheduled deal', () => {
  it('deals nothing where it cannot be read whether circles are on, all other rounds, and that one once it can', async () => {
    const { world, deps, turn, join, runAt } = await aWorld()
    for (const id of ['sample', 'other']) await turn(id, true)
    await join('sample')
    const write = (set: Record<string, unknown>) =>
      world.table.write({ update: { pk: 'journey-circles', sk: 'sample' }, set })
    await write({ smallestPool: 'spoilt' })
    await expect(runAt(closesAt + 20 * minute)).rejects.toThrow('journey-circles sample cannot be read')
    expect(await deps.rounds.dealt(closed('other'))).toBeDefined()
    expect(await deps.rounds.dealt(closed('sample'))).toBeUndefined()
    await write({ smallestPool: 10 })
    await runAt(closesAt + 35 * minute)
    expect(await deps.rounds.dealt(closed('sample'))).toMatchObject({ people: 12 })
  })

  it('deals what closed in journeys where circles are on, once, and nothing elsewhere', async () => {
    const { world, deps, turn, join, runAt } = await aWorld()
    await turn('sample', true)
    await join('sample')
    await runAt(closesAt + 5 * minute)
    expect(await deps.rounds.dealt(closed('sample'))).toBeUndefined()
    await runAt(closesAt + 20 * minute)
    expect(await deps.rounds.dealt(closed('sample'))).toMatchObject({ people: 12, proposals: 2, waiting: 0 })
    const before = JSON.stringify([...world.table.rows])
    await runAt(closesAt + 35 * minute)
    expect(JSON.stringify([...world.table.rows])).toBe(before)
    const letters = people.map(async ({ id }) => (await world.deps.learners.find(id))?.learner.enrolments)
    for (const enrolments of await Promise.all(letters))
      expect(enrolments?.['sample']?.letters).toMatchObject([{ kind: 'circle-proposal' }])
    expect(await deps.rounds.dealt(closed('other'))).toBeUndefined()
  })

  it('deals nothing while circles are off, and deals it once they are on again', async () => {
    const { deps, turn, join, runAt } = await aWorld()
    await turn('sample', true)
    await join('sample')
    await turn('sample', false)
    await runAt(closesAt + hour)
    expect(await deps.rounds.dealt(closed('sample'))).toBeUndefined()
    await turn('sample', true, 13)
    await runAt(closesAt + 2 * hour)
    expect(await deps.rounds.dealt(closed('sample'))).toMatchObject({ proposals: 0, waiting: 12 })
  })

  it('deals nobody who joined before the table was restored', async () => {
    const { world, deps, turn, join, runAt } = await aWorld()
    await turn('sample', true)
    await join('sample')
    Object.assign(world.table, { name: 'restored' })
    await runAt(closesAt + hour)
    expect(await deps.rounds.dealt(closed('sample'))).toBeUndefined()
    await turn('sample', true)
    await runAt(closesAt + 2 * hour)
    expect(await deps.rounds.dealt(closed('sample'))).toMatchObject({ people: 0, proposals: 0 })
  })

  it('comes back to a round that nobody came to for a week', async () => {
    const { deps, turn, join, runAt } = await aWorld()
    await turn('sample', true)
    await join('sample')
    await runAt(closesAt + week + hour)
    expect(await deps.rounds.dealt(closed('sample'))).toMatchObject({ proposals: 0, waiting: 12 })
    await runAt(closesAt + 2 * week + hour)
    const next = { journeyId: 'sample', id: '2026-12-13' }
    expect(await deps.rounds.dealt(next)).toMatchObject({ people: 12, proposals: 2 })
  })

  it('comes back to a round however long circles were off, while it is kept', async () => {
    const { deps, turn, join, runAt } = await aWorld()
    await turn('sample', true)
    await join('sample')
    await turn('sample', false)
    await runAt(closesAt + 7 * week)
    await turn('sample', true)
    await runAt(closesAt + 7 * week + hour)
    expect(await deps.rounds.dealt(closed('sample'))).toMatchObject({ proposals: 0, waiting: 12 })
    await runAt(closesAt + 8 * week + hour)
    expect(await deps.rounds.dealt({ journeyId: 'sample', id: '2027-01-24' })).toMatchObject({
      people: 12,
      proposals: 2,
    })
  })

  it('deals the others where one cannot be, and says what went wrong', async () => {
    const { world, deps, turn, join, runAt } = await aWorld()
    for (const id of ['other', 'sample']) await turn(id, true)
    await join('sample')
    const { query } = world.table
    world.table.query = async (pk, skBegins) => {
      if (pk === 'round#other.2026-11-29#3') throw new Error('Throttled.')
      return query.call(world.table, pk, skBegins)
    }
    await expect(runAt(closesAt + hour)).rejects.toThrow('Throttled.')
    expect(await deps.rounds.dealt(closed('sample'))).toMatchObject({ proposals: 2 })
  })

  it('deals a round without an entry that cannot be read, and says so once', async () => {
    const { world, deps, turn, join, runAt } = await aWorld()
    await turn('sample', true)
    await join('sample')
    await world.table.write({ put: { pk: 'round#sample.2026-11-29#3', sk: 'spoilt', _: 1 } })
    await expect(runAt(closesAt + hour)).rejects.toThrow(/without what cannot be read .*spoilt/)
    expect(await deps.rounds.dealt(closed('sample'))).toMatchObject({ people: 12, proposals: 2 })
    await runAt(closesAt + 2 * hour)
  })

  it('goes on with everything else where reports cannot be read, or what is due of some groups, and says so', async () => {
    const { world, deps, turn, join, runAt } = await aWorld()
    await turn('sample', true)
    await join('sample')
    const { due } = world.table
    world.table.due = async (partition, ...how) => {
      if (partition === 'work#reports') throw new Error('Throttled.')
      return due.call(world.table, partition, ...how)
    }
    await expect(runAt(closesAt + hour)).rejects.toThrow('Throttled.')
    expect(await deps.rounds.dealt(closed('sample'))).toMatchObject({ proposals: 2 })
    const asked = async () =>
      Promise.all(
        [0, 1].map(async place => (await deps.proposals.find(`sample.2026-11-29.${place}`))?.state.step),
      )
    expect(await asked()).toEqual(['asked', 'asked'])

    Object.assign(world.table, { due })
    await join('other')
    await turn('other', true)
    const tried = new Set<string>()
    world.table.due = async (partition, ...how) => {
      if (partition.startsWith('work#proposal')) {
        tried.add(partition)
        if (tried.size === 1) throw new Error('Throttled.')
      }
      return due.call(world.table, partition, ...how)
    }
    await expect(runAt(closesAt + 2 * hour)).rejects.toThrow('could not be led on')
    expect(tried.size).toBe(16)
    Object.assign(world.table, { due })
    await runAt(closesAt + 3 * hour)
  })

  it('deals the round that closed last where the one before cannot be, since another week would be too late', async () => {
    const { world, deps, turn, join, runAt } = await aWorld()
    await turn('sample', true)
    await join('sample')
    const { query } = world.table
    world.table.query = async (pk, skBegins) => {
      if (pk === 'round#sample.2026-11-22#3') throw new Error('Throttled.')
      return query.call(world.table, pk, skBegins)
    }
    await expect(runAt(closesAt + hour)).rejects.toThrow('Throttled.')
    expect(await deps.rounds.dealt(closed('sample'))).toMatchObject({ proposals: 2 })
  })

  it('tells how long the report that waits longest has waited, while one waits', async () => {
    const { world, deps, turn, runAt, told } = await aWorld()
    await turn('sample', true)
    const two = people.slice(0, 2).map(({ id, sector }) => ({ id, sector }))
    const circle = introduce('sample.2026-11-15.0.0', two, closesAt - week)
    await world.table.write(deps.circles.beginWrite(circle))
    await runAt(closesAt)
    expect(told).toEqual([])
    await actInCircle(deps, circle.id, { type: 'Report', at: closesAt, learnerId: two[0]?.id ?? '' })
    await runAt(closesAt + 2 * hour)
    expect(told).toEqual([2 * hour])
    await actInCircle(deps, circle.id, { type: 'SettleReport', at: closesAt + 2 * hour })
    await runAt(closesAt + 3 * hour)
    expect(told).toEqual([2 * hour])
  })

  it('asks one question where circles are on nowhere', async () => {
    const { world, runAt } = await aWorld()
    world.clock.setTo(closesAt + 11 * second)
    const before = { ...world.table.billed }
    await runAt(closesAt + hour)
    expect(world.table.billed.readUnits - before.readUnits).toBeLessThanOrEqual(1)
    expect(world.table.billed.writeUnits).toBe(before.writeUnits)
  })
})
