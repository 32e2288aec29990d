import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hour, minute } from '../../shared/domain/duration.ts'
import { type Fixture, startFixture } from './fixture/running.ts'

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(() => fixture.close())

/** What a function has stored of SES's reports: they wait in a queue for a minute, and then for company. */
async function reportsOf(email: string): Promise<(string | undefined)[]> {
  const { aws, wiring } = fixture.local
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const { Items = [] } = await new DynamoDBClient({ endpoint: aws, region: 'eu-west-2', credentials }).send(
    new QueryCommand({
      TableName: wiring.tables[0]?.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `S#${email}` } },
    }),
  )
  return Items.map(({ sk }) => sk?.S)
}

test('idle leaves no message waiting for company, without moving the clock', async () => {
  await fixture.signUp({ email: 'ann@example.org', events: 'DueNow' })
  await fixture.get('/_local/api/idle')
  const { travel, clock } = fixture.local
  const target = clock.now() + minute
  await travel.to(target)
  expect(await reportsOf('ann@example.org')).toEqual([])
  await fixture.get('/_local/api/idle')
  expect(await reportsOf('ann@example.org')).toEqual(['Send'])
  expect(clock.now() - target).toBeLessThan(5000)
})

test('a jump leaves no message waiting for company either', async () => {
  await fixture.signUp({ email: 'bea@example.org', events: 'DueNow' })
  await fixture.get('/_local/api/idle')
  await fixture.jump({ advance: 'PT1M' })
  expect(await reportsOf('bea@example.org')).toEqual(['Send'])
})

test('idle waits for a jump that somebody else has asked for', async () => {
  const { clock } = fixture.local
  await fixture.signUp({ email: 'cem@example.org', after: String(30 * minute) })
  const target = clock.now() + hour
  const jump = fixture.jump({ advance: 'PT1H' })
  await fixture.get('/_local/api/clock')
  await fixture.get('/_local/api/idle')
  expect(clock.now()).toBeGreaterThanOrEqual(target)
  await jump
})

test('HEAD is answered as GET, without the body', async () => {
  const address = `${fixture.local.website}/_local/api/clock`
  const answer = await fetch(address, { method: 'HEAD' })
  expect([answer.status, await answer.text()]).toEqual([200, ''])
})
