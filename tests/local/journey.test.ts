import { afterAll, beforeAll, expect, test } from 'vitest'
import { day, hour } from '../../shared/domain/duration.ts'
import { localClock } from '../../tools/operator/aws/clock.ts'
import { type Fixture, startFixture } from './fixture/running.ts'

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(() => fixture.close())

test('a press goes over table, stream, bus and function into the inbox', async () => {
  const answer = await fixture.signUp({ email: 'ann@example.org', events: 'DueNow' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/thanks'])
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  await fixture.get('/_local/api/idle')
  expect(await fixture.emails('Ann@Example.org')).toMatchObject([
    {
      to: 'ann@example.org',
      from: 'Fixture <hello@fixture.example>',
      subject: 'Hello Ann',
      html: '<p>Ann</p>',
      text: 'Dear Ann',
      headers: [{ name: 'List-Unsubscribe', value: '<https://fixture.example/u>' }],
      tags: { kind: 'hello', 'email-id': 'e1' },
    },
  ])
})

test('a function gets the request as an HTTP API hands it on', async () => {
  const headers = { cookie: 'x=1; y=2' }
  const answer = await fetch(`${fixture.local.website}/echo/Ann%20B?a=1&a=2`, { headers })
  expect(await answer.json()).toMatchObject({
    routeKey: 'GET /echo/{name}',
    rawPath: '/echo/Ann B',
    rawQueryString: 'a=1&a=2',
    cookies: ['x=1', 'y=2'],
    queryStringParameters: { a: '1,2' },
    pathParameters: { name: 'Ann B' },
    isBase64Encoded: false,
  })
})

test('what no route is for gets the answer of an HTTP API', async () => {
  for (const [method, path] of [
    ['GET', '/nowhere'],
    ['DELETE', '/sign-up'],
    ['HEAD', '/echo/x'],
  ] as const) {
    const answer = await fetch(`${fixture.local.website}${path}`, { method })
    expect([answer.status, await answer.text()]).toEqual([
      404,
      method === 'HEAD' ? '' : '{"message":"Not Found"}',
    ])
  }
})

test('a jump in time sends what falls due on the way, each at its minute', async () => {
  const start = fixture.local.clock.now()
  for (const [email, after] of [
    ['bea', 2 * day],
    ['cem', 20 * day],
    ['dot', 40 * day],
  ] as const)
    await fixture.signUp({ email: `${email}@example.org`, after: String(after) })
  const answer = await fixture.jump({ advance: 'P30D' })
  expect(answer.status).toBe(200)
  const [bea] = await fixture.emails('bea@example.org')
  const [cem] = await fixture.emails('cem@example.org')
  expect(await fixture.emails('dot@example.org')).toEqual([])
  for (const [email, after] of [
    [bea, 2 * day],
    [cem, 20 * day],
  ] as const) {
    const late = Date.parse(email?.sentAt ?? '') - start - after
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThan(90_000)
  }
  expect(Date.parse(((await answer.json()) as { now: string }).now) - start).toBeGreaterThanOrEqual(30 * day)
})

test('"next-due" goes to the next email and no further', async () => {
  const before = fixture.local.clock.now()
  await fixture.jump({ to: 'next-due' })
  const [dot] = await fixture.emails('dot@example.org')
  expect(dot).toBeDefined()
  expect(fixture.local.clock.now() - before).toBeLessThan(11 * day)
})

test('workers see the shifted clock', async () => {
  const echo = (await fixture.get('/echo/now')) as { now: string }
  expect(Math.abs(Date.parse(echo.now) - fixture.local.clock.now())).toBeLessThan(5000)
})

test("an operator's command that waits by the clock goes on when the clock is moved", async () => {
  const clock = await localClock(fixture.local.website, 20)
  const inAnHour = clock.now() + hour
  const waiting = clock.until(inAnHour)
  await fixture.jump({ advance: 'PT1H' })
  await waiting
  expect(clock.now()).toBeGreaterThanOrEqual(inAnHour)
})

test.each([
  [{}],
  [{ advance: 'a week' }],
  [{ advance: '-P1D' }],
  [{ to: 'christmas' }],
  [{ advance: 'P1D', to: 'next-due' }],
  [{ advance: 'P9000Y' }],
  [{ advance: 'P300000Y' }],
])('the clock refuses %j and stays', async wish => {
  const before = fixture.local.clock.ahead()
  const answer = await fixture.jump(wish)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toHaveProperty('error')
  expect(fixture.local.clock.ahead()).toBe(before)
})
