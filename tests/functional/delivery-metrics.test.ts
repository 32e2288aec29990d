import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { DueTrigger, deliver } from '../../functions/deliver-due/deliver.ts'
import { deliveryMetrics } from '../../functions/deliver-due/metrics.ts'
import { ownSource } from '../../shared/contracts/bus-rules.ts'
import { deliveryMetrics as contract } from '../../shared/contracts/metrics.ts'
import { hour } from '../../shared/domain/duration.ts'
import { notVerified } from '../../tools/simulation/fake-ses.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause } from '../support/holds.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
/** What EventBridge adds to an event. */
const envelope = { id: '1', source: ownSource, time: '2026-11-23T09:00:00Z' }

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

/** What a run writes to its log, from which CloudWatch reads its figures. */
async function written(world: World, trigger: DueTrigger): Promise<string> {
  const report = await world.clock.run(deliver(world.deps, trigger))
  const lines: string[] = []
  const log = vi.spyOn(process.stdout, 'write').mockImplementation(line => lines.push(String(line)) > 0)
  await deliveryMetrics(trigger, report).finally(() => log.mockRestore())
  return lines.join('')
}

const lineOfTick = async (world: World) => JSON.parse(await written(world, { kind: 'tick' }))

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
  await pause(world, 'planning')
  await world.signUp('kim@example.org')
  await world.settle()
  await world.confirm('kim@example.org')
  await world.settle()
  world.clock.setTo(world.clock.now() + hour)
  expect(await lineOfTick(world)).toMatchObject({ [contract.oldestOverdue.name]: 0 })
})

/** Somebody has just signed up, and the bus tells of it. */
async function signedUp(world: World): Promise<DueTrigger> {
  await world.sendForm('kim@example.org')
  const [{ type, detail } = expect.fail('Nothing was told of a sign-up.')] = await world.tell()
  return DueTrigger.parse({ ...envelope, 'detail-type': type, detail })
}

it('a confirmation that the sandbox turns back tells CloudWatch so at once, and of nothing else', async () => {
  const world = new World(monday)
  await world.publish()
  const trigger = await signedUp(world)
  world.ses.fault = () => notVerified('kim@example.org')
  const line = JSON.parse(await written(world, trigger))
  expect(line).toMatchObject({ [contract.sendingStopped.name]: 1 })
  expect(line).not.toHaveProperty(contract.oldestOverdue.name)
})

it.each(['tick', 'event'] as const)('a row that is quarantined rings once, by a run of a %s', async by => {
  const world = new World(monday)
  await world.publish()
  const event = await signedUp(world)
  const [row] = [...world.table.rows.values()].filter(({ pk }) => pk.startsWith('sign-up#'))
  await world.table.write({ put: { ...row, pk: row?.pk ?? '', sk: row?.sk ?? '', _: 99, tries: 4 } })
  const trigger = by === 'tick' ? { kind: 'tick' as const } : event
  expect(JSON.parse(await written(world, trigger))).toMatchObject({ [contract.heldBack.name]: 1 })
  expect(await lineOfTick(world)).toMatchObject({ [contract.heldBack.name]: 0 })
})

it('a confirmation that goes out tells CloudWatch nothing', async () => {
  const world = new World(monday)
  await world.publish()
  expect(await written(world, await signedUp(world))).toBe('')
  expect(world.inbox('kim@example.org')).toHaveLength(1)
})
