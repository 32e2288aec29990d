import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Fixture, startFixture } from './fixture/running.ts'

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture()
})
afterEach(() => ask('DELETE'))
afterAll(() => fixture.close())

async function ask(method: string, wish?: unknown) {
  const body = wish === undefined ? null : JSON.stringify(wish)
  const answer = await fetch(`${fixture.local.website}/_local/api/faults`, { method, body })
  return { status: answer.status, said: (await answer.json()) as unknown }
}

/** Somebody who is to be emailed at once: `deliver` reads who is due (1), sends (2) and deletes the row (3). */
async function signUp(email: string): Promise<void> {
  await fixture.signUp({ email, events: 'DueNow' })
  await fixture.get('/_local/api/idle')
}

const sentTo = async (email: string) => (await fixture.emails(email)).length
const failures = () =>
  fixture.local.log
    .lines('fixture-deliver')
    .filter(({ line }) => line.includes('failed:'))
    .map(({ line }) => line.split('failed: ')[1])
const aMinute = () => fixture.jump({ advance: 'PT1M' })

test('a function that fails does nothing until it is mended, and what it missed is tried again', async () => {
  expect(await ask('POST', { function: 'deliver', fault: 'fail' })).toEqual({
    status: 200,
    said: [{ function: 'fixture-deliver', fault: 'fail' }],
  })
  await signUp('fail@example.org')
  expect(await sentTo('fail@example.org')).toBe(0)
  expect(failures().at(-1)).toBe('Broken on purpose at /_local/faults')
  expect((await ask('DELETE')).said).toEqual([])
  await aMinute()
  expect(await sentTo('fail@example.org')).toBe(1)
})

test('a crash before a call leaves it undone; one after it leaves it done', async () => {
  await ask('POST', { function: 'fixture-deliver', fault: 'crash-before-call', call: 2 })
  await signUp('before@example.org')
  expect(await sentTo('before@example.org')).toBe(0)
  expect(failures().at(-1)).toBe('Runtime exited with exit code 1')

  await ask('POST', { function: 'fixture-deliver', fault: 'crash-after-call', call: 2 })
  expect((await ask('GET')).said).toEqual([
    { function: 'fixture-deliver', fault: 'crash-after-call', call: 2 },
  ])
  await aMinute()
  const sent = await sentTo('before@example.org')
  expect(sent).toBeGreaterThanOrEqual(1)
  await ask('DELETE')
  await aMinute()
  // Its row was still there: this tiny system keeps no promises.
  expect(await sentTo('before@example.org')).toBeGreaterThan(sent)
})

test('a fault at a call that an invocation never makes does not strike', async () => {
  await ask('POST', { function: 'deliver', fault: 'crash-before-call', call: 9 })
  await signUp('ninth@example.org')
  expect(await sentTo('ninth@example.org')).toBe(1)
})

test('a timeout is over at once, at any point, for whoever waits too', async () => {
  const begun = performance.now()
  for (const call of [undefined, 1]) {
    await ask('POST', { function: 'pages', fault: 'timeout', call })
    const answer = await fixture.signUp({ email: 'late@example.org', events: 'DueNow' })
    expect(answer.status).toBe(500)
  }
  expect(fixture.local.log.lines('fixture-pages').map(({ line }) => line)).toContainEqual(
    expect.stringContaining('Task timed out after 10.00 seconds'),
  )
  // The function may take ten seconds.
  expect(performance.now() - begun).toBeLessThan(9000)
  await ask('DELETE')
  await signUp('late@example.org')
  expect(await sentTo('late@example.org')).toBe(1)
})

test.each([
  ['nothing', undefined, /Send \{"function"/],
  ['an unknown function', { function: 'nowhere', fault: 'fail' }, /fixture-deliver/],
  ['an unknown fault', { function: 'deliver', fault: 'explode' }, /crash-before-call/],
  ['a call that is none', { function: 'deliver', fault: 'fail', call: 0 }, /call/],
  ['a field that is none', { function: 'deliver', fault: 'fail', times: 3 }, /times/],
])('%s is refused, and breaks nothing', async (_, wish, message) => {
  const { status, said } = await ask('POST', wish)
  expect(status).toBe(400)
  expect((said as { error: string }).error).toMatch(message)
  expect((await ask('GET')).said).toEqual([])
})
