import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
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

const secret = async () => {
  const listed = fixture.local.wiring.secrets[0]?.arn
  return (await new SecretsManagerClient(client()).send(new GetSecretValueCommand({ SecretId: listed })))
    .SecretString
}

const queued = async () => {
  const url = `${fixture.local.aws}/000000000000/fixture-dead-letters`
  return (await new SQSClient(client()).send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'kept' })))
    .MessageId
}

test('everything survives a restart', async () => {
  await fixture.signUp({ email: 'now@example.org', events: 'DueNow' })
  await fixture.signUp({ email: 'later@example.org', after: '200000000' })
  await fixture.jump({ advance: 'P1D' })
  const events = await fixture.get('/_local/api/events')
  const before = { emails: await fixture.emails(), events, secret: await secret() }
  await queued()
  const ahead = fixture.local.clock.ahead()

  await fixture.restart()

  expect(await fixture.emails()).toEqual(before.emails)
  expect(await fixture.get('/_local/api/events')).toEqual(before.events)
  expect(await secret()).toBe(before.secret)
  expect(JSON.parse(before.secret ?? '')).toEqual({
    current: '1',
    1: expect.stringMatching(/^[A-Za-z0-9]{64}$/),
  })
  expect(fixture.local.clock.ahead()).toBe(ahead)
  const { Messages } = await fixture.local.queues
    .receive('fixture-dead-letters', 10)
    .then(Messages => ({ Messages }))
  expect(Messages.map(({ Body }) => Body)).toEqual(['kept'])
})

test('nothing is published twice after a restart, and what was due still comes', async () => {
  const published = async () =>
    ((await fixture.get('/_local/api/events')) as { source: string }[]).filter(
      ({ source }) => source === 'fixture',
    )
  const before = await published()
  await fixture.jump({ advance: 'P2D' })
  expect(await published()).toEqual(before)
  expect(await fixture.emails('later@example.org')).toHaveLength(1)
})

test('an invocation that waits for its next try goes on after a restart', async () => {
  await fixture.local.endpoint.services.get('lambda')?.({
    caller: 'test',
    service: 'lambda',
    action: 'POST /2015-03-31/functions/fixture-failing/invocations',
    method: 'POST',
    path: '',
    headers: { 'x-amz-invocation-type': 'Event' },
    body: Buffer.from('{}'),
  })
  await fixture.get('/_local/api/idle')
  await fixture.restart()
  await fixture.jump({ advance: 'PT10M' })
  const letters = await fixture.local.queues.receive('fixture-dead-letters', 10)
  expect(letters.map(({ Body }) => Body)).toContainEqual(expect.stringContaining('"RetriesExhausted"'))
})
