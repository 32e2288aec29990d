import {
  GetAccountCommand,
  SESv2Client,
  SendBulkEmailCommand,
  type SendBulkEmailCommandInput,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fixture, startFixture } from './fixture/running.ts'

let fixture: Fixture
let ses: SESv2Client

beforeAll(async () => {
  fixture = await startFixture({ maxSendRate: 60, max24HourSend: 500 })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  ses = new SESv2Client({ endpoint: fixture.local.aws, region: 'eu-west-2', credentials, maxAttempts: 1 })
})
afterAll(() => fixture.close())

type Change = Partial<SendBulkEmailCommandInput> & { html?: string }

function bulk(to: string[], { html = '<p>{{name}}</p>', ...change }: Change = {}) {
  return ses.send(
    new SendBulkEmailCommand({
      FromEmailAddress: 'hello@fixture.example',
      ConfigurationSetName: 'fixture-mail',
      DefaultContent: {
        Template: {
          TemplateContent: { Subject: 'Hello', Html: html, Text: 'Hi' },
          TemplateData: '{"name":"Ann"}',
        },
      },
      BulkEmailEntries: to.map(address => ({ Destination: { ToAddresses: [address] } })),
      ...change,
    }),
  )
}

const aSecond = () => fixture.jump({ advance: 'PT1S' })

async function reports(to: string) {
  await fixture.get('/_local/api/idle')
  const events = (await fixture.get('/_local/api/events')) as {
    'detail-type': string
    detail: { mail: { destination: string[] } } & Record<string, object>
  }[]
  return events.filter(event => event.detail['mail']?.destination?.includes(to))
}

test.each([
  [
    'bounce+a@simulator.amazonses.com',
    ['Email Sent', 'Email Bounced'],
    { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } },
  ],
  [
    'suppressionlist@simulator.amazonses.com',
    ['Email Sent', 'Email Bounced'],
    { bounce: { bounceSubType: 'Suppressed' } },
  ],
  [
    'complaint@simulator.amazonses.com',
    ['Email Sent', 'Email Complaint Received'],
    { complaint: { complaintFeedbackType: 'abuse' } },
  ],
  ['success@simulator.amazonses.com', ['Email Sent'], { send: {} }],
  ['ann@example.org', ['Email Sent'], { send: {} }],
])('%s is reported as %j', async (to, types, detail) => {
  await aSecond()
  const { BulkEmailEntryResults: [result] = [] } = await bulk([to])
  expect(result?.Status).toBe('SUCCESS')
  const seen = await reports(to)
  expect(seen.map(event => event['detail-type'])).toEqual(types)
  expect(seen.at(-1)?.detail).toMatchObject({
    ...detail,
    mail: { messageId: result?.MessageId, tags: { 'ses:configuration-set': ['fixture-mail'] } },
  })
})

test('tags of a whole call are lost without a word, and an email keeps its own', async () => {
  await aSecond()
  const Destination = { ToAddresses: ['tagged@example.org'] }
  await bulk([], {
    DefaultEmailTags: [{ Name: 'of-all', Value: 'a' }],
    BulkEmailEntries: [{ Destination, ReplacementTags: [{ Name: 'own', Value: 'b' }] }],
  })
  const [seen] = await reports('tagged@example.org')
  expect(seen?.detail.mail).toMatchObject({ tags: { own: ['b'] } })
  expect(seen?.detail.mail).not.toHaveProperty('tags.of-all')
})

test('reports come to the queue, and to the function a minute later', async () => {
  await aSecond()
  await bulk(['late@example.org'])
  await fixture.jump({ advance: 'PT30S' })
  expect(fixture.local.agenda.waiting().map(({ what }) => what)).toContain('read fixture-feedback')
  await fixture.jump({ advance: 'PT1M' })
  expect(fixture.local.agenda.waiting().map(({ what }) => what)).not.toContain('read fixture-feedback')
})

