import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { expect, it } from 'vitest'
import type { OutgoingFact } from '../../shared/adapters/fact-bus.ts'
import { publishFacts } from '../../shared/application/publish.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** A batch of three records, the second of which is as it should be but for this. */
async function batchWith(change: Record<string, unknown>) {
  const world = new World(monday)
  await world.publish()
  for (const name of ['a', 'b', 'c']) await world.signUp(`${name}@example.org`)
  const records = world.table.stream.map((record, i) => {
    const row = unmarshall(record.newImage as Parameters<typeof unmarshall>[0])
    return i === 1 ? { ...record, newImage: marshall({ ...row, ...change }) } : record
  })
  const [put, parked]: [OutgoingFact[], unknown[]] = [[], []]
  const deps = {
    bus: { put: async (facts: readonly OutgoingFact[]) => void put.push(...facts) },
    parking: { park: async (what: unknown) => void parked.push(what) },
    counters: counterStore(world.table),
  }
  await publishFacts(deps, 'shard', records)
  return { records, put, parked, figures: await deps.counters.ofJourney('sample') }
}

it.each([
  ['facts that are no JSON', { f: 'not json at all' }],
  ['a fact of a type that this version does not know', { f: '[{"type":"SomethingNew","at":1}]' }],
  ['a history that this version does not know', { h: 'zz:1:1' }],
  ['a person whose id is none of ours', { pk: 'L#nobody-knows' }],
  ['no life of the person', { epoch: 'not one' }],
])('a record with %s is parked whole, and those around it are told and counted', async (_, change) => {
  const { records, put, parked, figures } = await batchWith(change)
  expect(parked).toEqual([{ record: records[1], reason: expect.any(String) }])
  expect(put.map(({ type }) => type)).toEqual([
    'SignUpRequested',
    'LetterRequested',
    'SignUpRequested',
    'LetterRequested',
  ])
  expect(figures['fact.SignUpRequested']).toBe(2)
})

it('what the bus does not take is not counted either, so that the batch comes again whole', async () => {
  const world = new World(monday)
  await world.publish()
  await world.signUp('a@example.org')
  const counters = counterStore(world.table)
  const put = () => Promise.reject(new Error('the bus is away'))
  const deps = { bus: { put }, parking: { park: async () => {} }, counters }
  await expect(publishFacts(deps, 'shard', world.table.stream)).rejects.toThrow('the bus is away')
  expect(await counters.ofJourney('sample')).toEqual({})
})

it('each fact has an id of its own, also those of one write', async () => {
  const world = new World(monday)
  await world.publish()
  await world.learner('a@example.org')
  for (const module of ['one', 'two', 'three']) await world.done('a@example.org', module)
  await world.settle()
  expect(world.published.map(({ type }) => type).slice(-2)).toEqual(['ModuleCompleted', 'JourneyCompleted'])
  const ids = world.published.map(({ detail }) => detail.id)
  expect(new Set(ids).size).toBe(ids.length)
})
