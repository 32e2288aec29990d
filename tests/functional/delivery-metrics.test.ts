import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { deliver } from '../../functions/deliver-due/deliver.ts'
import { deliveryMetrics } from '../../functions/deliver-due/metrics.ts'
import { deliveryMetrics as contract } from '../../shared/contracts/metrics.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const hour = 3_600_000

const name = 'ShiftWorks-test-deliver-due'

beforeAll(() => vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', name))
afterAll(() => vi.unstubAllEnvs())

/** Somebody whose second module has been due for an hour. */
async function anHourLate(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await world.learner('sam@example.org')
  await world.done('sam@example.org', 'one')
  await world.settle()
  world.clock.setTo(((await world.nextDue()) ?? 0) + hour)
  return world
}

/** The line that a tick writes to its log, from which CloudWatch reads its figures. */
async function lineOfTick(world: World) {
  const report = await world.clock.run(deliver(world.deps, { kind: 'tick' }))
  const lines: string[] = []
  const log = vi.spyOn(process.stdout, 'write').mockImplementation(line => lines.push(String(line)) > 0)
  await deliveryMetrics(report).finally(() => log.mockRestore())
  return JSON.parse(lines.join(''))
}

it('a tick tells CloudWatch, in the format that it reads, how late the oldest email was', async () => {
  const line = await lineOfTick(await anHourLate())
  const { namespace, dimension, oldestOverdue, unknownOutcomes } = contract
  expect(line._aws.CloudWatchMetrics).toMatchObject([{ Namespace: namespace, Dimensions: [[dimension]] }])
  expect(line).toMatchObject({
    [dimension]: name,
    [oldestOverdue.name]: hour / 1000,
    [unknownOutcomes.name]: 0,
  })
})

it('what an operator holds back is not late: neither a module nor the start of a journey', async () => {
  const world = await anHourLate()
  await world.deps.switches.set('planning', true, world.clock.now())
  await world.signUp('kim@example.org')
  await world.settle()
  await world.confirm('kim@example.org')
  await world.settle()
  world.clock.setTo(world.clock.now() + hour)
  expect(await lineOfTick(world)).toMatchObject({ [contract.oldestOverdue.name]: 0 })
})
