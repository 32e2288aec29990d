import {
  CancelReplayCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  EventBridgeClient,
  ListReplaysCommand,
  PutEventsCommand,
  StartReplayCommand,
  type StartReplayCommandInput,
} from '@aws-sdk/client-eventbridge'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { type Fixture, startFixture } from './fixture/running.ts'

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(() => fixture.close())

const eventBridge = () =>
  new EventBridgeClient({
    endpoint: fixture.local.aws,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // By itself the SDK takes a limit for a reason to try again.
    maxAttempts: 1,
  })

const events = 'arn:aws:events:eu-west-2:000000000000'
const archive = `${events}:archive/fixture-archive`
const bus = `${events}:event-bus/fixture-bus`
const ruleArn = (name: string) => `${events}:rule/fixture-bus/${name}`

type Seen = {
  id: string
  time: string
  'detail-type': string
  'replay-name'?: string
  rules: string[]
  detail: { n: number }
}

/** Puts numbered events of a type on the bus, at the present moment. */
async function put(type: string, numbers: number[], source = 'fixture'): Promise<void> {
  for (let at = 0; at < numbers.length; at += 10) {
    const Entries = numbers.slice(at, at + 10).map(n => ({
      Source: source,
      DetailType: type,
      Detail: JSON.stringify({ n, dueNow: true }),
      EventBusName: 'fixture-bus',
    }))
    await eventBridge().send(new PutEventsCommand({ Entries }))
  }
}

const pass = (advance: string) => fixture.jump({ advance })
const now = () => fixture.local.clock.now()

async function start(
  name: string,
  window: { from: number; until: number; rules?: string[] },
  change: Partial<StartReplayCommandInput> = {},
) {
  return eventBridge().send(
    new StartReplayCommand({
      ReplayName: name,
      EventSourceArn: archive,
      EventStartTime: new Date(window.from),
      EventEndTime: new Date(window.until),
      Destination: { Arn: bus, ...(window.rules && { FilterArns: window.rules }) },
      ...change,
    }),
  )
}

const describe = (ReplayName: string) => eventBridge().send(new DescribeReplayCommand({ ReplayName }))

async function seen(replay?: string): Promise<Seen[]> {
  await fixture.get('/_local/api/idle')
  const all = (await fixture.get('/_local/api/events')) as Seen[]
  return all.filter(event => event['replay-name'] === replay && 'n' in event.detail)
}

const numbersOf = (some: Seen[]) => some.map(({ detail }) => detail.n).sort((a, b) => a - b)
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

test('a replay delivers a window again: new ids, the same times, to the rules named, and is not archived', async () => {
  const from = now()
  await put('Told', [1, 2])
  await put('Told', [3], 'somebody-else')
  await pass('PT5M')
  const middle = now() - minute
  await put('Told', [4])
  await pass('PT20M')

  const started = await start('first', {
    from: from - 1000,
    until: middle,
    rules: [ruleArn('service-DueNow')],
  })
  expect(started).toMatchObject({ ReplayArn: `${events}:replay/first`, State: 'STARTING' })
  const again = await seen('first')
  expect(numbersOf(again)).toEqual([1, 2])
  const originals = await seen()
  for (const { id, time, detail, rules } of again) {
    const original = originals.find(one => one.detail.n === detail.n)
    expect(time).toBe(original?.time)
    expect(id).not.toBe(original?.id)
    expect(rules).toEqual(['service-DueNow'])
  }
  expect(await describe('first')).toMatchObject({
    State: 'COMPLETED',
    EventSourceArn: archive,
    Destination: { Arn: bus, FilterArns: [ruleArn('service-DueNow')] },
    EventLastReplayedTime: new Date(again[0]?.time ?? ''),
    ReplayEndTime: expect.any(Date),
  })
  await pass('PT20M')
  const { EventCount } = await eventBridge().send(
    new DescribeArchiveCommand({ ArchiveName: 'fixture-archive' }),
  )
  expect(EventCount).toBe(3)
})

test('rules that a replay does not name, or whose pattern does not match, get nothing', async () => {
  const from = now()
  await put('Told', [10])
  await put('Break', [11])
  await pass('PT20M')
  await start('only-break', { from: from - 1000, until: now(), rules: [ruleArn('service-Break')] })
  await start('every-rule', { from: from - 1000, until: now() })
  const rulesOf = (some: Seen[]) => Object.fromEntries(some.map(({ detail, rules }) => [detail.n, rules]))
  expect(rulesOf(await seen('only-break'))).toEqual({ 10: [], 11: ['service-Break'] })
  expect(rulesOf(await seen('every-rule'))).toEqual({
    10: ['service-DueNow'],
    11: ['service-DueNow', 'service-Break'],
  })
})

