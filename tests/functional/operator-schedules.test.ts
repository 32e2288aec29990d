import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readSchedules } from '../../tools/operator/aws/schedules.ts'
import { awsServer } from '../support/aws-server.ts'

let server: Awaited<ReturnType<typeof awsServer>>
beforeEach(async () => {
  server = await awsServer()
})
afterEach(() => server.close())

it('of a stage’s own rules, on the account’s own bus and over several pages, it is known which are on', async () => {
  const first = [
    { Name: 'ShiftWorks-prod-tick', State: 'DISABLED' },
    { Name: 'ShiftWorks-prod-2-circles', State: 'ENABLED' },
  ]
  const second = [
    { Name: 'ShiftWorks-prod-mondays', State: 'ENABLED' },
    { Name: 'ShiftWorks-prod-fold-statistics', State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' },
  ]
  server.answers((_, response, body) => {
    const page = body.includes('NextToken') ? { Rules: second } : { Rules: first, NextToken: 'more' }
    response.end(JSON.stringify(page))
  })
  expect(await readSchedules(new EventBridgeClient({}), 'prod')).toEqual({
    tick: 'off',
    mondays: 'on',
    'fold-statistics': 'on',
    circles: 'missing',
  })
  expect(server.requests.map(body => JSON.parse(body))).toEqual([
    { EventBusName: 'default', NamePrefix: 'ShiftWorks-prod-' },
    { EventBusName: 'default', NamePrefix: 'ShiftWorks-prod-', NextToken: 'more' },
  ])
})
