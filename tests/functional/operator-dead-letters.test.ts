import { describe, expect, it } from 'vitest'
import { startConfirmedJourney } from '../../functions/start-journey/start-confirmed-journey.ts'
import { publishEvents, publishRedriven } from '../../shared/application/publish.ts'
import { BusEvent } from '../../shared/contracts/bus.ts'
import type { FunctionName } from '../../shared/contracts/functions.ts'
import type { ShownGroup } from '../../tools/operator/dead-letters/dead-letters-in-words.ts'
import { World } from '../../tools/simulation/world.ts'
import { FakeDeadLetters } from '../support/fake-dead-letters.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const changing = ['--yes', '--reason', 'a test']
const idOf = (i: number) => i.toString(36).padStart(24, '0')

/** What Lambda keeps of an event that a function failed at. */
const failedAt = (requestPayload: unknown, errorMessage: string) => ({
  version: '1.0',
  requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
  requestPayload,
  responsePayload: { errorType: 'Error', errorMessage, trace: [] },
})

function contextWith(world = new World(monday), change = {}) {
  const deadLetters = new FakeDeadLetters(world.clock)
  const invoked: { name: FunctionName; event: unknown }[] = []
  const functions = {
    invoke: async (name: FunctionName, event: unknown) => void invoked.push({ name, event }),
  }
  const context = operatorContext(world, { deadLetters, functions, ...change })
  return { world, context, deadLetters, invoked }
}

async function groupsOf(
  context: ReturnType<typeof operatorContext>,
  ...args: string[]
): Promise<ShownGroup[]> {
  return (await context.run(['dead-letters', 'show', ...args, '--json'])).json() as ShownGroup[]
}

