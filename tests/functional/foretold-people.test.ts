import { expect, it } from 'vitest'
import { enrolmentKey } from '../../shared/store/keys.ts'
import type { Item } from '../../shared/store/table.ts'
import { editInWords } from '../../tools/journeys/edit/edit-in-words.ts'
import { foretell, type People } from '../../tools/journeys/edit/foretell.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const before = sampleJourney().journey
const after = sampleJourney('sample', [sampleModule('one', { after: { days: 0 } })], 2).journey

const compared = (world: World) => ({
  before,
  after,
  renames: new Map(),
  others: {},
  now: world.clock.now(),
})

/** A table of which every row that is read is remembered. */
function watched(table: People): People & { read: Item[] } {
  const read: Item[] = []
  return {
    read,
    async scan(from, only) {
      const page = await table.scan(from, only)
      read.push(...page.items)
      return page
    },
  }
}

it('no name, no address and no history leaves the table for a forecast', async () => {
  const world = new World(monday)
  await world.publish()
  await world.learner('jo@example.org', { firstName: 'Joanna', role: 'Paramedic' })
  const table = watched(world.table)
  const { looked, modules } = await foretell(table, {}, compared(world))
  expect([looked, modules['two']?.lost]).toEqual([1, 1])
  expect(table.read.some(({ sk }) => sk === 'profile')).toBe(true)
  const all = JSON.stringify(table.read)
  for (const personal of ['jo@example.org', 'Joanna', 'Paramedic', '"details"', '"h":'])
    expect(all).not.toContain(personal)
})

it('who has confirmed and has not begun is counted, as if they began now', async () => {
  const world = new World(monday)
  await world.publish()
  await world.signUp('jo@example.org')
  await world.settle()
  await world.deps.holds.place({ by: 'operator', scope: { is: 'planning' } })
  await world.confirm('jo@example.org')
  const forecast = await foretell(world.table, {}, compared(world))
  expect(forecast).toMatchObject({
    looked: 1,
    beginning: 1,
    modules: { one: { toCome: 1 }, two: { lost: 1 } },
  })
  const people = { underWay: 0, paused: 0, rejected: 0, unreachable: 0, completed: 0, left: 0 }
  const edit = {
    modules: [{ is: 'gone' as const, module: sampleModule('two'), place: 2 }],
    questions: [],
  }
  expect(editInWords({ before, after, people, edit, forecast })[2]).toBe(
    'So is 1 person who confirmed and has not begun yet.',
  )
})

it('a row that cannot be read is left out and counted, and how far it is is told', async () => {
  const world = new World(monday)
  await world.publish()
  const { learner } = await world.learner('jo@example.org')
  const { items } = await world.table.scan()
  const own = items.filter(({ pk }) => pk === enrolmentKey(learner.id, 'sample').pk)
  const many = Array.from({ length: 1001 }, (_, i) =>
    own.map(row => ({ ...row, pk: `${row.pk.slice(0, -4)}${String(i).padStart(4, '0')}` })),
  ).flat()
  const spoilt = many.map((row, i) => (i === 0 ? { ...row, _: 99 } : row))
  const looked: number[] = []
  const forecast = await foretell({ scan: async () => ({ items: spoilt }) }, {}, compared(world), {
    looked: people => looked.push(people),
  })
  expect([forecast.looked, forecast.unreadable, looked]).toEqual([1000, 1, [500, 1000]])
})
