import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fixture, startFixture } from './fixture/running.ts'

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(() => fixture.close())

const client = () => ({
  endpoint: fixture.local.aws,
  region: 'eu-west-2',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
})

async function put(detailType: string, detail: object) {
  const entry = {
    EventBusName: 'fixture-bus',
    Source: 'test',
    DetailType: detailType,
    Detail: JSON.stringify(detail),
  }
  await new EventBridgeClient(client()).send(new PutEventsCommand({ Entries: [entry] }))
  await fixture.get('/_local/api/idle')
}

/** Everything in the dead-letter queue, taken out of sight. */
async function deadLetters(): Promise<Record<string, unknown>[]> {
  const QueueUrl = `${fixture.local.aws}/000000000000/fixture-dead-letters`
  const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 })
  const { Messages = [] } = await new SQSClient(client()).send(receive)
  return Messages.map(({ Body }) => JSON.parse(Body ?? '') as Record<string, unknown>)
}

test('an event that a function fails on is tried three times, a minute and two later, and ends whole in its destination', async () => {
  await put('Break', { n: 1 })
  const attempts = () =>
    fixture.local.log.lines('fixture-failing').filter(({ line }) => line.includes('failed:'))
  expect(attempts()).toHaveLength(1)
  await fixture.jump({ advance: 'PT1M30S' })
  expect(attempts()).toHaveLength(2)
  expect(await deadLetters()).toEqual([])
  await fixture.jump({ advance: 'PT2M' })
  expect(attempts()).toHaveLength(3)
  expect(await deadLetters()).toMatchObject([
    {
      version: '1.0',
      requestContext: {
        functionArn: 'arn:aws:lambda:eu-west-2:000000000000:function:fixture-failing:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { source: 'test', 'detail-type': 'Break', detail: { n: 1 } },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'RangeError', errorMessage: 'no room left' },
    },
  ])
})

test('a function that takes longer than its timeout is ended', async () => {
  await put('Hang', {})
  const [line] = fixture.local.log.lines('fixture-hanging')
  expect(line?.line).toContain('Task timed out after 1.00 seconds')
})

test('a record that a function refuses is dead-lettered; the others around it get through', async () => {
  for (const events of ['A', 'poison', 'B'])
    await fixture.signUp({ email: `${events}@example.org`, events, after: '9000000000' })
  await fixture.jump({ advance: 'PT5M' })
  const events = (await fixture.get('/_local/api/events')) as { 'detail-type': string }[]
  const types = events.map(event => event['detail-type'])
  expect(types.filter(type => type === 'A' || type === 'B')).toEqual(['A', 'B'])
  const [deadLettered] = (await deadLetters()).filter(letter => 'DDBStreamBatchInfo' in letter)
  expect(deadLettered).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
    DDBStreamBatchInfo: { shardId: 'shardId-00000001-data-Table', batchSize: 1 },
  })
})