describe('operator dead-letters list and show', () => {
  it('shows a letter that is nested deeper than anybody could write it out, as the text that it is', async () => {
    const { context, deadLetters } = contextWith()
    const deep = `${'['.repeat(100_000)}"sam@example.org"${']'.repeat(100_000)}`
    deadLetters.add('record-completion', deep)
    const [group] = await groupsOf(context, 'record-completion')
    expect(group).toMatchObject({ way: 'none', letters: 1 })
    expect(String(group?.example)).not.toContain('sam')
    expect((await context.run(['dead-letters', 'show', 'record-completion', '--unmask'])).stdout).toContain(
      'sam@',
    )
  })

  it('groups letters by cause, whatever ids stand in the message', async () => {
    const { context, deadLetters } = contextWith()
    for (let i = 0; i < 25; i += 1)
      deadLetters.add(
        'start-journey',
        failedAt({ i }, `Somebody else changed learner ${idOf(i)} 10 times in a row.`),
      )
    deadLetters.add('start-journey', failedAt({}, 'This event cannot be read:\n  no source'))
    deadLetters.add(
      'start-journey',
      { source: 'shiftworks' },
      { ERROR_CODE: 'NO_PERMISSIONS', RULE_ARN: 'arn' },
    )
    const { code, json, stdout } = await context.run(['dead-letters', 'list', '--json'])
    expect(code).toBe(1)
    expect(stdout).not.toContain(idOf(3))
    expect(json()).toEqual([
      {
        name: 'start-journey',
        waiting: 27,
        outOfSight: 0,
        causes: [
          {
            code: expect.any(String),
            letters: 25,
            cause: 'Somebody else changed learner … … times in a row.',
          },
          { code: expect.any(String), letters: 1, cause: 'This event cannot be read:; no source' },
          {
            code: expect.any(String),
            letters: 1,
            cause:
              'EventBridge could not deliver it: its rule has no right to. Deploy again (NO_PERMISSIONS).',
          },
        ],
      },
    ])
    expect(deadLetters.visible('start-journey')).toBe(27)
  })

  it('shows a letter of each cause whole, without personal data unless it is asked for', async () => {
    const { context, deadLetters } = contextWith()
    const detail = {
      eventType: 'Bounce',
      mail: { destination: ['sam@example.org'], tags: { 'email-id': ['abc'] } },
      bounce: {
        bouncedRecipients: [{ emailAddress: 'sam@example.org', diagnosticCode: '550 <sam@example.org>' }],
      },
    }
    deadLetters.add('ses-feedback', { source: 'aws.ses', detail })
    const [masked] = await groupsOf(context, 'ses-feedback')
    expect(JSON.stringify(masked)).not.toContain('sam')
    expect(JSON.stringify(masked)).toContain('email-id')
    expect((await context.run(['dead-letters', 'show', 'ses-feedback'])).stdout).not.toContain('sam@')
    const [open] = await groupsOf(context, 'ses-feedback', '--unmask')
    expect(open?.example).toEqual({ source: 'aws.ses', detail })
  })

  const failedAs = (responsePayload: unknown, condition = 'RetriesExhausted') => ({
    requestContext: { condition },
    requestPayload: {},
    responsePayload,
  })
  const sesEvent = (detail: object) => ({ source: 'aws.ses', detail })
  const mail = (id: string) => ({ destination: ['sam@example.org'], tags: { 'email-id': [id] } })
  const ours = `${idOf(1)}_${'a'.repeat(8)}_module_0_sample_one`

  it.each<[string, FunctionName, unknown, Record<string, string>, RegExp]>([
    [
      'a function that ran out of time',
      'deliver-due',
      failedAs({
        errorType: 'Sandbox.Timedout',
        errorMessage: 'RequestId: 5-f Error: Task timed out after 60.00 seconds',
      }),
      {},
      /^The function ran out of time\./,
    ],
    [
      'a process that ended',
      'deliver-due',
      failedAs({
        errorType: 'Runtime.ExitError',
        errorMessage: 'RequestId: 5 Error: Runtime exited with error: signal: killed',
      }),
      {},
      /ended by itself/,
    ],
    ['an event that grew too old', 'start-journey', failedAs(null, 'EventAgeExceeded'), {}, /throttled/],
    [
      'a function that is switched off',
      'deliver-due',
      failedAs(null, 'ZeroReservedConcurrency'),
      {},
      /switched off: its reserved concurrency is zero/,
    ],
    [
      'a role that cannot be taken on',
      'start-journey',
      {},
      { ERROR_CODE: 'FAILED_TO_ASSUME_ROLE' },
      /may not take on the role/,
    ],
    ['no words at all', 'start-journey', failedAs(null), {}, /said no reason; its log says why/],
    [
      'an error without a message',
      'start-journey',
      failedAs({ errorType: 'TypeError', errorMessage: '' }),
      {},
      /^TypeError$/,
    ],
    [
      'a mere code',
      'start-journey',
      failedAs({ errorType: 'TimeoutError', errorMessage: 'ECONNRESET' }),
      {},
      /^TimeoutError: ECONNRESET$/,
    ],
    [
      'what a schema refused',
      'start-journey',
      failedAs({
        errorType: 'ZodError',
        errorMessage: JSON.stringify(
          [{ code: 'invalid_type', path: ['detail', 'at'], message: 'Invalid input: expected string' }],
          null,
          2,
        ),
      }),
      {},
      /^detail\.at: Invalid input: expected string$/,
    ],
    [
      'what is no JSON, without quoting it',
      'start-journey',
      failedAs({
        errorType: 'SyntaxError',
        errorMessage: `Unexpected token 'S', "Sam Smith "... is not valid JSON`,
      }),
      {},
      /^It is no JSON\.$/,
    ],
    [
      'a target that is gone',
      'start-journey',
      { source: 'shiftworks' },
      { ERROR_CODE: 'NO_RESOURCE' },
      /is not there any more/,
    ],
    [
      'a code that nobody knows yet',
      'start-journey',
      {},
      { ERROR_CODE: 'NEW_CODE', ERROR_MESSAGE: 'Said so.' },
      /NEW_CODE\. Said so\.$/,
    ],
    ['feedback that is no JSON', 'ses-feedback', 'Sam Smith', {}, /^An SES event that is no JSON\.$/],
    [
      'feedback of an unknown kind',
      'ses-feedback',
      sesEvent({ eventType: 'Sniff', mail: mail(ours) }),
      {},
      /cannot be read: .*eventType/,
    ],
    [
      'feedback without its tag',
      'ses-feedback',
      sesEvent({ eventType: 'Send', mail: { destination: [], tags: {} } }),
      {},
      /cannot be read: .*email-id/,
    ],
    [
      'feedback about an email of others',
      'ses-feedback',
      sesEvent({ eventType: 'Send', mail: mail('x') }),
      {},
      /email id that ShiftWorks did not make/,
    ],
    [
      'feedback that is as it should be',
      'ses-feedback',
      sesEvent({ eventType: 'Send', mail: mail(ours) }),
      {},
      /it can be read; its log says why/,
    ],
  ])('says in words why: %s', async (_what, name, body, attributes, cause) => {
    const { context, deadLetters } = contextWith()
    deadLetters.add(name, body, attributes)
    const [group] = await groupsOf(context, name)
    expect(group?.cause).toMatch(cause)
    expect(group?.cause).not.toMatch(/Sam|sam@/)
  })

  it('hides names in stream records too', async () => {
    const { context, deadLetters } = contextWith()
    const newImage = {
      details: { M: { firstName: { S: 'Sam' }, email: { S: 'sam@example.org' } } },
      v: { N: '3' },
    }
    deadLetters.add('publish-events', {
      shard: 's',
      record: { sequenceNumber: '1', newImage },
      reason: 'unreadable',
    })
    const [group] = await groupsOf(context, 'publish-events')
    expect(JSON.stringify(group?.example)).not.toMatch(/Sam|example\.org/)
    expect(JSON.stringify(group?.example)).toContain('"N":"3"')
  })

  it('counts letters that somebody else is looking at, and says so', async () => {
    const { context, deadLetters } = contextWith()
    deadLetters.add('record-completion', failedAt({ i: 1 }, 'mended'))
    await deadLetters.take('record-completion', 900)
    const { code, stdout } = await context.run(['dead-letters', 'list'])
    expect(code).toBe(1)
    expect(stdout).toContain('record-completion: 1 letter\n')
    expect(stdout).toContain('1 letter out of sight')
    expect((await context.run(['status'])).stdout).toContain('1 dead letter of record-completion')
  })

  it('says so when there are none', async () => {
    const { context } = contextWith()
    expect(await context.run(['dead-letters', 'list'])).toMatchObject({
      code: 0,
      stdout: 'No dead letters.\n',
    })
  })
})

