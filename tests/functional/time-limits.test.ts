import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { secretsWhenNeeded } from '../../shared/adapters/secrets-when-needed.ts'
import { deliverDueDeps } from '../../shared/composition/deliver-due.ts'
import { publishEventsDeps } from '../../shared/composition/publish-events.ts'
import { startJourneyDeps } from '../../shared/composition/start-journey.ts'
import { minute } from '../../shared/domain/duration.ts'
import { awsServer } from '../support/aws-server.ts'

const log = { info() {}, warn() {}, error() {} }
const secret = JSON.stringify({ SecretString: JSON.stringify({ current: '1', 1: 'for-the-test-only-1' }) })
/** What a page has, in milliseconds. */
const pageLimit = 15_000
/** What publish-events has, in milliseconds, until Lambda ends it. */
const publishLimit = 30_000
const step = 100

/** In the place of AWS. It takes every request, and from some moment on answers none. */
let server: Awaited<ReturnType<typeof awsServer>>

beforeEach(async () => {
  server = await awsServer()
  server.answers((_, response) => response.end(secret))
})
afterEach(async () => {
  vi.useRealTimers()
  await server.close()
})

/** From now on nobody answers, and time passes only as the test says: requests still travel. */
function fallSilent(): void {
  server.answers(() => {})
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
}

/** Lets time pass, in small steps, until it is over. @returns the milliseconds that it took, and how it ended. */
async function timeUntilOver(work: Promise<unknown>): Promise<{ took: number; end: unknown }> {
  let end: unknown
  work.then(
    value => {
      end = value
    },
    error => {
      end = error
    },
  )
  let took = 0
  while (end === undefined && took < minute) {
    // Whatever does not wait for time (modules to load, requests to arrive) goes first.
    for (let turn = 0; turn < 50 && end === undefined; turn += 1) await setImmediate()
    if (end !== undefined || vi.getTimerCount() === 0) continue
    await vi.advanceTimersByTimeAsync(step)
    took += step
  }
  return { took, end }
}

it('SES has twenty seconds for a call, which is then unknown and not made again', async () => {
  const env = {
    TABLE_NAME: 'table',
    LINK_KEYS_SECRET: 'links',
    PUBLIC_URL: 'https://learn.example.org',
    CONFIGURATION_SET: 'emails',
    DELIVERY_FUNCTION: 'deliver-due',
    DELIVERY_WORKERS: 1,
  }
  const { mailer } = await deliverDueDeps(env, log)()
  fallSilent()
  const email = {
    from: 'Sample <hello@example.org>',
    template: { subject: 's', html: '<p>h</p>', text: 't' },
    tags: {},
    entries: [{ to: 'a@example.org', data: {}, headers: [], tags: {} }],
  }
  const { took, end } = await timeUntilOver(mailer.sendBulk(email))
  expect(end).toEqual({ is: 'unknown', reason: 'TimeoutError' })
  expect(took).toBe(20_000)
  expect(server.requests).toHaveLength(1)
})

it('DynamoDB has four seconds for a request, which is made three times in the time of a page', async () => {
  const { learners } = startJourneyDeps({ TABLE_NAME: 'table' }, log)
  fallSilent()
  const { took, end } = await timeUntilOver(learners.find('a'.repeat(24)))
  expect(end).toMatchObject({ name: 'TimeoutError' })
  expect(server.requests).toHaveLength(3)
  expect(took).toBeGreaterThanOrEqual(3 * 4000)
  expect(took).toBeLessThan(pageLimit)
})

it('Secrets Manager has three seconds for a request, which is made twice', async () => {
  fallSilent()
  const { took, end } = await timeUntilOver(secretsWhenNeeded(() => 0, log)('key'))
  expect(end).toMatchObject({ name: 'TimeoutError' })
  expect(server.requests).toHaveLength(2)
  expect(took).toBeGreaterThanOrEqual(2 * 3000)
  expect(took).toBeLessThan(2 * 3000 + 1000)
})

it('a bus that does not answer is given up before Lambda ends publish-events', async () => {
  const env = { TABLE_NAME: 'table', BUS_NAME: 'bus', DEAD_LETTER_QUEUE_URL: `${server.url}/queue` }
  const { bus, deadLetterSink } = publishEventsDeps(env, log)
  fallSilent()
  const detail = {
    version: 1,
    id: '1',
    at: '2026-11-23T09:00:00Z',
    learnerId: 'a',
    epoch: 'b',
    dueNow: false,
  } as const
  const event = { type: 'SignUpConfirmed', detail } as const
  const calls = [
    () => bus.put([event]),
    () => deadLetterSink.deadLetter({ shard: 'shard', record: {}, reason: 'unreadable' }),
  ]
  for (const call of calls) {
    const { took, end } = await timeUntilOver(call())
    expect(end).toMatchObject({ name: 'TimeoutError' })
    expect(took).toBeLessThan(publishLimit)
  }
})
