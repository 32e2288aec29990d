import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { learnerPagesEnv } from '../../shared/contracts/functions/learner-pages.ts'
import { publishEventsEnv } from '../../shared/contracts/functions/publish-events.ts'
import { minute } from '../../shared/domain/duration.ts'
import { openPublishing } from '../../tools/journeys/open-publishing.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { connect } from '../../tools/operator/aws/connect.ts'
import { patienceSeconds } from '../../tools/operator/aws/patience.ts'
import { operate } from '../../tools/operator/operate.ts'
import { awsServer } from '../support/aws-server.ts'
import type { Answerer } from '../support/http-server.ts'
import { FakeTerminal } from '../support/operator-context.ts'

/** As long as an answer is waited for that never comes, and that comes from a server under load. */
const [inVain, inTime] = [0.05, 1]

/** In the place of AWS, and of the system on this machine. */
let server: Awaited<ReturnType<typeof awsServer>>
let port: string
beforeEach(async () => {
  server = await awsServer()
  port = new URL(server.url).port
  vi.stubEnv('AWS_PORT', port)
})
afterEach(() => server.close())

const silent: Answerer = () => {}
const isClock = (url = '') => url === '/_local/api/clock'

/** Says where everything is, and is asked for more in vain, but for what `first` answers. */
const silentAfter =
  (first: Answerer): Answerer =>
  (request, response, body) => {
    const Variables = Object.fromEntries(
      [...learnerPagesEnv.settings, ...publishEventsEnv.settings].map(name => [
        name,
        name.endsWith('URL') ? server.url : 'x',
      ]),
    )
    if (request.url?.includes('/configuration')) response.end(JSON.stringify({ Environment: { Variables } }))
    else first(request, response, body)
  }

const clockAnswers: Answerer = ({ url }, response) => {
  if (isClock(url)) response.end(JSON.stringify({ now: '2026-11-23T09:00:00Z' }))
}

const clockBreaksOff: Answerer = ({ url }, response) => {
  if (isClock(url)) response.write('{"now":')
}

async function operator(seconds: number, ...args: string[]) {
  const io = new FakeTerminal()
  const code = await operate(args, {
    io,
    connect: (place, says) => connect(place, says, seconds),
    env: { AWS_PORT: port },
  })
  return { code, err: io.stderr, out: io.stdout }
}

async function author(seconds: number, ...args: string[]) {
  const io = new FakeTerminal()
  const code = await runJourneys(args, {
    io,
    connect: (options, says) => openPublishing(options, says, seconds),
  })
  return { code, err: io.stderr, out: io.stdout }
}

const unreachable =
  /^AWS cannot be reached \(ETIMEDOUT\)\. .* with --local, whether npm start still runs\.\n$/
const silence = (path: string) =>
  new RegExp(
    `^What runs at http://(?:127\\.0\\.0\\.1|localhost):${port}${path} does not answer in time\\. [^\n]+\n$`,
  )

describe('whoever waits for an answer that never comes is told', () => {
  it('that AWS cannot be reached, within a minute and three tries', async () => {
    server.answers(silent)
    const { code, err, out } = await operator(inVain, 'status', '--stage', 'prod')
    expect([code, out]).toEqual([3, ''])
    expect(err).toMatch(unreachable)
    expect(3 * patienceSeconds).toBeLessThanOrEqual(60)
  })

  it('as an author, too', async () => {
    server.answers(silent)
    const cancel = ['cancel', 'sample', '--table', 'a-table', '--yes', '--reason', 'a test']
    const { code, err } = await author(inVain, ...cancel)
    expect([code, err]).toEqual([1, expect.stringMatching(unreachable)])
    expect(server.requests.length).toBeLessThanOrEqual(3)
  })

  it.each<[string, () => Answerer, path: string, seconds: number]>([
    ['at the first call', () => silent, '', inVain],
    ['by its clock', () => silentAfter(silent), '/_local/api/clock', inTime],
    ['by its clock, which breaks off', () => silentAfter(clockBreaksOff), '/_local/api/clock', inTime],
  ])('that the system on this machine does not answer: %s', async (_, answers, path, seconds) => {
    server.answers(answers())
    const here = await operator(seconds, 'status', '--local')
    expect([here.code, here.out]).toEqual([2, ''])
    expect(here.err).toMatch(silence(path))
    const authors = await author(seconds, 'cancel', 'sample', '--local', '--yes')
    expect([authors.code, authors.out]).toEqual([1, ''])
    expect(authors.err).toMatch(silence(path))
  })

  it('that it does not answer any more, after its clock has', async () => {
    server.answers(silentAfter(clockAnswers))
    const { code, err } = await operator(inTime, 'hold', 'delivery', '--local', '--yes', '--reason', 'a test')
    expect([code, err]).toEqual([3, expect.stringMatching(unreachable)])
    const authors = await author(inTime, 'cancel', 'sample', '--local', '--yes')
    expect([authors.code, authors.err]).toEqual([1, expect.stringMatching(unreachable)])
  })

  it('while they wait by its clock, which is asked again and again', async () => {
    server.answers(silentAfter(clockAnswers))
    const { clock } = await connect({ is: 'local', stage: 'local', endpoint: server.url }, () => {}, inTime)
    server.answers(silent)
    await expect(clock.until(clock.now() + minute)).rejects.toThrow('does not answer in time')
  })
})
