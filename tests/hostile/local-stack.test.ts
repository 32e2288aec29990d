import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDatabase } from '../../tools/local/aws/dynoxide.ts'
import { startEmulators } from '../../tools/local/aws/emulators.ts'
import { Clock } from '../../tools/local/time/clock.ts'
import { type Fixture, startFixture } from '../local/fixture/running.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture()
  await fixture.signUp({ email: 'sam@example.org' })
})
afterAll(() => fixture.close())

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** A request with any `Host`, which `fetch` would not let through. */
async function ask(url: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  const asking = request(url, { method, headers })
  asking.end(body)
  const [answer] = await once(asking, 'response')
  let text = ''
  for await (const chunk of answer) text += chunk
  return { status: answer.statusCode, headers: answer.headers, text }
}

const foreign: Record<string, (own: string) => Record<string, string>> = {
  'another website, in a browser of today': () => ({
    origin: 'https://evil.example',
    'sec-fetch-site': 'cross-site',
  }),
  'another website, in an older browser': () => ({ origin: 'https://evil.example' }),
  'a page without an origin': () => ({ origin: 'null', 'sec-fetch-site': 'cross-site' }),
  'another server on this machine': () => ({
    origin: 'http://localhost:8080',
    'sec-fetch-site': 'same-site',
  }),
  'a picture or script on another website': () => ({
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'no-cors',
  }),
  'a name that was made to point here': own => ({
    host: `evil.example:${new URL(own).port}`,
    origin: `http://evil.example:${new URL(own).port}`,
    'sec-fetch-site': 'same-origin',
  }),
  'that name, for a page': own => ({ host: `evil.example:${new URL(own).port}` }),
  'a name that begins like ours': own => ({ host: `localhost.evil.example:${new URL(own).port}` }),
  'our name with another port': () => ({ host: 'localhost:1' }),
}

describe.each(Object.entries(foreign))('%s', (_who, headersFor) => {
  test.each([
    '/_local/',
    '/_local/api/emails',
    '/_local/api/emails?to=sam@example.org',
    '/_local/api/clock',
    '/_local/api/idle',
    '/_local/console/',
    '/_local/learners/sam@example.org',
  ])('cannot read %s', async path => {
    const { website } = fixture.local
    const { status, headers, text } = await ask(`${website}${path}`, { headers: headersFor(website) })
    expect(status).toBe(403)
    expect(text).not.toContain('sam@')
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test.each([
    ['POST', '/_local/api/clock', '{"advance":"P1D"}'],
    ['POST', '/_local/clock', 'jump=P1D'],
    ['POST', '/_local/api/faults', '{"function":"fixture-pages","fault":"throw"}'],
    ['DELETE', '/_local/api/faults', ''],
    ['POST', '/_local/console/hold/delivery', 'why=x'],
    ['OPTIONS', '/_local/api/clock', ''],
  ])('cannot %s %s', async (method, path, body) => {
    const { website, clock, faults } = fixture.local
    const before = { ahead: clock.ahead(), faults: faults.all() }
    const type = { 'content-type': 'text/plain' }
    const sent = { method, body, headers: { ...type, ...headersFor(website) } }
    const { status, headers } = await ask(`${website}${path}`, sent)
    expect(status).toBe(403)
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect({ ahead: clock.ahead(), faults: faults.all() }).toEqual(before)
  })

  test('cannot use the AWS endpoint', async () => {
    const { aws } = fixture.local
    const queue = `${aws}/000000000000/fixture-dead-letters`
    const form = (body: string, type = 'application/x-www-form-urlencoded') => ({
      method: 'POST',
      body,
      headers: { 'content-type': type, ...headersFor(aws) },
    })
    const asked = [
      await ask(queue, form('Action=SendMessage&Version=2012-11-05&MessageBody=x')),
      await ask(queue, form('Action=SendMessage&Version=2012-11-05&MessageBody=x', 'text/plain')),
      await ask(`${aws}/2015-03-31/functions/fixture-pages/invocations`, form('{}', 'text/plain')),
      await ask(`${aws}/v2/email/account`, { headers: headersFor(aws) }),
      await ask(aws, { method: 'OPTIONS', headers: headersFor(aws) }),
    ]
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 403))
    expect(asked.every(({ headers }) => !headers['access-control-allow-origin'])).toBe(true)
    const own = { method: 'POST', body: 'Action=ReceiveMessage&Version=2012-11-05' }
    const received = await ask(queue, {
      ...own,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(received.status).toBe(200)
    expect(received.text).not.toContain('<Body>x')
  })
})

describe('whoever may', () => {
  const own = () => new URL(fixture.local.website).port

  test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('asks for %s', async name => {
    const headers = { host: `${name}:${own()}` }
    expect((await ask(`${fixture.local.website}/_local/api/emails`, { headers })).status).toBe(200)
    const aws = { host: `${name}:${new URL(fixture.local.aws).port}` }
    expect((await ask(`${fixture.local.aws}/v2/email/account`, { headers: aws })).status).toBe(200)
  })

  test('presses a button of ours', async () => {
    const { website, clock } = fixture.local
    const before = clock.ahead()
    const headers = { origin: website, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' }
    const sent = { method: 'POST', headers, body: '{"advance":"PT1M"}' }
    expect((await ask(`${website}/_local/api/clock`, sent)).status).toBe(200)
    expect(clock.ahead()).toBeGreaterThan(before)
  })

  test('follows a link to a page of ours, and to none of what programs use', async () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    }
    expect((await ask(`${fixture.local.website}/_local/`, { headers })).status).toBe(200)
    expect((await ask(`${fixture.local.website}/_local/api/emails`, { headers })).status).toBe(403)
    const framed = { ...headers, 'sec-fetch-dest': 'iframe' }
    expect((await ask(`${fixture.local.website}/_local/`, { headers: framed })).status).toBe(403)
  })

  test('signs up from a form on another website, as with what is deployed', async () => {
    const headers = {
      origin: 'https://www.example.org',
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const sent = { method: 'POST', headers, body: 'email=jo%40example.org' }
    expect((await ask(`${fixture.local.website}/sign-up`, sent)).status).toBeLessThan(400)
  })
})

test('the emulators behind it answer no website either', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shiftworks-emulators-'))
  const emulators = await startEmulators(new Clock(0), join(folder, 'queues'))
  for (const url of [`${emulators.sqs}/health`, `${emulators.ses}/store`]) {
    expect((await ask(url)).status).toBe(200)
    for (const headersFor of Object.values(foreign)) {
      const { status, headers } = await ask(url, { headers: headersFor(url) })
      expect(status).toBe(403)
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  }
  await emulators.close()
})

test.runIf(process.platform === 'linux')(
  'the table’s emulator listens where no script finds it',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shiftworks-table-'))
    const places = new Set<string>()
    for (const name of ['one.db', 'two.db']) {
      const database = await startDatabase(join(folder, name), what => {
        throw new Error(what)
      })
      places.add(new URL(database.endpoint).hostname)
      await database.close()
    }
    expect(places.size).toBe(2)
    expect(places).not.toContain('127.0.0.1')
  },
)
