import { expect, it } from 'vitest'
import { personPartition } from '../../shared/store/keys.ts'
import { partitions } from '../../shared/store/scan.ts'
import type { SimulatedTable } from '../../tools/simulation/memory-table.ts'
import type { World } from '../../tools/simulation/world.ts'
import { expectEachOnce, gists, letNetsWork, people, tickBy } from '../support/crowd.ts'
import { faultAt } from '../support/faults.ts'
import { onBackends } from '../support/on-backends.ts'

type Somewhere = World<SimulatedTable>

interface Pressed {
  world: Somewhere
  /** Emails that they may have had, all in all: what was theirs when they pressed, and one that was claimed by then. */
  max: number
  where: string
}

const [waiting, lapsed, newcomer] = [people.module[0], people.reminder[0], people.accountEmail[0]]
const kinds = (world: Somewhere, email: string) => world.inbox(email).map(({ kind }) => kind)

async function partitionsNaming(world: Somewhere, email: string): Promise<string[]> {
  const naming: string[] = []
  for await (const { pk, rows } of partitions(world.table))
    if (JSON.stringify(rows).includes(email)) naming.push(pk)
  return naming
}

onBackends("pressed at any of a worker's calls", ({ before, copy, orderly, places, isQuick }) => {
  const daysAfter = isQuick ? 3 : 1

  /**
   * Lets somebody press something at each call of a worker that sends to them, among others, and then the nets work.
   * Nobody else notices.
   */
  async function pressAtEachCall(
    email: string,
    press: (world: Somewhere) => Promise<unknown>,
    check: (pressed: Pressed) => Promise<void>,
  ) {
    const others = orderly().gists.filter(([other]) => other !== email)
    const pressAt = async (place: number) => {
      const world = await copy()
      let max = 0
      const pressing = async () => {
        const { learner } = await world.person(email)
        const claimed = learner.claim ?? learner.enrolments['sample']?.claim
        max = world.inbox(email).length + (claimed ? 1 : 0)
        await press(world)
      }
      await tickBy(world, faultAt(place, { is: 'press', press: pressing }))
      await letNetsWork(world)
      const where = `at call ${place}, ${orderly().calls[place - 1]}`
      const names = others.map(([other]) => other)
      expect(await gists(world, names), where).toEqual(others)
      expectEachOnce(world, [email])
      await check({ world, max, where })
    }
    await Promise.all(places().map(pressAt))
  }

  it.each([
    { email: waiting, done: 'two', next: 'three' },
    { email: lapsed, done: 'one', next: 'two' },
  ])('"done" stands, and $next follows once, for $email', async ({ email, done, next }) => {
    const press = (world: Somewhere) => world.done(email, done)
    await pressAtEachCall(email, press, async ({ world, max, where }) => {
      await world.pass(2)
      const { learner } = await world.person(email)
      expect(learner.enrolments['sample']?.done, where).toContain(done)
      expect(kinds(world, email).at(-1), where).toBe(`module_${next}`)
      expect(kinds(world, email).length, where).toBeLessThanOrEqual(max + 1)
    })
  })

  it('new preferences stand, and hold back what is not claimed by then', async () => {
    const preferences = { pace: 'slower' as const, breakUntil: '2026-12-20' }
    const press = (world: Somewhere) => world.execute(waiting, { type: 'ChangePreferences', preferences })
    await pressAtEachCall(waiting, press, async ({ world, max, where }) => {
      const { learner } = await world.person(waiting)
      expect(learner.preferences, where).toEqual(preferences)
      expect(world.inbox(waiting).length, where).toBeLessThanOrEqual(max)
    })
  })

  it.each([waiting, lapsed, newcomer])('"leave" is the last of it, for %s', async email => {
    const press = (world: Somewhere) => world.execute(email, { type: 'Leave', via: 'page' })
    await pressAtEachCall(email, press, async ({ world, max, where }) => {
      await world.pass(daysAfter)
      const { learner } = await world.person(email)
      expect(learner.status, where).toBe('left')
      expect(world.inbox(email).length, where).toBeLessThanOrEqual(max)
      const phases = Object.values(learner.enrolments).map(({ phase }) => phase.is)
      expect(phases, where).toEqual(email === newcomer ? [] : ['left'])
    })
  })

  it.each([waiting, lapsed, newcomer])('"erase" leaves nothing of %s', async email => {
    const { id } = (await before().person(email)).learner
    const press = (world: Somewhere) => world.execute(email, { type: 'Erase' })
    await pressAtEachCall(email, press, async ({ world, max, where }) => {
      await world.pass(daysAfter)
      expect(await partitionsNaming(world, email), where).toEqual([])
      const rows = await world.table.query(personPartition(id))
      expect(
        rows.map(({ sk }) => sk),
        where,
      ).toEqual(['tombstone'])
      expect(world.inbox(email).length, where).toBeLessThanOrEqual(max)
    })
  })
})
