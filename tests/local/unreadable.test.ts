import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { marshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Email } from '../../tools/local/aws/ses/inbox.ts'
import { publishJourneys } from '../../tools/local/journeys.ts'
import { type Local, startLocal } from '../../tools/local/start-local.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'shiftworks-unreadable-'))
let local: Local

beforeAll(async () => {
  local = await startLocal({ port: 0, awsPort: 0, dataDir })
  await publishJourneys(local)
})
afterAll(async () => {
  await local?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const client = () => ({
  endpoint: local.aws,
  region: 'eu-west-2',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
})
const queueUrl = (name: string) => `${local.aws}/000000000000/ShiftWorks-local-${name}`
const deadLetterQueue = (name: string) => queueUrl(`${name}-dead-letters`)

async function pass(wish: string): Promise<void> {
  const body = JSON.stringify({ advance: wish })
  expect((await fetch(`${local.website}/_local/api/clock`, { method: 'POST', body })).status).toBe(200)
}

async function letters(name: string): Promise<string[]> {
  const receive = new ReceiveMessageCommand({ QueueUrl: deadLetterQueue(name), MaxNumberOfMessages: 10 })
  const { Messages = [] } = await new SQSClient(client()).send(receive)
  return Messages.map(({ Body }) => Body ?? '')
}

async function signUp(email: string): Promise<void> {
  const body = JSON.stringify({ email, consent: true, consentVersion: 'en-1' })
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(`${local.website}/sign-up`, { method: 'POST', headers, body })).status).toBe(202)
}

async function inbox(to: string): Promise<Email[]> {
  await fetch(`${local.website}/_local/api/idle`)
  return (await (await fetch(`${local.website}/_local/api/emails?to=${to}`)).json()) as Email[]
}

it('an event that cannot be read ends whole in a dead-letter queue', async () => {
  const entry = {
    EventBusName: 'ShiftWorks-local',
    Source: 'shiftworks',
    DetailType: 'SignUpConfirmed',
    Detail: JSON.stringify({ version: 99, what: 'is this' }),
  }
  await new EventBridgeClient(client()).send(new PutEventsCommand({ Entries: [entry] }))
  await signUp('beside-the-event@example.org')
  expect(await inbox('beside-the-event@example.org')).toHaveLength(1)
  expect(await letters('start-journey')).toEqual([])
  await pass('PT10M')
  const [letter] = await letters('start-journey')
  expect(JSON.parse(letter ?? '{}')).toMatchObject({
    requestContext: { condition: 'RetriesExhausted' },
    requestPayload: { source: 'shiftworks', detail: { version: 99, what: 'is this' } },
  })
})

it('a report of a platform with a reference that is none of ours is kept as well', async () => {
  const entry = {
    EventBusName: 'ShiftWorks-local',
    Source: 'learning-platform',
    DetailType: 'ModuleCompletionReported',
    Detail: JSON.stringify({ version: 1, reference: 'not-ours' }),
  }
  await new EventBridgeClient(client()).send(new PutEventsCommand({ Entries: [entry] }))
  await pass('PT10M')
  const [letter] = await letters('record-completion')
  expect(letter).toContain('not-ours')
})

it('a stream record that cannot be read is dead-lettered whole, and the writes around it are told at once', async () => {
  const dynamo = new DynamoDBClient(client())
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}))
  const row = marshall({ pk: 'L#nobody-knows', sk: 'profile', v: 1, f: 'not json at all' })
  await signUp('before-the-record@example.org')
  await dynamo.send(new PutItemCommand({ TableName: TableNames[0], Item: row }))
  await signUp('after-the-record@example.org')
  for (const to of ['before-the-record@example.org', 'after-the-record@example.org'])
    expect(await inbox(to)).toHaveLength(1)
  const [letter] = await letters('publish-events')
  expect(letter).toContain('L#nobody-knows')
  expect(letter).toContain('not json at all')
})

it('a message that cannot be read comes again a few times and then ends whole in a dead-letter queue', async () => {
  const sqs = new SQSClient(client())
  for (const MessageBody of ['no json', '{"source":"aws.ses","detail":{"eventType":"Novelty"}}'])
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl('ses-feedback'), MessageBody }))
  await signUp('beside-the-message@example.org')
  await pass('PT2H')
  expect((await letters('ses-feedback')).toSorted()).toEqual(
    ['no json', '{"source":"aws.ses","detail":{"eventType":"Novelty"}}'].toSorted(),
  )
  const answer = await fetch(`${local.website}/_local/api/learners/beside-the-message@example.org`)
  const { history } = (await answer.json()) as { history: { what: string }[] }
  expect(history.map(({ what }) => what)).toContain('AccountEmailSent')
})
