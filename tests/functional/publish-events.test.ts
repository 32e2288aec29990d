import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { type OutgoingEvent, RefusedForGood } from '../../shared/adapters/event-bus.ts'
import {
  type PublishDeps,
  publishEvents,
  publishRedriven,
  type StreamRecord,
} from '../../shared/application/publish.ts'
import { hour } from '../../shared/domain/duration.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { readDailyStatistics } from '../../shared/store/daily-statistics.ts'
import { sumOfStatistics } from '../../shared/store/statistics.ts'
import { readStreamRow } from '../../shared/store/stream-row.ts'
import type { Table } from '../../shared/store/table.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** A batch of three records, the second of which is as it should be but for this, and a worker with a bus of its own. */
async function batchWith(change: Record<string, unknown>, ofRecord: Partial<StreamRecord> = {}) {
  const world = new World(monday)
  await world.publish()
  for (const name of ['a', 'b', 'c']) await world.signUp(`${name}@example.org`)
  const rows = world.table.stream.map(record => ({
    record,
    row: unmarshall(record.newImage as Parameters<typeof unmarshall>[0]),
  }))
  const ofPeople = rows.filter(({ row }) => row['sk'] === 'profile')
  const records = ofPeople.map(({ record, row }, i) => {
    return i === 1 ? { ...record, newImage: marshall({ ...row, ...change }), ...ofRecord } : record
  })
  const put: OutgoingEvent[] = []
  const bus = { put: async (events: readonly OutgoingEvent[]) => void put.push(...events) }
  const deps: PublishDeps = { ...world.publishing, bus }
  const statistics = () => deps.counters.ofJourney('sample')
  return { world, deps, records, put, deadLettered: world.deadLettered, statistics }
}

const unreadable: [string, Record<string, unknown>, Partial<StreamRecord>?][] = [
  ['events that are no JSON', { f: 'not json at all' }],
  ['an event of a type that this version does not know', { f: '[{"type":"SomethingNew","at":1}]' }],
  ['a history that this version does not know', { h: 'zz:1:1' }],
  ['a person whose id is none of ours', { pk: 'L#nobody-knows' }],
  ['no life of the person', { epoch: 'not one' }],
  ['a moment that no calendar has, in its events', { f: '[{"type":"SignUpRequested","at":9e15}]' }],
  ['a moment that no calendar has, in its history', { h: 'sr:zzzzzzzzzz:1' }],
  ['a moment that is none, in its history', { h: 'sr:!!:1' }],
  ['no image at all', {}, { newImage: undefined }],
  ['no place in its shard', {}, { sequenceNumber: '' }],
  ['a place in its shard that is none', {}, { sequenceNumber: '4e2' }],
]

it.each(unreadable)(
  'a record with %s is dead-lettered whole, and those around it are told and counted',
  async (_, change, ofRecord) => {
    const { deps, records, put, deadLettered, statistics } = await batchWith(change, ofRecord)
    await publishEvents(deps, 'shard', records)
    expect(deadLettered).toEqual([{ shard: 'shard', record: records[1], reason: expect.any(String) }])
    expect(put.map(({ type }) => type)).toEqual([
      'SignUpRequested',
      'AccountEmailRequested',
      'SignUpRequested',
      'AccountEmailRequested',
    ])
    expect((await statistics())['event.SignUpRequested']).toBe(2)
  },
)

it('a batch that is told again and again because the bus is away parks what cannot be read once', async () => {
  const { deps, records, deadLettered } = await batchWith({ f: 'not json at all' })
  const away = { ...deps, bus: { put: () => Promise.reject(new Error('the bus is away')) } }
  for (let again = 0; again < 5; again += 1)
    await expect(publishEvents(away, 'shard', records)).rejects.toThrow('the bus is away')
  await publishEvents(deps, 'shard', records)
  expect(deadLettered).toHaveLength(1)
})

/** The operations of a table that counting needs, free of the table. */
const bound = (table: Table): Pick<Table, 'get' | 'query' | 'transact'> => ({
  get: key => table.get(key),
  query: (pk, begins) => table.query(pk, begins),
  transact: writes => table.transact(writes),
})

/** Halves a batch that fails, as the mapping has it done. @returns what failed alone. */
async function bisected(
  tell: (batch: readonly StreamRecord[]) => Promise<unknown>,
  batch: readonly StreamRecord[],
): Promise<StreamRecord[]> {
  try {
    await tell(batch)
    return []
  } catch {
    if (batch.length === 1) return [...batch]
    const middle = Math.ceil(batch.length / 2)
    return [...(await bisected(tell, batch.slice(0, middle))), ...(await bisected(tell, batch.slice(middle)))]
  }
}

