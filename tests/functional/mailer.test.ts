import type { ServerResponse } from 'node:http'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BulkEmail, type Mailer, sesMailer } from '../../shared/adapters/mailer.ts'
import { deliverDueDeps } from '../../shared/composition/deliver-due.ts'
import { awsServer } from '../support/aws-server.ts'

let server: Awaited<ReturnType<typeof awsServer>>
/** The mailer that deliver-due is given, on a server in SES's place. */
let mailer: Mailer

const secret = { SecretString: JSON.stringify({ current: '1', 1: 'for-the-test-only-1' }) }
const env = {
  TABLE_NAME: 'table',
  LINK_KEYS_SECRET: 'links',
  PUBLIC_URL: 'https://learn.example.org',
  CONFIGURATION_SET: 'emails',
  DELIVERY_FUNCTION: 'deliver-due',
  DELIVERY_WORKERS: 1,
}

beforeAll(async () => {
  server = await awsServer()
  server.answers((_, response) => json(response, 200, secret))
  mailer = (await deliverDueDeps(env, { info() {}, warn() {}, error() {} })()).mailer
})
afterAll(() => server.close())

const json = (response: ServerResponse, status: number, body: object, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
const rejection =
  (status: number, name: string, message = 'because') =>
  (_: unknown, response: ServerResponse) =>
    json(response, status, { message }, { 'x-amzn-errortype': name })
const turnedBack = (reason: string) => ({ is: 'turned-back', reason })

const email: BulkEmail = {
  from: 'Sample <hello@example.org>',
  template: { subject: 's', html: '<p>h</p>', text: 't' },
  tags: { journey: 'sample' },
  entries: ['a', 'b'].map(name => ({
    to: `${name}@example.org`,
    data: {},
    headers: [],
    tags: { 'email-id': name },
  })),
}

it.each([
  ['503', rejection(503, 'ServiceUnavailable'), { is: 'unknown' }],
  ['500', rejection(500, 'InternalServiceErrorException'), { is: 'unknown' }],
  [
    'a connection that breaks',
    (_: unknown, response: ServerResponse) => response.destroy(),
    { is: 'unknown' },
  ],
  [
    'half an answer',
    (_: unknown, response: ServerResponse) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"BulkEmail')
      response.destroy()
    },
    { is: 'unknown' },
  ],
  [
    'an answer that is none',
    (_: unknown, response: ServerResponse) => response.end('<html>'),
    { is: 'unknown' },
  ],
  [
    'fewer answers than emails',
    (_: unknown, response: ServerResponse) =>
      json(response, 200, { BulkEmailEntryResults: [{ Status: 'SUCCESS' }] }),
    { is: 'unknown' },
  ],
  [
    'an answer that says nothing of one email',
    (_: unknown, response: ServerResponse) =>
      json(response, 200, { BulkEmailEntryResults: [{ Status: 'SUCCESS' }, {}] }),
    { is: 'unknown' },
  ],
  [
    'too many requests',
    rejection(429, 'TooManyRequestsException'),
    { is: 'turned-back', reason: 'throttled' },
  ],
  ['throttling', rejection(400, 'ThrottlingException'), { is: 'turned-back', reason: 'throttled' }],
  [
    'an account that may not send',
    rejection(400, 'SendingPausedException'),
    { is: 'turned-back', reason: 'sending-paused' },
  ],
  [
    'a quota that is used up',
    rejection(400, 'LimitExceededException', 'Daily message quota exceeded.'),
    turnedBack('quota'),
  ],
  [
    'the same as too many requests',
    rejection(429, 'TooManyRequestsException', 'Daily message quota exceeded.'),
    turnedBack('quota'),
  ],
  [
    'too many requests of an account that is suspended',
    rejection(429, 'LimitExceededException', 'Sending suspended for this account.'),
    turnedBack('suspended'),
  ],
  ['a throttle in front of SES', rejection(429, 'NewException'), turnedBack('throttled')],
  ['a rate that is', rejection(400, 'Throttling', 'Maximum sending rate exceeded.'), turnedBack('throttled')],
  ['a role without the right', rejection(403, 'AccessDeniedException'), turnedBack('not-allowed')],
  [
    'credentials that are not taken',
    rejection(403, 'UnrecognizedClientException'),
    turnedBack('not-allowed'),
  ],
  ['credentials that are old', rejection(403, 'ExpiredTokenException'), turnedBack('credentials-expired')],
  [
    'a signature that grew old in a process that stood still',
    rejection(
      403,
      'InvalidSignatureException',
      'Signature expired: 20261123T090000Z is now earlier than 20261123T090100Z (20261123T090600Z - 5 min.)',
    ),
    turnedBack('credentials-expired'),
  ],
  [
    'one by a clock that is fast',
    rejection(
      403,
      'SignatureDoesNotMatch',
      'Signature not yet current: 20261123T091000Z is still later than 20261123T090500Z',
    ),
    turnedBack('credentials-expired'),
  ],
  ['a time that is to come', rejection(403, 'RequestInTheFuture'), turnedBack('credentials-expired')],
  [
    'a signature that is wrong',
    rejection(403, 'InvalidSignatureException', 'The request signature we calculated does not match.'),
    turnedBack('not-allowed'),
  ],
  ['a call that took too long to arrive', rejection(408, 'RequestTimeoutException'), turnedBack('transient')],
  ['a call that is too large', rejection(413, 'RequestEntityTooLargeException'), { is: 'rejected' }],
  ['words that nobody knows', rejection(400, 'NewException'), turnedBack('unrecognised NewException')],
  ['a bad request', rejection(400, 'BadRequestException'), { is: 'rejected', reason: 'BadRequestException' }],
])('SES is asked once, and %s is read as what it is', async (_, answer, outcome) => {
  server.answers(answer)
  expect(await mailer.sendBulk(email)).toMatchObject(outcome)
  expect(server.requests).toHaveLength(1)
})