describe('operator dead-letters redrive', () => {
  it('starts the function with what it failed at, some or all, evenly', async () => {
    const { world, context, deadLetters, invoked } = contextWith()
    for (let i = 0; i < 20; i += 1) deadLetters.add('record-completion', failedAt({ i }, 'mended'))
    for (let i = 0; i < 5; i += 1) deadLetters.add('record-completion', failedAt({ i }, 'not mended'))
    const code = (await groupsOf(context, 'record-completion'))[0]?.code ?? ''
    const begun = world.clock.now()
    const args = ['dead-letters', 'redrive', 'record-completion', '--cause', code, '--rate', '4', ...changing]
    const { json } = await context.run([...args, '--json'])
    expect(json()).toEqual({ name: 'record-completion', redriven: 20, left: [] })
    expect(world.clock.now() - begun).toBeGreaterThanOrEqual((19 * 1000) / 4)
    expect(invoked.map(({ event }) => event)).toEqual(Array.from({ length: 20 }, (_, i) => ({ i })))
    expect(deadLetters.visible('record-completion')).toBe(5)

    await context.run(['dead-letters', 'redrive', 'record-completion', '--most', '3', ...changing])
    expect(deadLetters.visible('record-completion')).toBe(2)
    const audit = (await context.run(['audit', '--json'])).json()
    expect(audit).toMatchObject([
      { what: 'dead-letters redrive', result: { redriven: 3 } },
      { what: 'dead-letters redrive', result: { redriven: 20 } },
    ])
  })

  it('has SQS move a queue back, and does it by itself where SQS cannot', async () => {
    const { context, deadLetters } = contextWith()
    for (let i = 0; i < 3; i += 1) deadLetters.add('ses-feedback', { i })
    await context.run(['dead-letters', 'redrive', 'ses-feedback', ...changing])
    expect(deadLetters.sentBack).toHaveLength(3)
    deadLetters.moves = false
    for (let i = 0; i < 3; i += 1) deadLetters.add('ses-feedback', { i })
    await context.run(['dead-letters', 'redrive', 'ses-feedback', ...changing])
    expect(deadLetters.sentBack).toHaveLength(6)
    expect(deadLetters.kept).toEqual([])
  })

  const batch = {
    streamArn: 'arn',
    shardId: 's',
    startSequenceNumber: '1',
    endSequenceNumber: '9',
    batchSize: 2,
  }
  const about = { DDBStreamBatchInfo: batch, requestContext: { condition: 'RetryAttemptsExhausted' } }
  const recordOf = (n: number, text = '') => ({
    dynamodb: { SequenceNumber: `${n}`, NewImage: { f: { S: text } } },
  })

  it.each([
    ['as it is', (event: unknown) => event],
    ['as text', (event: unknown) => JSON.stringify(event)],
  ])(
    'tells the records of a batch that Lambda gave up, with their shard, which it kept %s',
    async (_, kept) => {
      const { context, deadLetters, invoked } = contextWith()
      const Records = [recordOf(1), recordOf(9)]
      deadLetters.add('publish-events', { ...about, payload: kept({ Records, shardId: 's' }) })
      expect((await context.run(['dead-letters', 'redrive', 'publish-events', ...changing])).code).toBe(0)
      const event = { Records, shardId: 's', state: {}, redriven: true }
      expect(invoked).toEqual([{ name: 'publish-events', event }])
      expect(deadLetters.visible('publish-events')).toBe(0)
    },
  )

  it('tells a large batch in several events, each of which Lambda takes', async () => {
    const { context, deadLetters, invoked } = contextWith()
    const Records = Array.from({ length: 20 }, (_, i) => recordOf(i, 'x'.repeat(50_000)))
    deadLetters.add('publish-events', { ...about, payload: { Records } })
    await context.run(['dead-letters', 'redrive', 'publish-events', ...changing])
    const told = invoked.map(({ event }) => event as { Records: unknown[] })
    for (const event of told) expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(256_000)
    expect(told.flatMap(event => event.Records)).toEqual(Records)
  })

  it.each([
    [
      'whose content is gone',
      { source: 'aws.s3', detail: { bucket: { name: 'b' }, object: { key: 'k' } } },
      'over 14 days old',
    ],
    ['without its records', about, 'its records are not in it'],
    ['that is packed and damaged', { gzip: 'no gzip' }, 'no shape that ShiftWorks knows'],
  ])('a letter %s stays, and says what to do', async (_, letter, words) => {
    const { context, deadLetters } = contextWith()
    deadLetters.add('publish-events', letter)
    const { code, stdout } = await context.run(['dead-letters', 'redrive', 'publish-events', ...changing])
    expect(code).toBe(1)
    expect(stdout).toContain(words)
    expect(deadLetters.visible('publish-events')).toBe(1)
  })

  it('stops at Ctrl-C, and the rest is there', async () => {
    const { world, context, deadLetters, invoked } = contextWith()
    for (let i = 0; i < 20; i += 1) deadLetters.add('deliver-due', failedAt({ kind: 'tick' }, 'no'))
    const onInterrupt = (stop: () => void) => {
      void world.clock.until(world.clock.now() + 4500).then(stop)
      return () => {}
    }
    await context.run(['dead-letters', 'redrive', 'deliver-due', '--rate', '1', ...changing], { onInterrupt })
    expect(invoked.length).toBe(5)
    expect(deadLetters.visible('deliver-due')).toBe(15)
  })

  it('loses nothing when it breaks off', async () => {
    let calls = 0
    const invoke = async () => {
      calls += 1
      if (calls > 2) throw new Error('AWS is away')
    }
    const { context, deadLetters } = contextWith(undefined, { functions: { invoke } })
    for (let i = 0; i < 5; i += 1) deadLetters.add('start-journey', failedAt({ i }, 'no'))
    await expect(context.run(['dead-letters', 'redrive', 'start-journey', ...changing])).rejects.toThrow(
      'AWS is away',
    )
    expect(deadLetters.visible('start-journey')).toBe(3)
  })

  it.each([
    [
      ['redrive', 'start-journey', '--cause', 'abcdef', ...changing],
      /^No dead letter of start-journey has the cause/,
    ],
    [['redrive', 'start-journey', ...changing], /^There are no dead letters of start-journey/],
    [['redrive', 'nowhere', ...changing], /Allowed choices are/],
    [['redrive', 'start-journey', '--rate', '0', ...changing], /whole number/],
    [['discard', 'start-journey', '--yes'], /^Say why/],
  ])('%s: one clear line, and nothing is changed', async (args, message) => {
    const { context } = contextWith()
    const { code, stderr } = await context.run(['dead-letters', ...args])
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })
})

