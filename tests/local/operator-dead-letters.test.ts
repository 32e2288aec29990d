import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type KeyRing, linkSigner, parseKeyRing } from '../../shared/adapters/links.ts'
import { minute } from '../../shared/domain/duration.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import { settingOf } from '../../tools/local/own-clients.ts'
import { promptJourney } from '../support/doings.ts'
import { type System, startSystem } from './fixture/system.ts'

const people = Array.from({ length: 10 }, (_, i) => `person${i}@example.org`)

const ids = new Map<string, string>()

let system: System
beforeAll(async () => {
  system = await startSystem(promptJourney('shiftworks'), '2030-01-07T10:00:00Z')
  for (const email of people) await system.signUp(email)
  await system.pass(2 * minute)
  for (const email of people) await system.press(email, 'confirmUrl')
  await system.pass(2 * minute)
  for (const email of people) ids.set(email, (await learnerOf(email)).id)
})
afterAll(() => system?.close())

const client = () => ({
  endpoint: system.local.aws,
  region: 'eu-west-2',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
})

async function learnerOf(email: string): Promise<Learner> {
  return (await system.local.describeLearner(email))?.state as Learner
}

/** The keys of links, and the same with one more, which no function knows yet, as the current one. */
async function keyRings(): Promise<{ SecretId: string; known: KeyRing; newer: KeyRing }> {
  const SecretId = settingOf(system.local.wiring, 'LINK_KEYS_SECRET')
  const secrets = new SecretsManagerClient(client())
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }))
  const known = parseKeyRing(SecretString)
  return { SecretId, known, newer: { ...known, 2: 'a key that is sixteen long at least', current: '2' } }
}

type Entry = { Source: string; DetailType: string; Detail: string }

const confirmed = ({ id, epoch }: Learner, n: number): Entry => ({
  Source: 'shiftworks',
  DetailType: 'SignUpConfirmed',
  Detail: JSON.stringify({
    version: 1,
    id: `${id}.poison.${n}`,
    at: new Date(system.local.clock.now()).toISOString(),
    learnerId: id,
    epoch,
    journeyId: 'shiftworks',
    dueNow: false,
  }),
})

const reported = ({ id, epoch }: Learner, moduleId: string, keys: KeyRing): Entry => {
  const link = { purpose: 'reference' as const, learnerId: id, epoch, journeyId: 'shiftworks', moduleId }
  return {
    Source: 'learning-platform',
    DetailType: 'ModuleCompletionReported',
    Detail: JSON.stringify({ version: 1, reference: linkSigner(keys).token(link) }),
  }
}

/**
 * A thousand events: in twenty, one that a function fails on, because the row of whom it is about is of a shape that
 * it does not know, and one that it cannot read, because it does not know the key.
 */
async function thousandEvents(known: KeyRing, newer: KeyRing): Promise<Entry[]> {
  const learners = await Promise.all(people.map(learnerOf))
  const [sound, broken] = [learners.slice(0, 5), learners.slice(5)]
  return Array.from({ length: 1000 }, (_, n) => {
    const ofFive = Math.floor(n / 20) % 5
    const [fine, stuck] = [sound[ofFive] as Learner, broken[ofFive] as Learner]
    if (n % 20 === 0) return n % 40 === 0 ? confirmed(stuck, n) : reported(stuck, 'one', known)
    if (n % 20 === 10) return reported(fine, 'two', newer)
    return n % 2 === 0 ? confirmed(fine, n) : reported(fine, 'one', known)
  })
}

/** Writes into the rows of the last five people of which shape they are. */
async function setShape(version: string): Promise<void> {
  const dynamo = new DynamoDBClient(client())
  for (const email of people.slice(5)) {
    const pk = { S: `L#${ids.get(email)}` }
    await dynamo.send(
      new UpdateItemCommand({
        TableName: system.local.wiring.tables[0]?.name,
        Key: { pk, sk: { S: 'profile' } },
        UpdateExpression: 'SET #shape = :shape',
        ExpressionAttributeNames: { '#shape': '_' },
        ExpressionAttributeValues: { ':shape': { N: version } },
      }),
    )
  }
}

async function put(entries: readonly Entry[]): Promise<void> {
  const bus = new EventBridgeClient(client())
  for (let at = 0; at < entries.length; at += 10) {
    const Entries = entries.slice(at, at + 10).map(entry => ({ ...entry, EventBusName: 'ShiftWorks-local' }))
    const { FailedEntryCount } = await bus.send(new PutEventsCommand({ Entries }))
    expect(FailedEntryCount).toBe(0)
  }
}

