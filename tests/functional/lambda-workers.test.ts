import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DueTrigger, deliver } from '../../functions/deliver-due/deliver.ts'
import { lambdaWorkers } from '../../shared/adapters/workers.ts'
import { fullAssignment } from '../../shared/application/delivery/assignment.ts'
import { awsServer } from '../support/aws-server.ts'
import { backlog } from '../support/backlog.ts'

let server: Awaited<ReturnType<typeof awsServer>>
beforeAll(async () => {
  server = await awsServer()
})
afterAll(() => server.close())

const trigger = { kind: 'worker' as const, shards: [1, 5, 9, 13] }

it('a worker is started as another invocation of the function, which nobody waits for', async () => {
  const asked: IncomingMessage[] = []
  server.answers((request, response) => {
    asked.push(request)
    response.writeHead(202).end()
  })
  await lambdaWorkers('ShiftWorks-test-deliver-due', 4).start(trigger)
  expect(asked[0]?.url).toMatch('/functions/ShiftWorks-test-deliver-due/invocations')
  expect(asked[0]?.headers['x-amz-invocation-type']).toBe('Event')
  expect(DueTrigger.parse(JSON.parse(server.requests[0] ?? ''))).toEqual(trigger)
})

it('a worker that Lambda does not start is an error for whoever asked', async () => {
  server.answers((_, response) =>
    response
      .writeHead(400, {
        'content-type': 'application/json',
        'x-amzn-errortype': 'InvalidParameterValueException',
      })
      .end(JSON.stringify({ message: 'because' })),
  )
  await expect(lambdaWorkers('ShiftWorks-test-deliver-due', 4).start(trigger)).rejects.toThrow('because')
})

it('a worker that was started sends to the people of its shards and to nobody else', async () => {
  const world = await backlog(160, 100)
  const { clock, deps } = world
  const others = fullAssignment.shards.filter(shard => !trigger.shards.includes(shard))
  const sent = async (shards: number[]) => (await clock.run(deliver(deps, { kind: 'worker', shards }))).sent
  const [first, again, rest] = [await sent(trigger.shards), await sent(trigger.shards), await sent(others)]
  expect(first).toBeGreaterThan(0)
  expect(again).toBe(0)
  expect(first + rest).toBe(161)
})
