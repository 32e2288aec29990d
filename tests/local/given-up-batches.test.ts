import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hour } from '../../shared/domain/duration.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { ownClients, ownTable } from '../../tools/local/own-clients.ts'
import { promptJourney } from '../support/doings.ts'
import { type System, split, startSystem } from './fixture/system.ts'

let system: System
beforeAll(async () => {
  system = await startSystem(promptJourney('shiftworks'), '2030-01-07T10:00:00Z')
})
afterAll(() => system?.close())

const s3 = () =>
  new S3Client({
    endpoint: system.local.aws,
    region: 'eu-west-2',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })

function Bucket(): string {
  const { buckets, pictures } = system.local.wiring
  const [bucket] = buckets.filter(({ name }) => name !== pictures?.bucket)
  return bucket?.name ?? ''
}

async function kept(): Promise<string[]> {
  const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket: Bucket() }))
  return Contents.map(({ Key }) => Key ?? '')
}

async function contentOf(Key: string): Promise<Record<string, unknown>> {
  const { Body } = await s3().send(new GetObjectCommand({ Bucket: Bucket(), Key }))
  return JSON.parse((await Body?.transformToString()) ?? '')
}

async function statistics(): Promise<Record<string, number>> {
  const table = ownTable(system.local.wiring, ownClients(system.local).dynamo)
  return counterStore(table).ofJourney('shiftworks')
}

async function letters() {
  const { said } = await system.operator('dead-letters', 'list')
  return (said as { name: string; waiting: number; causes: { cause: string }[] }[]).filter(
    ({ waiting }) => waiting > 0,
  )
}

/** People sign up while nothing that the stream tells is taken in, for longer than the stream keeps it. */
async function aDayWithoutStream(...people: string[]): Promise<void> {
  await system.fault({ function: 'publish-events', fault: 'fail' })
  for (const email of people) await system.signUp(email)
  await system.pass(22 * hour)
  expect(await kept()).toEqual([])
  await system.pass(2 * hour)
  await system.mend()
  await system.settled()
}

const why = ['--reason', 'a test', '--yes']

it('what failed for a day is kept with its records, rings, is shown without names, and is counted once redriven', async () => {
  await aDayWithoutStream('sam@example.org', 'kim@example.org')
  const keys = await kept()
  expect(keys.length).toBeGreaterThan(0)
  for (const key of keys)
    expect(key).toMatch(
      /^aws\/lambda\/[^/]+\/[^/]+\/2030\/01\/08\/2030-01-08T\d\d\.\d\d\.\d\d-[0-9a-f-]{36}$/,
    )
  expect(await contentOf(keys[0] ?? '')).toMatchObject({
    DDBStreamBatchInfo: { batchSize: expect.any(Number) },
    payload: expect.stringContaining('sam@example.org'),
  })
  expect((await statistics())['event.SignUpRequested']).toBeUndefined()
  // The day's folding of figures failed as well.
  const [waiting, ...others] = await letters()
  expect(others).toEqual([])
  expect(waiting).toMatchObject({ name: 'publish-events', waiting: keys.length + 1 })
  expect(waiting?.causes.map(({ cause }) => cause)).toContainEqual(expect.stringMatching(/given up/))
  const shown = await system.operator('dead-letters', 'show', 'publish-events')
  expect(JSON.stringify(shown.said)).toContain('NewImage')
  expect(JSON.stringify(shown.said)).not.toMatch(/sam@|kim@/)

  // What is kept survives a restart.
  const [restarted] = await split(system, 1)
  if (restarted) system = restarted
  expect(await kept()).toEqual(keys)
  const { said, code } = await system.operator('dead-letters', 'redrive', 'publish-events', ...why)
  expect(said).toMatchObject({ redriven: keys.length + 1, left: [] })
  expect(code).toBe(0)
  await system.settled()
  expect(await kept()).toEqual([])
  expect(await letters()).toEqual([])
  expect((await statistics())['event.SignUpRequested']).toBe(2)
  const { said: found } = await system.operator('reconcile')
  expect((found as { findings: { kind: string }[] }).findings.map(({ kind }) => kind)).toEqual([])
})

it('what is thrown away is gone from the bucket too', async () => {
  await aDayWithoutStream('lee@example.org')
  expect((await kept()).length).toBeGreaterThan(0)
  await system.operator('dead-letters', 'discard', 'publish-events', ...why)
  expect(await kept()).toEqual([])
  expect(await letters()).toEqual([])
})
