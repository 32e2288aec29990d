import { createHash, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isForGood, type OutgoingEvent } from '../../shared/adapters/event-bus.ts'
import type { PublishDeps } from '../../shared/application/publish.ts'
import { publishEventsDeps } from '../../shared/composition/publish-events.ts'
import { readDeadLetter } from '../../tools/operator/dead-letters/dead-letter.ts'
import { awsServer } from '../support/aws-server.ts'

let server: Awaited<ReturnType<typeof awsServer>>
const log = { info() {}, warn() {}, error() {} }
/** What publish-events is given, on a server in the place of EventBridge and SQS. */
let deps: PublishDeps

beforeAll(async () => {
  server = await awsServer()
  const DEAD_LETTER_QUEUE_URL = `${server.url}/000000000000/parking`
  deps = publishEventsDeps({ TABLE_NAME: 'table', BUS_NAME: 'bus', DEAD_LETTER_QUEUE_URL }, log)
})
afterAll(() => server.close())

const events = Array.from({ length: 11 }, (_, i): OutgoingEvent => {
  const learnerId = i.toString(36).padStart(24, '0')
  const at = '2026-11-23T09:00:00.000Z'
  const id = `${learnerId}.account.1.0`
  const detail = { version: 1, id, at, learnerId, epoch: '00000001', dueNow: false } as const
  return { type: 'SignUpConfirmed', detail }
})

const answer = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
const accepted = (body: string) =>
  JSON.parse(body).Entries.map((_: unknown, i: number) => ({ EventId: `${i}` }))

it('events go out in tens, each once and in order', async () => {
  server.answers((_, response, body) =>
    answer(response, 200, { FailedEntryCount: 0, Entries: accepted(body) }),
  )
  await deps.bus.put(events)
  const calls = server.requests.map(body => JSON.parse(body).Entries)
  expect(calls.map(entries => entries.length)).toEqual([10, 1])
  expect(calls.flat().map(entry => JSON.parse(entry.Detail))).toEqual(events.map(({ detail }) => detail))
  expect(calls.flat()[0]).toMatchObject({
    EventBusName: 'bus',
    Source: 'shiftworks',
    DetailType: 'SignUpConfirmed',
  })
})

it('an event that the bus did not take is not taken for told', async () => {
  server.answers((_, response, body) => {
    const [first, ...rest] = accepted(body)
    const failed = { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' }
    answer(response, 200, { FailedEntryCount: 1, Entries: [first, failed, ...rest.slice(1)] })
  })
  await expect(deps.bus.put(events.slice(0, 3))).rejects.toThrow(
    'did not take 1 of 3 events (ThrottlingException)',
  )
})

it.each(['MalformedDetail', 'InvalidArgument'])(
  'an event that the bus will never take (%s) is told from one that waits',
  async code => {
    const failed = [{ ErrorCode: 'ThrottlingException' }, { ErrorCode: code }]
    server.answers((_, response) => answer(response, 200, { FailedEntryCount: 2, Entries: failed }))
    const refused = await deps.bus.put(events.slice(0, 2)).catch((error: unknown) => error)
    expect(isForGood(refused)).toBe(true)
  },
)

it('a call that the bus will never take, as an entry is too large, is told from one that waits', async () => {
  const words = {
    __type: 'ValidationException',
    message: 'Total size of the entries in the request is over the limit.',
  }
  server.answers((_, response) => answer(response, 400, words))
  expect(isForGood(await deps.bus.put(events.slice(0, 1)).catch((error: unknown) => error))).toBe(true)
})

it('a record of any size that a row can have is dead-lettered whole, in a message that SQS takes', async () => {
  server.answers((_, response, body) => {
    const sent = createHash('md5').update(JSON.parse(body).MessageBody).digest('hex')
    answer(response, 200, { MessageId: '1', MD5OfMessageBody: sent })
  })
  const text = randomBytes(300_000).toString('base64')
  const deadLettered = {
    shard: 'shard',
    record: { sequenceNumber: '1', newImage: { f: { S: text } } },
    reason: 'unreadable',
  }
  await deps.deadLetterSink.deadLetter(deadLettered)
  const { MessageBody } = JSON.parse(server.requests[0] ?? '{}')
  expect(Buffer.byteLength(MessageBody)).toBeLessThan(1024 * 1024)
  const letter = { id: '1', receipt: '1', body: MessageBody, attributes: {}, sentAt: 0 }
  expect(readDeadLetter('publish-events', letter).payload).toEqual(deadLettered.record)
})

it('a record that the queue does not take is not taken for kept', async () => {
  server.answers((_, response) => answer(response, 400, { __type: 'QueueDoesNotExist', message: 'gone' }))
  await expect(
    deps.deadLetterSink.deadLetter({ shard: 'shard', record: {}, reason: 'unreadable' }),
  ).rejects.toThrow('gone')
})
