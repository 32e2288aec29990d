import { expect, it } from 'vitest'
import { tendCircles } from '../../shared/application/circles/tend-circles.ts'
import { functionContracts } from '../../shared/contracts/functions.ts'
import type { Entry } from '../../shared/domain/circles/entry.ts'
import { hour, minute, second, week } from '../../shared/domain/duration.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import { peopleOf } from '../../tools/bench/circles/joiners.ts'
import { storeFinishers } from '../../tools/bench/circles/stored-people.ts'
import { tendingIn } from '../../tools/simulation/tending.ts'
import { World } from '../../tools/simulation/world.ts'
import { slowTable } from '../support/backlog.ts'

const closesAt = Date.parse('2026-11-30T00:00:00Z')
const round = { journeyId: 'sample', id: '2026-11-29', closesAt }
const next = { journeyId: 'sample', id: '2026-12-06', closesAt: closesAt + week }
/** So much of one sector that every third has to wait. */
const people = peopleOf({ 'nhs-hospital': 2000, ambulance: 100, student: 100 })
/** Until Lambda ends the function, whatever it is at. */
const limit = functionContracts['deal-circles'].timeoutSeconds * second

const few = peopleOf({ 'nhs-hospital': 60, ambulance: 3, student: 3 })

/** A world in which all of them have joined a round that has closed. */
async function joined(those = people): Promise<World> {
  const world = new World(closesAt - hour)
  await world.publish()
  const store = journeyCirclesStore(world.table)
  await store.turn(await store.of('sample'), { isOn: true, smallestPool: 10 }, world.clock.now())
  const { rounds } = tendingIn(world)
  await storeFinishers(world.table, 'sample', those)
  for (const { id, sector } of those) {
    const card: Entry['card'] = { name: 'Sam', sector, work: 'studying' }
    const nobody = { parts: [], before: [], notWith: [] }
    const about = { epoch: '00000001', at: closesAt - hour, isAdult: true } as const
    await world.table.write(rounds.joinWrite(round, { learnerId: id, ...about, card, ...nobody }))
  }
  world.clock.setTo(closesAt + 20 * minute)
  return world
}

/** One run of deal-circles. @returns how long it took, by the world's clock. */
async function run(world: World): Promise<number> {
  const begun = world.clock.now()
  const slow = slowTable(world.table, world.clock, 2 * second)
  await world.clock.run(tendCircles(tendingIn(world, slow)))
  return world.clock.now() - begun
}

/** Whether everybody is in one group or first in line for the next round, and in no second place. */
async function isEachInOnePlace(world: World): Promise<boolean> {
  const { rounds } = tendingIn(world)
  const proposed = [...world.table.rows.values()].filter(({ pk }) => pk.startsWith('proposal#'))
  const invited = proposed.flatMap(row => (row['invited'] as { id: string }[]).map(({ id }) => id))
  const places = [...invited, ...(await rounds.entries(next)).map(({ learnerId }) => learnerId)]
  return JSON.stringify(places.toSorted()) === JSON.stringify(people.map(({ id }) => id).toSorted())
}

it('a round that takes longer than a run has is gone on with by the next ones, and none of them is ended by Lambda', async () => {
  const world = await joined()
  const { rounds } = tendingIn(world)
  expect(await run(world)).toBeLessThan(limit)
  expect(await rounds.dealt(round)).toBeUndefined()
  for (let runs = 0; runs < 3; runs += 1) expect(await run(world)).toBeLessThan(limit)
  expect(await rounds.dealt(round)).toMatchObject({ people: 2200, proposals: 200, waiting: 800 })
  expect(await isEachInOnePlace(world)).toBe(true)
  const { learner } = (await world.deps.learners.find(people[0]?.id ?? '')) ?? expect.fail()
  expect(learner.enrolments['sample']?.letters).toHaveLength(1)
})

it('somebody who cannot be told that they wait keeps nobody else from it, and is told by a later run', async () => {
  const world = await joined(few)
  const { rounds } = tendingIn(world)
  const told = async () => {
    const waiting = (await rounds.entries(next)).map(({ learnerId }) => learnerId)
    const found = await Promise.all(waiting.map(id => world.deps.learners.find(id)))
    const letters = found.map(one => one?.learner.enrolments['sample']?.letters?.map(({ kind }) => kind))
    return letters.filter(kinds => kinds?.includes('circle-nobody')).length
  }
  const whole = await joined(few)
  await run(whole)
  const [first] = await tendingIn(whole).rounds.entries(next)
  const { write } = world.table
  world.table.write = async one => {
    if ('put' in one && one.put.pk === `L#${first?.learnerId}`) throw new Error('The request got lost.')
    return write.call(world.table, one)
  }
  await expect(run(world)).rejects.toThrow('The request got lost.')
  expect(await told()).toBe(23)
  Object.assign(world.table, { write })
  await run(world)
  expect(await told()).toBe(24)
})
