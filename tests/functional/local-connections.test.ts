import { once } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { learnerPagesEnv } from '../../shared/contracts/functions/learner-pages.ts'
import { publishEventsEnv } from '../../shared/contracts/functions/publish-events.ts'
import { connect } from '../../tools/operator/aws/connect.ts'
import { httpServer } from '../support/http-server.ts'

/** In the place of the system on this machine. */
let server: Awaited<ReturnType<typeof httpServer>>
beforeEach(async () => {
  server = await httpServer()
})
afterEach(() => server.close())

it('whoever looks at the system on this machine again and again keeps no connection open', async () => {
  const Variables = Object.fromEntries(
    [...learnerPagesEnv.settings, ...publishEventsEnv.settings].map(name => [
      name,
      name.endsWith('URL') ? server.url : 'x',
    ]),
  )
  const closed = new Map<unknown, Promise<unknown>>()
  server.answers(({ url, socket }, response) => {
    if (url === '/_local/api/clock') return response.end(JSON.stringify({ now: '2026-11-23T09:00:00Z' }))
    if (!closed.has(socket)) closed.set(socket, once(socket, 'close'))
    return response.end(JSON.stringify({ Environment: { Variables }, Items: [] }))
  })
  const { holds, deadLetters } = await connect(
    { is: 'local', stage: 'local', endpoint: server.url },
    () => {},
  )
  await holds.all()
  await deadLetters.take('deliver-due', 1).catch(() => {})
  expect(closed.size).toBeGreaterThan(3)
  await Promise.all(closed.values())
})
