import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { learnerPagesEnv } from '../../shared/contracts/functions/learner-pages.ts'
import { publishEventsEnv } from '../../shared/contracts/functions/publish-events.ts'
import { hour, minute, second } from '../../shared/domain/duration.ts'
import { openPublishing } from '../../tools/journeys/open-publishing.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { awsClock } from '../../tools/operator/aws/clock.ts'
import { connect } from '../../tools/operator/aws/connect.ts'
import { awsServer } from '../support/aws-server.ts'
import { FakeTerminal } from '../support/operator-context.ts'

/** By AWS's clock; no machine's own is there yet. */
const now = Date.parse('2090-01-02T08:00:00Z')
const asDate = (at: number) => new Date(at).toUTCString()

/** AWS, as far as its time goes, and a machine beside it. */
function machine(ahead: number) {
  const own = { now: () => now + ahead, until: async () => {} }
  let answers = (_at: number) => {}
  const answered = new Promise<number>(resolve => {
    answers = resolve
  })
  const requestHandler = { handle: async () => ({ response: { headers: { date: asDate(await answered) } } }) }
  const aws = awsClock(own)
  const client = aws.listensTo({ config: { requestHandler } })
  const said: string[] = []
  return {
    own,
    ask: () => client.config.requestHandler.handle(),
    answers: (at: number) => answers(at),
    off: () => aws.clock.now() - now,
    said: () => {
      aws.tell(words => said.push(words))
      return said
    },
  }
}

describe('the clock of an operator', () => {
  it.each([
    [0, 0, []],
    // AWS says whole seconds, so that this machine may be right.
    [999, 999, []],
    [3 * second, 999, []],
    [-7 * minute, 0, ['The clock of this machine is 7 minutes slow. What you do here goes by AWS’s time.']],
    [hour, 999, ['The clock of this machine is 60 minutes fast. What you do here goes by AWS’s time.']],
  ])('is ahead by %i ms: it is put right by AWS’s answer, and somebody is told', async (ahead, off, said) => {
    const it = machine(ahead)
    const both = [it.ask(), it.ask()]
    it.answers(now)
    await Promise.all(both)
    expect([it.off(), it.said()]).toEqual([off, said])
  })

  it('is right again once the machine’s own has been put right', async () => {
    const it = machine(-hour)
    it.answers(now)
    await it.ask()
    it.own.now = () => now
    expect(it.off()).toBe(hour)
    await it.ask()
    expect(it.off()).toBe(999)
  })

  it('is the machine’s own where an answer says no time', async () => {
    const it = machine(-hour)
    it.answers(Number.NaN)
    await it.ask()
    expect(it.off()).toBe(-hour)
  })
})

describe('on a machine whose clock is decades slow', () => {
  let server: Awaited<ReturnType<typeof awsServer>>
  beforeEach(async () => {
    server = await awsServer()
  })
  afterEach(() => server.close())
  const slow = /^The clock of this machine is [\d,]+ days slow\. What you do here goes by AWS’s time\.\n?/

  /** A version waits in the catalogue. */
  const waitsFor = (from: number) => {
    const row = { pk: 'journeys', sk: 'sample', latest: 2, current: 1, publishedAt: 1, next: 2, from }
    const Item = Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === 'number' ? { N: String(value) } : { S: value },
      ]),
    )
    server.answers((_, response) =>
      response.setHeader('date', asDate(now)).end(JSON.stringify({ Item, Items: [Item] })),
    )
  }
  const cancels = async () => {
    const io = new FakeTerminal()
    const args = ['cancel', 'sample', '--table', 'a-table', '--yes', '--reason', 'a test']
    return { code: await runJourneys(args, { io, connect: openPublishing }), io }
  }

  it('a version whose time has come in AWS is not taken back', async () => {
    waitsFor(now - minute)
    const { code, io } = await cancels()
    expect(code).toBe(1)
    expect(io.stdout).toMatch(slow)
    expect(io.stderr).toContain('No version of sample waits for its time')
    expect(server.requests.filter(body => body.includes('"Item"'))).toEqual([])
  })

  it('an operator works by AWS’s time, and is told', async () => {
    const said: string[] = []
    const Variables = Object.fromEntries(
      [...learnerPagesEnv.settings, ...publishEventsEnv.settings].map(name => [
        name,
        name.endsWith('URL') ? 'https://example.org' : 'x',
      ]),
    )
    server.answers((_, response) =>
      response.setHeader('date', asDate(now)).end(JSON.stringify({ Environment: { Variables } })),
    )
    const place = { is: 'stage', stage: 'prod', region: 'eu-west-2' } as const
    const { clock } = await connect(place, words => said.push(words))
    expect(clock.now()).toBeGreaterThanOrEqual(now)
    expect(clock.now()).toBeLessThan(now + hour)
    expect(said).toEqual([expect.stringMatching(slow)])
  })
})