it('what SES says of each email is told of each', async () => {
  const results = [{ Status: 'SUCCESS' }, { Status: 'ACCOUNT_THROTTLED', Error: 'slow down' }]
  server.answers((_, response) => json(response, 200, { BulkEmailEntryResults: results }))
  expect(await mailer.sendBulk(email)).toEqual({
    is: 'answered',
    entries: [{ is: 'accepted' }, { is: 'turned-back', reason: 'throttled' }],
  })
})

it('every tag stands at every email, since SES may lose those of a whole call', async () => {
  server.answers((_, response) => json(response, 200, { BulkEmailEntryResults: [] }))
  await mailer.sendBulk(email)
  const [sent] = server.requests.map(body => JSON.parse(body))
  expect(sent).not.toHaveProperty('DefaultEmailTags')
  expect(sent.BulkEmailEntries.map((one: { ReplacementTags: unknown }) => one.ReplacementTags)).toEqual(
    ['a', 'b'].map(name => [
      { Name: 'journey', Value: 'sample' },
      { Name: 'email-id', Value: name },
    ]),
  )
})

it.each([
  ['ACCOUNT_DAILY_QUOTA_EXCEEDED', { is: 'turned-back', reason: 'quota' }],
  ['TRANSIENT_FAILURE', { is: 'turned-back', reason: 'transient' }],
  ['ACCOUNT_SENDING_PAUSED', { is: 'turned-back', reason: 'sending-paused' }],
  ['CONFIGURATION_SET_SENDING_PAUSED', { is: 'turned-back', reason: 'sending-paused' }],
  ['ACCOUNT_SUSPENDED', { is: 'turned-back', reason: 'suspended' }],
  ['MAIL_FROM_DOMAIN_NOT_VERIFIED', { is: 'turned-back', reason: 'sender-not-verified' }],
  ['CONFIGURATION_SET_NOT_FOUND', { is: 'turned-back', reason: 'configuration-set-missing' }],
  ['INVALID_SENDING_POOL_NAME', { is: 'turned-back', reason: 'sending-pool-missing' }],
  ['MESSAGE_REJECTED', { is: 'rejected', reason: 'message_rejected' }],
  ['INVALID_PARAMETER', { is: 'rejected', reason: 'invalid_parameter' }],
  ['FAILED', { is: 'rejected', reason: 'failed' }],
  ['TEMPLATE_NOT_FOUND', { is: 'rejected', reason: 'template_not_found' }],
  ['SOMETHING_NEW', { is: 'unknown' }],
])('%s of one email is read as what it is', async (Status, outcome) => {
  server.answers((_, response) =>
    json(response, 200, { BulkEmailEntryResults: [{ Status: 'SUCCESS' }, { Status }] }),
  )
  expect(await mailer.sendBulk(email)).toEqual({ is: 'answered', entries: [{ is: 'accepted' }, outcome] })
})

it.each([
  [
    'all of it',
    {
      SendQuota: { MaxSendRate: 14, Max24HourSend: 50_000, SentLast24Hours: 12 },
      SendingEnabled: true,
      EnforcementStatus: 'HEALTHY',
    },
    { ratePerSecond: 14, per24Hours: 50_000, sentLast24Hours: 12, enabled: true, status: 'HEALTHY' },
  ],
  ['no quota', { SendQuota: { Max24HourSend: -1 } }, { per24Hours: Number.POSITIVE_INFINITY }],
  ['that it may not send', { SendingEnabled: false }, { enabled: false }],
  ['nothing', {}, { ratePerSecond: 1, per24Hours: 200, sentLast24Hours: 0, enabled: true }],
])('what SES allows the account is read where it says %s', async (_, says, allowed) => {
  server.answers((_request, response) => json(response, 200, says))
  expect(await mailer.account()).toMatchObject(allowed)
})

it('each call has a connection of its own, as one that is kept may be dead by the next', async () => {
  const connections = new Set<unknown>()
  server.answers((request, response) => {
    connections.add(request.socket)
    json(response, 200, { BulkEmailEntryResults: [{ Status: 'SUCCESS' }, { Status: 'SUCCESS' }] })
  })
  await mailer.sendBulk(email)
  await mailer.sendBulk(email)
  expect(connections.size).toBe(2)
})

it.each(['EAI_AGAIN', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'])(
  'what never had a connection (%s) has taken nothing',
  async code => {
    const syscall = code.startsWith('EAI') || code === 'ENOTFOUND' ? 'getaddrinfo' : 'connect'
    const failure = Object.assign(new Error(`${syscall} ${code}`), { code, syscall })
    const requestHandler = { handle: () => Promise.reject(failure) }
    const client = new SESv2Client({ maxAttempts: 1, requestHandler })
    expect(await sesMailer(client, 'emails').sendBulk(email)).toEqual(turnedBack('unreachable'))
  },
)

it('nobody who is not there to answer has taken anything', async () => {
  await server.close()
  expect(await mailer.sendBulk(email)).toEqual({ is: 'turned-back', reason: 'unreachable' })
})
