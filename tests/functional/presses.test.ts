import { beforeAll, describe, expect, it } from 'vitest'
import type { World } from '../../tools/simulation/world.ts'
import {
  copyOf,
  crowd,
  expectEachOnce,
  gists,
  letNetsWork,
  orderlyRun,
  people,
  tickBy,
} from '../support/crowd.ts'
import { faultAt, telling } from '../support/faults.ts'

let before: World
let orderly: Awaited<ReturnType<typeof orderlyRun>>

beforeAll(async () => {
  before = await crowd()
  orderly = await orderlyRun(await copyOf(before))
})

interface Pressed {
  world: World
  /** Emails that they may have had, all in all: what was theirs when they pressed, and one that was claimed by then. */
  most: number
  where: string
}

/**
 * Lets somebody press something at each call of a worker that sends to them, among others, and then the nets work.
 * Nobody else notices.
 */
async function pressAtEachCall(
  email: string,
  press: (world: World) => Promise<unknown>,
  check: (pressed: Pressed) => Promise<void>,
) {
  const others = orderly.gists.filter(([other]) => other !== email)
  for (const place of telling(orderly.calls)) {
    const world = await copyOf(before)
    let most = 0
    const pressing = async () => {
      const { learner } = await world.person(email)
      const claimed = learner.claim ?? learner.enrolments['sample']?.claim
      most = world.inbox(email).length + (claimed ? 1 : 0)
      await press(world)
    }
    await tickBy(world, faultAt(place, { is: 'press', press: pressing }))
    await letNetsWork(world)
    const where = `at call ${place}, ${orderly.calls[place - 1]}`
    const names = others.map(([other]) => other)
    expect(await gists(world, names), where).toEqual(others)
    expectEachOnce(world, [email])
    await check({ world, most, where })
  }
}

const [waiting, lapsed, newcomer] = [people.module[0], people.reminder[0], people.letter[0]]
const kinds = (world: World, email: string) => world.inbox(email).map(({ kind }) => kind)

describe("pressed at any of a worker's calls", () => {
  it.each([
    { email: waiting, done: 'two', next: 'three' },
    { email: lapsed, done: 'one', next: 'two' },
  ])('"done" stands, and $next follows once, for $email', async ({ email, done, next }) => {
    const press = (world: World) => world.done(email, done)
    await pressAtEachCall(email, press, async ({ world, most, where }) => {
      await world.pass(2)
      const { learner } = await world.person(email)
      expect(learner.enrolments['sample']?.done, where).toContain(done)
      expect(kinds(world, email).at(-1), where).toBe(`module_${next}`)
      expect(kinds(world, email).length, where).toBeLessThanOrEqual(most + 1)
    })
  })

  it('new preferences stand, and hold back what is not claimed by then', async () => {
    const preferences = { pace: 'slower' as const, breakUntil: '2026-12-20' }
    const press = (world: World) => world.act(waiting, { type: 'ChangePreferences', preferences })
    await pressAtEachCall(waiting, press, async ({ world, most, where }) => {
      const { learner } = await world.person(waiting)
      expect(learner.preferences, where).toEqual(preferences)
      expect(world.inbox(waiting).length, where).toBeLessThanOrEqual(most)
    })
  })

  it.each([waiting, lapsed, newcomer])('"leave" is the last of it, for %s', async email => {
    const press = (world: World) => world.act(email, { type: 'Leave', via: 'page' })
    await pressAtEachCall(email, press, async ({ world, most, where }) => {
      await world.pass(3)
      const { learner } = await world.person(email)
      expect(learner.standing, where).toBe('left')
      expect(world.inbox(email).length, where).toBeLessThanOrEqual(most)
      const phases = Object.values(learner.enrolments).map(({ phase }) => phase.is)
      expect(phases, where).toEqual(email === newcomer ? [] : ['left'])
    })
  })

  it.each([waiting, lapsed, newcomer])('"erase" leaves nothing of %s', async email => {
    const { id } = (await before.person(email)).learner
    const press = (world: World) => world.act(email, { type: 'Erase' })
    await pressAtEachCall(email, press, async ({ world, most, where }) => {
      await world.pass(3)
      const left = [...world.table.rows.values()].filter(row => JSON.stringify(row).includes(email))
      expect(left, where).toEqual([])
      const rows = await world.table.query(`L#${id}`)
      expect(
        rows.map(({ sk }) => sk),
        where,
      ).toEqual(['tombstone'])
      expect(world.inbox(email).length, where).toBeLessThanOrEqual(most)
    })
  })
})
