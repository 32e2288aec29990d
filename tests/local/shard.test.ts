import { expect, test } from 'vitest'
import { day, minute } from '../../shared/domain/duration.ts'
import { streamFailureObject } from '../../tools/local/functions/destination.ts'
import type { Outcome } from '../../tools/local/functions/sandbox.ts'
import { Shard } from '../../tools/local/sources/shard.ts'
import type { StreamRecord } from '../../tools/local/sources/stream-reader.ts'
import type { FunctionSpec } from '../../tools/local/template/readers/functions.ts'
import type { MappingSpec } from '../../tools/local/template/readers/mappings.ts'
import { Activity } from '../../tools/local/time/activity.ts'
import { Agenda } from '../../tools/local/time/agenda.ts'
import { Clock } from '../../tools/local/time/clock.ts'

type Payload = {
  Records: StreamRecord[]
  state?: unknown
  shardId?: string
  window?: object
  isFinalInvokeForWindow?: boolean
}
type Answer = (payload: Payload) => Outcome

const record = (number: number): StreamRecord => ({
  eventID: String(number),
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: String(number),
    ApproximateCreationDateTime: 1_700_000_000,
    NewImage: { n: { N: String(number) }, ...(number % 10 === 0 ? { skip: { S: 'x' } } : {}) },
  },
})

const usual: MappingSpec = {
  id: 'Mapping',
  sourceArn: 'arn:stream',
  function: 'f',
  enabled: true,
  batchSize: 4,
  batchingWindowSeconds: 0,
  filters: [],
  reportsFailedItems: true,
  onFailure: 'arn:parking',
  maxConcurrency: 1,
  bisect: true,
  maxRetries: 2,
  maxRecordAgeSeconds: -1,
  tumblingWindowSeconds: 0,
}

/** A shard with so many records, read by a function that answers as told. */
function read(count: number, answer: Answer, mapping: Partial<MappingSpec> = {}) {
  // In the future, so that only jumps make anything due.
  const clock = new Clock(day)
  const activity = new Activity()
  const agenda = new Agenda(clock, activity)
  const stream = Array.from({ length: count }, (_, index) => record(index + 1))
  const calls: Payload[] = []
  const deadLettered: {
    DDBStreamBatchInfo: { startSequenceNumber: string; batchSize: number }
    payload: string
  }[] = []
  let passed = ''
  const shard = new Shard({
    mapping: { ...usual, ...mapping },
    shardId: 'shard-1',
    reader: { read: async () => stream.splice(0) },
    pool: {
      spec: { name: 'f', arn: 'arn:f' } as FunctionSpec,
      invoke: async event => {
        calls.push(event as Payload)
        return answer(event as Payload)
      },
    },
    clock,
    agenda,
    activity,
    keep: async (_, given) => {
      deadLettered.push(JSON.parse(streamFailureObject(given)))
    },
    passed: at => {
      passed = at
    },
  })
  shard.poke()
  return {
    calls: () => calls.map(({ Records }) => Records.map(one => Number(one.dynamodb.SequenceNumber))),
    payloads: calls,
    deadLettered,
    add: (number: number) => {
      stream.push(record(number))
      shard.poke()
    },
    passed: () => passed,
    hurry: () => shard.hurry(),
    settled: () => activity.settled(),
    async wait(milliseconds: number) {
      await activity.settled()
      clock.moveTo(clock.now() + milliseconds)
      agenda.runDue()
      await activity.settled()
    },
    close: () => agenda.close(),
  }
}

const fine: Answer = () => ({ ok: true, payload: { batchItemFailures: [] } })
const broken: Outcome = { ok: false, error: { errorType: 'Error', errorMessage: 'broken' } }
const failing = (...items: number[]): Outcome => ({
  ok: true,
  payload: { batchItemFailures: items.map(item => ({ itemIdentifier: String(item) })) },
})

test('records go in order, in batches', async () => {
  const shard = read(6, fine)
  await shard.settled()
  expect(shard.calls()).toEqual([
    [1, 2, 3, 4],
    [5, 6],
  ])
  expect(shard.passed()).toBe('6')
})

test('records wait for company until their window ends, or until they are hurried', async () => {
  const shard = read(1, fine, { batchingWindowSeconds: 60 })
  await shard.settled()
  expect(shard.calls()).toEqual([])
  expect(shard.hurry()).toBe(true)
  await shard.settled()
  expect(shard.calls()).toEqual([[1]])
  expect(shard.hurry()).toBe(false)
  shard.add(2)
  await shard.wait(minute)
  expect(shard.calls()).toEqual([[1], [2]])
  shard.close()
})

test('what the filter leaves out is passed over', async () => {
  const filters = [{ dynamodb: { NewImage: { skip: { S: [{ exists: true }] } } } }]
  const shard = read(22, fine, { filters })
  await shard.settled()
  expect(shard.calls()).toEqual([[10, 20]])
})