test('a placeholder without a value is accepted, reported as a rendering failure and never delivered', async () => {
  await aSecond()
  const { BulkEmailEntryResults: [result] = [] } = await bulk(['gap@example.org'], { html: '{{surname}}' })
  expect(result?.Status).toBe('SUCCESS')
  const seen = await reports('gap@example.org')
  expect(seen.map(event => event['detail-type'])).toEqual(['Email Rendering Failed'])
  expect(await fixture.emails('gap@example.org')).toEqual([])
})

test('what exceeds the rate is refused entry by entry', async () => {
  await aSecond()
  const to = (name: string) => Array.from({ length: 50 }, (_, index) => `${name}${index}@example.org`)
  await bulk(to('a'))
  const { BulkEmailEntryResults: results = [] } = await bulk(to('b'))
  const statuses = results.map(({ Status }) => Status)
  expect(statuses.filter(status => status === 'SUCCESS').length).toBeGreaterThanOrEqual(10)
  expect(statuses.at(-1)).toBe('ACCOUNT_THROTTLED')
})

test.each<[string, Change, string]>([
  ['an address that is not verified', { FromEmailAddress: 'hello@elsewhere.example' }, 'MessageRejected'],
  ['what only stored templates may use', { html: '{{#if name}}x{{/if}}' }, 'BadRequestException'],
  [
    'a line break in a header',
    {
      BulkEmailEntries: [
        {
          Destination: { ToAddresses: ['a@example.org'] },
          ReplacementHeaders: [{ Name: 'X', Value: 'a\nb' }],
        },
      ],
    },
    'BadRequestException',
  ],
  [
    'a tag with an address',
    { DefaultEmailTags: [{ Name: 'to', Value: 'a@example.org' }] },
    'BadRequestException',
  ],
  [
    'letters outside ASCII before the @',
    { BulkEmailEntries: [{ Destination: { ToAddresses: ['zoë@example.org'] } }] },
    'BadRequestException',
  ],
])('a call with %s is refused as a whole', async (_, change, error) => {
  await aSecond()
  await expect(bulk(['a@example.org'], change)).rejects.toMatchObject({ name: error })
})

test('an unknown configuration set is an error of each entry', async () => {
  await aSecond()
  const { BulkEmailEntryResults: results } = await bulk(['a@example.org'], { ConfigurationSetName: 'other' })
  expect(results).toMatchObject([{ Status: 'CONFIGURATION_SET_NOT_FOUND' }])
})

test('SendEmail and GetAccount work too, and count', async () => {
  await aSecond()
  const quota = async () => (await ses.send(new GetAccountCommand())).SendQuota
  const before = await quota()
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'hello@fixture.example',
      Destination: { ToAddresses: ['single@example.org'] },
      Content: { Simple: { Subject: { Data: 'One' }, Body: { Text: { Data: 'Only you' } } } },
    }),
  )
  expect(await fixture.emails('single@example.org')).toMatchObject([{ subject: 'One', text: 'Only you' }])
  expect(await quota()).toEqual({ ...before, SentLast24Hours: (before?.SentLast24Hours ?? 0) + 1 })
  expect(before).toMatchObject({ MaxSendRate: 60, Max24HourSend: 500 })
})

test('the quota of 24 hours holds, and comes back', async () => {
  const to = Array.from({ length: 50 }, (_, index) => `q${index}@example.org`)
  const statuses: (string | undefined)[] = []
  while (!statuses.includes('ACCOUNT_DAILY_QUOTA_EXCEEDED')) {
    await aSecond()
    const { BulkEmailEntryResults: results = [] } = await bulk(to)
    statuses.push(...results.map(({ Status }) => Status))
  }
  await aSecond()
  await expect(bulk(to)).rejects.toMatchObject({ name: 'LimitExceededException' })
  // One of the 500 was the email above that couldn't be rendered.
  expect(await fixture.emails()).toHaveLength(499)
  await fixture.jump({ advance: 'P1D' })
  const { BulkEmailEntryResults: [result] = [] } = await bulk(['again@example.org'])
  expect(result?.Status).toBe('SUCCESS')
})