test('the archive gets events ten minutes late, and a replay before that misses them', async () => {
  const from = now() - 1000
  await put('Late', [20])
  await pass('PT9M')
  await start('too-early', { from, until: now() })
  expect(await seen('too-early')).toEqual([])
  await pass('PT2M')
  await start('in-time', { from, until: now() })
  expect(numbersOf(await seen('in-time'))).toEqual([20])
})

test('a replay goes by minutes, in no order within one, and can be cancelled half-way', async () => {
  const from = now() - 1000
  await put('Many', upTo(300))
  await pass('PT3M')
  await put('Many', upTo(600).slice(300))
  await pass('PT20M')
  const until = now()

  await start('whole', { from, until })
  const order = (await seen('whole')).map(({ detail }) => detail.n)
  expect(order.slice(0, 300)).not.toEqual(upTo(300))
  expect(order.slice(0, 300).toSorted((a, b) => a - b)).toEqual(upTo(300))
  expect(order).toHaveLength(600)

  await start('halted', { from, until })
  const cancelled = await eventBridge().send(new CancelReplayCommand({ ReplayName: 'halted' }))
  expect(cancelled.State).toBe('CANCELLING')
  expect((await seen('halted')).length).toBeLessThan(600)
  expect(await describe('halted')).toMatchObject({ State: 'CANCELLED', ReplayEndTime: expect.any(Date) })
  await expect(eventBridge().send(new CancelReplayCommand({ ReplayName: 'halted' }))).rejects.toMatchObject({
    name: 'IllegalStatusException',
  })
})

test('a replay that a stop cut off goes on, and what has ended is still known', async () => {
  const from = now() - 1000
  await put('Kept', upTo(300))
  await pass('PT20M')
  await start('cut-off', { from, until: now() })
  await fixture.restart()
  expect(new Set(numbersOf(await seen('cut-off')))).toEqual(new Set(upTo(300)))
  expect((await describe('cut-off')).State).toBe('COMPLETED')
  expect((await describe('halted')).State).toBe('CANCELLED')
  const { Replays = [], NextToken } = await eventBridge().send(
    new ListReplaysCommand({ State: 'COMPLETED', EventSourceArn: archive, Limit: 2 }),
  )
  expect(Replays.map(({ ReplayName }) => ReplayName)).toEqual(['first', 'only-break'])
  const rest = await eventBridge().send(new ListReplaysCommand({ State: 'COMPLETED', NextToken }))
  expect(rest.Replays?.map(({ ReplayName }) => ReplayName)).toContain('cut-off')
})

test.each<[string, Partial<StartReplayCommandInput>, string, RegExp]>([
  [
    'an unknown archive',
    { EventSourceArn: `${events}:archive/none` },
    'ValidationException',
    /EventSourceArn/,
  ],
  [
    'another bus',
    { Destination: { Arn: `${events}:event-bus/default` } },
    'ValidationException',
    /Cross event bus/,
  ],
  [
    "another bus's rule",
    { Destination: { Arn: bus, FilterArns: [`${events}:rule/service-Tick`] } },
    'ValidationException',
    /FilterArns/,
  ],
  ['an inverted window', { EventEndTime: new Date(0) }, 'ValidationException', /before EventEndTime/],
  [
    'a window in the future',
    { EventStartTime: new Date('2990-01-01'), EventEndTime: new Date('2991-01-01') },
    'ValidationException',
    /future/,
  ],
  ['a name that is taken', { ReplayName: 'first' }, 'ResourceAlreadyExistsException', /already exists/],
  ['a name that is none', { ReplayName: 'no spaces' }, 'ValidationException', /ReplayName/],
])('%s is refused, and nothing is delivered', async (_, change, name, message) => {
  const before = (await seen()).length
  const wrong = start('wrong', { from: now() - hour, until: now() }, change)
  await expect(wrong).rejects.toMatchObject({ name, message: expect.stringMatching(message) })
  expect((await seen()).length).toBe(before)
})

test('ten replays may run at once, and a replay that nobody started does not exist', async () => {
  const window = { from: now() - day, until: now(), rules: [ruleArn('service-Hang')] }
  const all = await Promise.allSettled(upTo(12).map(n => start(`at-once-${n}`, window)))
  const refused = all.filter(({ status }) => status === 'rejected')
  expect(refused).toMatchObject([
    { reason: { name: 'LimitExceededException' } },
    { reason: { name: 'LimitExceededException' } },
  ])
  await expect(describe('never')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})
