import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import {
  DescribeArchiveCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge'
import {
  ChangeMessageVisibilityCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fixture, startFixture } from './fixture/running.ts'

let fixture: Fixture
let config: {
  endpoint: string
  region: string
  credentials: { accessKeyId: string; secretAccessKey: string }
}

beforeAll(async () => {
  fixture = await startFixture()
  config = {
    endpoint: fixture.local.aws,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'me', secretAccessKey: 'x' },
  }
})
afterAll(() => fixture.close())

/** A request in the query protocol. */
async function query(parameters: Record<string, string>, path = '/') {
  const answer = await fetch(`${fixture.local.aws}${path}`, {
    method: 'POST',
    body: new URLSearchParams(parameters),
  })
  return { status: answer.status, text: await answer.text() }
}
const sqs = (
  Action: string,
  parameters: Record<string, string> = {},
  path = '/000000000000/fixture-dead-letters',
) => query({ Action, Version: '2012-11-05', ...parameters }, path)

test('the rules of the template can be looked up', async () => {
  const events = new EventBridgeClient(config)
  const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName: 'fixture-bus' }))
  expect(Rules.map(({ Name }) => Name)).toEqual(['service-DueNow', 'service-Break', 'service-Hang'])
  const byDefault = await events.send(new ListRulesCommand())
  expect(byDefault.Rules).toMatchObject([
    { ScheduleExpression: 'rate(1 minute)' },
    { Name: 'service-Reports' },
  ])
  const { Targets } = await events.send(
    new ListTargetsByRuleCommand({ Rule: 'service-DueNow', EventBusName: 'fixture-bus' }),
  )
  expect(Targets).toMatchObject([{ Arn: 'arn:aws:lambda:eu-west-2:000000000000:function:fixture-deliver' }])
  await expect(events.send(new ListRulesCommand({ EventBusName: 'nowhere' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

test('the archive keeps what its pattern wants, and counts it', async () => {
  const events = new EventBridgeClient(config)
  const put = (Source: string) => ({ Source, DetailType: 'x', Detail: '{}', EventBusName: 'fixture-bus' })
  await events.send(new PutEventsCommand({ Entries: [put('fixture'), put('other')] }))
  await fixture.jump({ advance: 'PT10M' })
  const archive = await events.send(new DescribeArchiveCommand({ ArchiveName: 'fixture-archive' }))
  expect(archive).toMatchObject({ EventCount: 1, State: 'ENABLED', EventPattern: '{"source":["fixture"]}' })
})

test('what is wrong with one event is told of that event', async () => {
  const events = new EventBridgeClient(config)
  const entry = { Source: 'a', DetailType: 'b', Detail: '{}', EventBusName: 'fixture-bus' }
  const wrong = [
    entry,
    { ...entry, Detail: 'no' },
    { ...entry, Source: 'aws.me' },
    { ...entry, DetailType: '' },
  ]
  const { Entries, FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: wrong }))
  expect(FailedEntryCount).toBe(3)
  expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    undefined,
    'MalformedDetail',
    'NotAuthorizedForSourceException',
    'InvalidArgument',
  ])
  const eleven = Array.from({ length: 11 }, () => entry)
  await expect(events.send(new PutEventsCommand({ Entries: eleven }))).rejects.toMatchObject({
    name: 'ValidationException',
  })
})

test('a pattern can be tried out; one that is not supported is refused by name', async () => {
  const events = new EventBridgeClient(config)
  const tryOut = (EventPattern: string) =>
    events.send(new TestEventPatternCommand({ EventPattern, Event: '{"source":"a"}' }))
  expect((await tryOut('{"source":["a"]}')).Result).toBe(true)
  await expect(tryOut('{"source":[{"cidr":"10.0.0.0/8"}]}')).rejects.toThrow(/cidr/)
})

test('queues have addresses at this endpoint', async () => {
  const { QueueUrl } = await new SQSClient(config).send(
    new GetQueueUrlCommand({ QueueName: 'fixture-feedback' }),
  )
  expect(QueueUrl).toBe(`${fixture.local.aws}/000000000000/fixture-feedback`)
})

test('SQS speaks the query protocol too', async () => {
  const sent = await sqs('SendMessage', {
    MessageBody: 'a <b> & c',
    'MessageAttribute.1.Name': 'kind',
    'MessageAttribute.1.Value.DataType': 'String',
    'MessageAttribute.1.Value.StringValue': 'x',
  })
  expect(sent.text).toMatch(/<SendMessageResult><MessageId>[\w-]+<\/MessageId>/)
  const received = await sqs('ReceiveMessage', {
    MaxNumberOfMessages: '5',
    'AttributeName.1': 'All',
    'MessageAttributeName.1': 'All',
  })
  expect(received.text).toContain('<Body>a &lt;b&gt; &amp; c</Body>')
  expect(received.text).toContain(
    '<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>',
  )
  expect(received.text).toContain('<MessageAttribute><Name>kind</Name>')
  const handle = /<ReceiptHandle>(.*?)</.exec(received.text)?.[1] ?? ''
  const deleted = await sqs('DeleteMessageBatch', {
    'DeleteMessageBatchRequestEntry.1.Id': 'one',
    'DeleteMessageBatchRequestEntry.1.ReceiptHandle': handle,
  })
  expect(deleted.text).toContain(
    '<DeleteMessageBatchResultEntry><Id>one</Id></DeleteMessageBatchResultEntry>',
  )
  const missing = await sqs('ReceiveMessage', {}, '/000000000000/nowhere')
  expect(missing).toMatchObject({
    status: 400,
    text: expect.stringMatching(/<Code>.*(QueueDoesNotExist|NonExistentQueue)/),
  })
})

test('a message that is given back at once is there again, and has been received twice then', async () => {
  const client = new SQSClient(config)
  const QueueUrl = `${fixture.local.aws}/000000000000/fixture-dead-letters`
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'given back' }))
  const receive = async () => {
    const read = new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] })
    return (await client.send(read)).Messages?.[0]
  }
  const ReceiptHandle = (await receive())?.ReceiptHandle
  await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }))
  expect(await receive()).toMatchObject({ Body: 'given back', Attributes: { ApproximateReceiveCount: '2' } })
})

test('STS says who is calling', async () => {
  const { text } = await query({ Action: 'GetCallerIdentity', Version: '2011-06-15' })
  expect(text).toContain('<Account>000000000000</Account>')
})

test.each([
  [{ 'x-amz-target': 'Kinesis_20131202.ListStreams' }, /Kinesis_20131202/],
  [{ 'x-amz-target': 'AWSEvents.PutRule' }, /EventBridge PutRule/],
])('%j is refused by name', async (headers, message) => {
  const answer = await fetch(fixture.local.aws, {
    method: 'POST',
    headers: { ...headers, authorization: 'x' },
    body: '{}',
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(((await answer.json()) as { message: string }).message).toMatch(message)
})

test('DynamoDB answers as itself', async () => {
  const get = new GetItemCommand({ TableName: 'nowhere', Key: { pk: { S: 'a' } } })
  await expect(new DynamoDBClient(config).send(get)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})
