import {
  CancelMessageMoveTaskCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fixture, startFixture } from './fixture/running.ts'

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(() => fixture.close())

const sqs = () =>
  new SQSClient({
    endpoint: fixture.local.aws,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
const url = (queue: string) => `${fixture.local.aws}/000000000000/${queue}`
const arn = (queue: string) => `arn:aws:sqs:eu-west-2:000000000000:${queue}`
const deadLetters = arn('fixture-dead-letters')
const feedback = arn('fixture-feedback')

/** Letters about an email that SES bounced, as the function that reads the queue understands them. */
async function letters(addresses: string[]): Promise<void> {
  for (const address of addresses) {
    const detail = { eventType: 'Bounce', mail: { destination: [address] } }
    await sqs().send(
      new SendMessageCommand({
        QueueUrl: url('fixture-dead-letters'),
        MessageBody: JSON.stringify({ detail }),
        MessageAttributes: { why: { DataType: 'String', StringValue: 'a test' } },
      }),
    )
  }
}

async function waiting(queue: string): Promise<number> {
  const { Attributes } = await sqs().send(
    new GetQueueAttributesCommand({
      QueueUrl: url(queue),
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesDelayed'],
    }),
  )
  return (
    Number(Attributes?.['ApproximateNumberOfMessages']) +
    Number(Attributes?.['ApproximateNumberOfMessagesDelayed'])
  )
}

const start = (change: Partial<StartMessageMoveTaskCommand['input']> = {}) =>
  sqs().send(new StartMessageMoveTaskCommand({ SourceArn: deadLetters, ...change }))

async function newest() {
  await fixture.get('/_local/api/idle')
  const { Results = [] } = await sqs().send(new ListMessageMoveTasksCommand({ SourceArn: deadLetters }))
  return Results[0]
}

const written = () => fixture.local.log.lines('fixture-feedback').length

test('a whole dead-letter queue is moved back to the queue that it belongs to, and read there', async () => {
  await letters(Array.from({ length: 25 }, (_, n) => `back${n}@example.org`))
  const { TaskHandle } = await start()
  expect(TaskHandle).toBeTruthy()
  expect(await newest()).toMatchObject({
    Status: 'COMPLETED',
    SourceArn: deadLetters,
    DestinationArn: feedback,
    ApproximateNumberOfMessagesMoved: 25,
    ApproximateNumberOfMessagesToMove: 25,
  })
  expect([await waiting('fixture-dead-letters'), await waiting('fixture-feedback')]).toEqual([0, 25])
  const before = written()
  await fixture.jump({ advance: 'PT2M' })
  expect(await waiting('fixture-feedback')).toBe(0)
  expect(written()).toBe(before)
})

test('so many a second are moved, and a move can be cancelled; the others stay', async () => {
  await letters(Array.from({ length: 9 }, (_, n) => `slow${n}@example.org`))
  const { TaskHandle } = await start({ MaxNumberOfMessagesPerSecond: 1, DestinationArn: feedback })
  expect(await newest()).toMatchObject({ Status: 'RUNNING', TaskHandle, MaxNumberOfMessagesPerSecond: 1 })
  await expect(start()).rejects.toThrow(/already a task running/)
  const cancelled = await sqs().send(new CancelMessageMoveTaskCommand({ TaskHandle }))
  expect(cancelled.ApproximateNumberOfMessagesMoved).toBeLessThan(9)
  await fixture.jump({ advance: 'PT10S' })
  const { Status, ApproximateNumberOfMessagesMoved = 0 } = (await newest()) ?? {}
  expect(Status).toBe('CANCELLED')
  expect(await waiting('fixture-dead-letters')).toBe(9 - ApproximateNumberOfMessagesMoved)
  await expect(sqs().send(new CancelMessageMoveTaskCommand({ TaskHandle }))).rejects.toMatchObject({
    name: 'UnsupportedOperation',
  })
  await start({ MaxNumberOfMessagesPerSecond: 3 })
  await fixture.jump({ advance: 'PT20S' })
  expect(await newest()).toMatchObject({ Status: 'COMPLETED' })
  expect(await waiting('fixture-dead-letters')).toBe(0)
})

test('the query protocol knows them too', async () => {
  const ask = async (parameters: Record<string, string>) => {
    const body = new URLSearchParams({ Version: '2012-11-05', SourceArn: deadLetters, ...parameters })
    return (await fetch(fixture.local.aws, { method: 'POST', body })).text()
  }
  expect(await ask({ Action: 'StartMessageMoveTask', MaxNumberOfMessagesPerSecond: '5' })).toContain(
    '<TaskHandle>',
  )
  await fixture.get('/_local/api/idle')
  expect(await ask({ Action: 'ListMessageMoveTasks', MaxResults: '2' })).toMatch(
    /<ListMessageMoveTasksResultEntry><Status>COMPLETED/,
  )
})

test.each([
  ['a queue that is not there', { SourceArn: arn('nowhere') }, /SourceArn parameter doesn't exist/],
  ['a queue that is no dead-letter queue', { SourceArn: feedback }, /must be configured as a Dead Letter/],
  ['a way to nowhere', { DestinationArn: arn('nowhere') }, /DestinationArn parameter doesn't exist/],
  ['a way back to itself', { DestinationArn: deadLetters }, /cannot be the same/],
  ['more than SQS moves', { MaxNumberOfMessagesPerSecond: 501 }, /MaxNumberOfMessagesPerSecond/],
])('%s is refused', async (_, change, message) => {
  await expect(start(change)).rejects.toThrow(message)
})
