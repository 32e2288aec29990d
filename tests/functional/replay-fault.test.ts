import { beforeAll, describe, expect, it } from 'vitest'
import { publishedTypes } from '../../shared/contracts/bus.ts'
import type { EventRule } from '../../shared/contracts/reactions.ts'
import type { World } from '../../tools/simulation/world.ts'
import { aMonthLater, busyHour, everybodysWhereabouts } from '../support/busy-hour.ts'
import { operatorContext } from '../support/operator-context.ts'

const yes = ['--yes', '--reason', 'a test', '--json']
const quarterPastEleven = Date.parse('2026-11-23T11:15:00Z')
const theHour = ['--from', '2026-11-23T10:00Z', '--to', '2026-11-23T11:00Z']
/** From the histories, all that was ever put on the bus. */
const everyType = ['--type', ...publishedTypes]
const everything = ['--from', '2026-11-01T00:00Z', '--to', '2026-12-20T00:00Z']

interface Answer {
  dryRun: { events: number; changed: { people: number; emails: number; events: object } }
  replay: { changed: object }
}

async function replay(world: World, ...args: string[]): Promise<Answer> {
  const run = await operatorContext(world).run(['replay', ...args, ...yes])
  expect(run.code).toBe(0)
  return run.json() as Answer
}

const rowsOfPeople = (world: World): string =>
  JSON.stringify([...world.table.rows].filter(([name]) => name.startsWith('L#')))

function expectNobodyEmailedTwice(world: World) {
  const ids = world.ses.delivered.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
}

/** What the same hour, and the month after it, came to where nothing was broken. */
const sound: { now?: unknown; later?: unknown } = {}
beforeAll(async () => {
  const world = await busyHour([])
  await world.passTo(quarterPastEleven)
  sound.now = await everybodysWhereabouts(world)
  await aMonthLater(world)
  sound.later = await everybodysWhereabouts(world)
})

const faults: [string, EventRule[]][] = [
  ['start-journey', ['start-journey']],
  ['deliver-due', ['deliver-due']],
  ['both', ['start-journey', 'deliver-due']],
]

describe.each(faults)('an hour with %s broken, and 200 people who do things', (name, broken) => {
  it('is made good by a replay of it: everybody is where they would have been, emailed once', async () => {
    const world = await busyHour(broken)
    world.clock.setTo(quarterPastEleven)
    const { dryRun, replay: done } = await replay(world, ...theHour)
    expect(done.changed).toEqual(dryRun.changed)
    if (name !== 'start-journey') expect(dryRun.changed.emails).toBeGreaterThan(50)
    expect(await everybodysWhereabouts(world)).toEqual(sound.now)
    await aMonthLater(world)
    expect(await everybodysWhereabouts(world)).toEqual(sound.later)
    expectNobodyEmailedTwice(world)
  })

  it('is made good by the safety nets alone', async () => {
    const world = await busyHour(broken)
    await world.passTo(quarterPastEleven)
    expect(await everybodysWhereabouts(world)).toEqual(sound.now)
    await aMonthLater(world)
    expect(await everybodysWhereabouts(world)).toEqual(sound.later)
    expectNobodyEmailedTwice(world)
  })
})

describe('the whole archive, replayed twice more', () => {
  it('changes nothing and sends nothing, and the dry run says so', async () => {
    const world = await busyHour(['deliver-due'])
    world.clock.setTo(quarterPastEleven)
    await replay(world, ...theHour)
    await aMonthLater(world)
    const before = { rows: rowsOfPeople(world), emails: world.ses.delivered.length }
    for (let again = 0; again < 2; again += 1) {
      const { dryRun, replay: done } = await replay(world, ...everything)
      expect(dryRun.events).toBeGreaterThan(400)
      expect(dryRun.changed).toEqual({ people: 0, events: {}, emails: 0 })
      expect(done.changed).toEqual(dryRun.changed)
      expect({ rows: rowsOfPeople(world), emails: world.ses.delivered.length }).toEqual(before)
    }
    const { dryRun } = await replay(world, ...everyType)
    expect(dryRun.changed).toEqual({ people: 0, events: {}, emails: 0 })
    expect({ rows: rowsOfPeople(world), emails: world.ses.delivered.length }).toEqual(before)
  })

  it('brings nobody back who was erased', async () => {
    const world = await busyHour([])
    await world.passTo(quarterPastEleven)
    await world.execute('person2@example.org', { type: 'Erase' })
    await world.settle()
    const emails = world.inbox('person2@example.org').length
    await replay(world, ...everything.slice(0, 2))
    await replay(world, ...everyType)
    expect(await world.find('person2@example.org')).toBeUndefined()
    expect(world.inbox('person2@example.org')).toHaveLength(emails)
  })
})