/** Notes of each event how often a function got it, and how it ended. */
function watchInvocations(): { ok: number; failed: number } {
  const seen = { ok: 0, failed: 0 }
  for (const name of ['start-journey', 'record-completion']) {
    const pool = system.local.functions.get(`ShiftWorks-local-${name}`)
    const invoke = pool.invoke.bind(pool)
    pool.invoke = async (event, requestId) => {
      const outcome = await invoke(event, requestId)
      seen[outcome.ok ? 'ok' : 'failed'] += 1
      return outcome
    }
  }
  return seen
}

type Listed = { name: string; waiting: number; causes: { cause: string; letters: number }[] }

const cause = (words: RegExp, letters: number) => ({
  code: expect.any(String),
  cause: expect.stringMatching(words),
  letters,
})

async function redriven(name: string): Promise<unknown> {
  const why = ['--reason', 'a test', '--yes', '--rate', '50']
  const { code, stderr, said } = await system.operator('dead-letters', 'redrive', name, ...why)
  expect(code, stderr).toBe(0)
  return said
}

async function deadLetters(): Promise<Listed[]> {
  const { said, stderr } = await system.operator('dead-letters', 'list')
  expect(said, stderr).toBeTruthy()
  return (said as Listed[]).filter(({ waiting }) => waiting > 0)
}

const doneBy = async (some: readonly string[]) =>
  Promise.all(some.map(async email => (await learnerOf(email)).enrolments['shiftworks']?.done.join(' ')))

it('100 of 1,000 events end in dead letters, delay nobody else, and leave none once they are redriven', async () => {
  const { SecretId, known, newer } = await keyRings()
  const events = await thousandEvents(known, newer)
  const seen = watchInvocations()
  await setShape('99')
  // While the agenda is held, nothing is tried a second time: the others are done before that.
  await system.local.agenda.holding(async () => {
    await put(events)
    await system.settled()
  })
  expect(seen).toEqual({ ok: 900, failed: 100 })
  expect(await doneBy(people.slice(0, 5))).toEqual(Array(5).fill('one'))
  expect(await deadLetters()).toEqual([])

  await system.pass(5 * minute)
  expect(seen).toEqual({ ok: 900, failed: 300 })
  expect(await deadLetters()).toEqual([
    {
      name: 'start-journey',
      waiting: 25,
      outOfSight: 0,
      causes: [cause(/which this version cannot read/, 25)],
    },
    {
      name: 'record-completion',
      waiting: 75,
      outOfSight: 0,
      causes: [
        cause(/reference that ShiftWorks did not make/, 50),
        cause(/which this version cannot read/, 25),
      ],
    },
  ])

  await setShape('1')
  const SecretString = JSON.stringify({ ...newer, current: known.current })
  await new SecretsManagerClient(client()).send(new PutSecretValueCommand({ SecretId, SecretString }))
  // Functions remember secrets for five minutes.
  await system.pass(6 * minute)
  expect(await redriven('start-journey')).toEqual({ name: 'start-journey', redriven: 25, left: [] })
  expect(await redriven('record-completion')).toEqual({ name: 'record-completion', redriven: 75, left: [] })
  await system.pass(5 * minute)
  expect(await deadLetters()).toEqual([])
  expect(seen).toEqual({ ok: 1000, failed: 300 })
  expect(await doneBy(people)).toEqual([...Array(5).fill('one two'), ...Array(5).fill('one')])
})

it('what came from a queue is moved back by SQS itself; what fails again comes back, until it is discarded', async () => {
  const QueueUrl = `${system.local.aws}/000000000000/ShiftWorks-local-ses-feedback`
  for (const MessageBody of ['no report', 'none either'])
    await new SQSClient(client()).send(new SendMessageCommand({ QueueUrl, MessageBody }))
  await system.pass(120 * minute)
  expect(await deadLetters()).toMatchObject([{ name: 'ses-feedback', waiting: 2, causes: [{ letters: 2 }] }])

  expect(await redriven('ses-feedback')).toEqual({ name: 'ses-feedback', redriven: 2, left: [] })
  expect(await deadLetters()).toEqual([])
  await system.pass(120 * minute)
  expect(await deadLetters()).toMatchObject([{ name: 'ses-feedback', waiting: 2 }])

  const why = ['--reason', 'a test', '--yes']
  const { code, stderr } = await system.operator('dead-letters', 'discard', 'ses-feedback', ...why)
  expect(code, stderr).toBe(0)
  expect(await deadLetters()).toEqual([])
  const { said } = await system.operator('audit')
  const trail = (said as { what: string; outcome: string }[]).map(
    ({ what, outcome }) => `${what}: ${outcome}`,
  )
  expect(trail.filter(line => line === 'dead-letters discard: done')).toHaveLength(1)
  expect(trail.filter(line => line === 'dead-letters redrive: done')).toHaveLength(3)
})