describe('operator dead-letters discard', () => {
  it('throws away what was named, with a reason, and nothing else', async () => {
    const { context, deadLetters } = contextWith()
    for (let i = 0; i < 12; i += 1) deadLetters.add('deliver-due', failedAt({ kind: 'tick' }, 'old'))
    deadLetters.add('deliver-due', failedAt({ kind: 'tick' }, 'new'))
    const code = (await groupsOf(context, 'deliver-due'))[0]?.code ?? ''
    const discarded = await context.run([
      'dead-letters',
      'discard',
      'deliver-due',
      '--cause',
      code,
      ...changing,
    ])
    expect(discarded.stdout).toBe('12 letters of deliver-due thrown away.\n')
    expect(deadLetters.visible('deliver-due')).toBe(1)
    const [entry] = (await context.run(['audit', '--json'])).json() as { about: object }[]
    expect(entry).toMatchObject({ about: { queue: 'deliver-due', letters: 12, causes: code } })
  })
})

describe('after a fault, the redriven letters', () => {
  it('bring everybody where they would have been: nobody was delayed, and no letter is left', async () => {
    const world = new World(monday)
    await world.publish()
    const deadLetters = new FakeDeadLetters(world.clock)
    world.broken.add('start-journey')
    world.broken.add('deliver-due')
    for (let i = 0; i < 30; i += 1) {
      await world.signUp(`person${i}@example.org`)
      await world.confirm(`person${i}@example.org`)
    }
    await world.settle()
    const confirmed = world.published.filter(({ type }) => type === 'SignUpConfirmed')
    for (const { type, detail } of confirmed) {
      const event = { id: 'x', source: 'shiftworks', time: detail.at, 'detail-type': type, detail }
      deadLetters.add('start-journey', failedAt(event, `The table does not answer for ${detail.learnerId}`))
    }
    world.broken.clear()
    const invoke = (_: FunctionName, event: unknown) =>
      startConfirmedJourney(world.deps, BusEvent.parse(event).detail)
    const context = operatorContext(world, { deadLetters, functions: { invoke } })
    const args = ['dead-letters', 'redrive', 'start-journey', '--rate', '100', ...changing]
    expect((await context.run(args)).code).toBe(0)
    expect(deadLetters.kept).toEqual([])
    await world.settle()
    for (let i = 0; i < 30; i += 1)
      expect(world.inbox(`person${i}@example.org`).map(one => one.kind)).toEqual(['module_one'])
  })

  it('count a dead-lettered stream record once, however often it is redriven', async () => {
    const world = new World(monday)
    await world.publish()
    const deadLetters = new FakeDeadLetters(world.clock)
    const deadLetterSink = { deadLetter: async (what: unknown) => deadLetters.add('publish-events', what) }
    const deps = { ...world.publishing, deadLetterSink }
    await world.signUp('sam@example.org')
    const record = world.table.stream.at(-1)
    if (!record) throw new Error('a sign-up is streamed')
    const damaged = { ...record, newImage: { ...record.newImage, f: { S: 'not JSON' } } }
    await publishEvents(deps, 'shard', [damaged])
    expect(deadLetters.kept).toHaveLength(1)

    const invoke = async (_: FunctionName, event: unknown) => {
      const { shardId, redriven } = event as { shardId: string; redriven: boolean }
      expect(redriven).toBe(true)
      await publishRedriven(deps, shardId, [record])
    }
    const context = operatorContext(world, { deadLetters, functions: { invoke } })
    const [letter] = deadLetters.kept
    for (let again = 0; again < 3; again += 1) {
      if (letter && deadLetters.kept.length === 0) deadLetters.kept.push(letter)
      await context.run(['dead-letters', 'redrive', 'publish-events', ...changing])
    }
    expect((await deps.counters.ofJourney('sample'))['event.SignUpRequested']).toBe(1)
  })
})