test('a reported failure: what stood before it is done, and only the record itself is given up in the end', async () => {
  const shard = read(6, ({ Records }) =>
    Records.some(one => one.dynamodb.SequenceNumber === '3') ? failing(3) : fine({ Records }),
  )
  for (let i = 0; i < 6; i++) await shard.wait(5 * minute)
  expect(shard.deadLettered).toMatchObject([
    { DDBStreamBatchInfo: { startSequenceNumber: '3', batchSize: 1 } },
  ])
  expect(shard.calls().filter(batch => batch.includes(1))).toHaveLength(1)
  expect(
    shard
      .calls()
      .filter(batch => batch.includes(3))
      .at(-1),
  ).toEqual([3])
  expect(shard.passed()).toBe('6')
  shard.close()
})

test('a function that throws: the batch is halved, and each half is tried alone', async () => {
  const shard = read(4, ({ Records }) => (Records.length > 2 ? broken : fine({ Records })))
  await shard.settled()
  expect(shard.calls()).toEqual([
    [1, 2, 3, 4],
    [1, 2],
    [3, 4],
  ])
})

test('without halving, a batch is tried again later, and nothing overtakes it', async () => {
  let tries = 0
  const shard = read(5, payload => (tries++ < 2 ? broken : fine(payload)), { bisect: false })
  await shard.settled()
  expect(shard.calls()).toEqual([[1, 2, 3, 4]])
  shard.add(6)
  await shard.settled()
  expect(shard.calls()).toHaveLength(1)
  await shard.wait(2000)
  await shard.wait(4000)
  expect(shard.calls()).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
    [1, 2, 3, 4],
    [5, 6],
  ])
  expect(shard.deadLettered).toEqual([])
  shard.close()
})

test('a report that names a record which is not in the batch counts as a failure of all', async () => {
  const shard = read(2, () => failing(99), { bisect: false, maxRetries: 0 })
  await shard.settled()
  expect(shard.deadLettered).toMatchObject([
    { DDBStreamBatchInfo: { startSequenceNumber: '1', batchSize: 2 } },
  ])
})

test('too old is given up, with the records and all that the function was told, and the shard goes on', async () => {
  const poison: Answer = payload =>
    payload.Records.some(one => one.dynamodb.SequenceNumber === '1') ? broken : fine(payload)
  const shard = read(1, poison, { maxRetries: -1, maxRecordAgeSeconds: 3600, tumblingWindowSeconds: 30 })
  for (let i = 0; i < 50; i++) await shard.wait(minute)
  shard.add(2)
  await shard.settled()
  expect(shard.deadLettered).toEqual([])
  for (let i = 0; i < 35; i++) await shard.wait(minute)
  expect(shard.deadLettered).toMatchObject([
    { DDBStreamBatchInfo: { startSequenceNumber: '1', batchSize: 1 } },
  ])
  const event = JSON.parse(shard.deadLettered[0]?.payload ?? '{}') as Payload
  expect(event).toMatchObject({ shardId: 'shard-1', Records: [{ dynamodb: { SequenceNumber: '1' } }] })
  expect(shard.calls().findLast(batch => batch.length > 0)).toEqual([2])
  expect(shard.passed()).toBe('2')
  shard.close()
})

test('what waits behind a batch that is tried again ages meanwhile', async () => {
  const shard = read(1, () => broken, {
    maxRetries: -1,
    maxRecordAgeSeconds: 3600,
    bisect: false,
    batchSize: 1,
  })
  await shard.settled()
  shard.add(2)
  for (let i = 0; i < 85; i++) await shard.wait(minute)
  expect(
    shard.deadLettered.map(({ DDBStreamBatchInfo: { startSequenceNumber } }) => startSequenceNumber),
  ).toEqual(['1', '2'])
  shard.close()
})

test('a batching window collects until it ends or a batch is full', async () => {
  const shard = read(1, fine, { batchingWindowSeconds: 5 })
  await shard.settled()
  expect(shard.calls()).toEqual([])
  shard.add(2)
  await shard.wait(5000)
  expect(shard.calls()).toEqual([[1, 2]])
  for (const number of [3, 4, 5, 6]) shard.add(number)
  await shard.settled()
  expect(shard.calls()).toEqual([
    [1, 2],
    [3, 4, 5, 6],
  ])
  shard.close()
})

test('a tumbling window carries state, and ends once', async () => {
  const counting: Answer = ({ Records, state }) => ({
    ok: true,
    payload: { state: { seen: ((state as { seen?: number }).seen ?? 0) + Records.length } },
  })
  const shard = read(3, counting, { tumblingWindowSeconds: 30 })
  await shard.settled()
  shard.add(4)
  await shard.wait(30_000)
  const [first, second, last] = shard.payloads
  expect([first, second, last].map(payload => payload?.state)).toEqual([{}, { seen: 3 }, { seen: 4 }])
  expect([first, second, last].map(payload => payload?.isFinalInvokeForWindow)).toEqual([false, false, true])
  expect(first).toMatchObject({
    shardId: 'shard-1',
    eventSourceARN: 'arn:stream',
    window: { start: expect.stringMatching(/:[03]0Z$/) },
  })
  await shard.wait(minute)
  expect(shard.payloads).toHaveLength(3)
  shard.close()
})