it.each([
  [
    'the bus',
    (deps: PublishDeps, isIt: (text: string) => boolean): PublishDeps => {
      const put = async (events: readonly OutgoingEvent[]) => {
        if (isIt(JSON.stringify(events))) throw new RefusedForGood('Too large.')
      }
      return { ...deps, bus: { put } }
    },
  ],
  [
    'the table',
    (deps: PublishDeps, isIt: (text: string) => boolean): PublishDeps => {
      const count: PublishDeps['counters']['count'] = async (shard, told, now) => {
        const refused = Object.assign(new Error('Too large.'), { name: 'ValidationException' })
        if (isIt(JSON.stringify(told))) throw refused
        return deps.counters.count(shard, told, now)
      }
      return { ...deps, counters: { ...deps.counters, count } }
    },
  ],
])(
  'a record that %s will never take is dead-lettered once it stands alone, and those around it are told and counted',
  async (_, refusing) => {
    const { deps, records, deadLettered, statistics } = await batchWith({})
    const { learnerId } = readStreamRow(records[1]?.newImage)
    const refuses = refusing(deps, text => text.includes(learnerId))
    expect(await bisected(batch => publishEvents(refuses, 'shard', batch), records)).toEqual([])
    expect(deadLettered).toEqual([{ shard: 'shard', record: records[1], reason: 'Too large.' }])
    expect((await statistics())['event.SignUpRequested']).toBe(2)
  },
)

describe('a record that gets another chance', () => {
  it('is told, and counted once however often, also where it lies in two dead letters', async () => {
    const { deps, records, put, deadLettered, statistics } = await batchWith({ f: 'not json at all' })
    await publishEvents(deps, 'shard', records)
    await publishEvents(deps, 'shard', records)
    expect(deadLettered).toHaveLength(2)
    const { newImage } = (await batchWith({})).records[1] ?? {}
    for (const { shard, record } of deadLettered) {
      const mended = { ...(record as StreamRecord), newImage }
      for (let again = 0; again < 3; again += 1) await publishRedriven(deps, shard, [mended])
    }
    expect((await statistics())['event.SignUpRequested']).toBe(3)
    expect(new Set(put.map(({ detail }) => detail.id)).size).toBe(6)
  })

  it('is counted once where it was half counted until it was given up, and the shard has gone on since', async () => {
    const { world, deps, records, statistics } = await batchWith({})
    const [given, ...rest] = records.map(record => ({ ...record, writtenAt: world.clock.now() }))
    const write: Table['write'] = one => {
      const half = 'update' in one && one.update.pk === 'counters#account'
      return half ? Promise.reject(new Error('a partition is away')) : world.table.write(one)
    }
    const half = { ...deps, counters: counterStore({ ...bound(world.table), write }) }
    if (!given) throw new Error('A batch has records.')
    await expect(publishEvents(half, 'shard', [given])).rejects.toThrow('away')
    world.clock.setTo(world.clock.now() + 22 * hour)
    const late = {
      ...half,
      deadLetterSink: { deadLetter: () => Promise.reject(new Error('Nothing is unreadable.')) },
    }
    await publishEvents(late, 'shard', [given])
    const later = rest.map(record => ({ ...record, writtenAt: world.clock.now() }))
    await publishEvents(deps, 'shard', later)
    await publishRedriven(deps, 'shard', [given])
    expect((await statistics())['event.SignUpRequested']).toBe(3)
    const days = await readDailyStatistics(world.table, 'counters', 'sample', '2026-11-23', '2026-11-24')
    expect(sumOfStatistics(days.map(day => day.statistics))['event.SignUpRequested']).toBe(3)
  })

  it('does nothing for somebody who was erased since, but that they stay a number', async () => {
    const { world, deps, records, put, statistics } = await batchWith({})
    const rest = records.filter((_, i) => i !== 1)
    await publishEvents(deps, 'shard', rest)
    await world.execute('b@example.org', { type: 'Erase' })
    await publishEvents(deps, 'shard', world.table.stream.slice(6))
    const [rows, told] = [structuredClone([...world.table.rows.keys()]), put.length]
    await publishRedriven(deps, 'shard', records.slice(1, 2))
    expect(put).toHaveLength(told)
    const added = [...world.table.rows.keys()].filter(name => !rows.includes(name))
    expect(added.filter(name => !name.startsWith('count'))).toEqual([])
    expect(await statistics()).toMatchObject({ 'event.SignUpRequested': 3 })
  })
})

it('what the bus does not take is not counted either, so that the batch comes again whole', async () => {
  const world = new World(monday)
  await world.publish()
  await world.signUp('a@example.org')
  const put = () => Promise.reject(new Error('the bus is away'))
  const deps = { ...world.publishing, bus: { put } }
  await expect(publishEvents(deps, 'shard', world.table.stream)).rejects.toThrow('the bus is away')
  expect(await deps.counters.ofJourney('sample')).toEqual({})
})

it('each event has an id of its own, also those of one write', async () => {
  const world = new World(monday)
  await world.publish()
  await world.learner('a@example.org')
  for (const module of ['one', 'two', 'three']) await world.done('a@example.org', module)
  await world.settle()
  expect(world.published.map(({ type }) => type).slice(-2)).toEqual(['ModuleCompleted', 'JourneyCompleted'])
  const ids = world.published.map(({ detail }) => detail.id)
  expect(new Set(ids).size).toBe(ids.length)
})
