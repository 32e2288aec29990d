import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { deliveryMetrics } from '../../functions/deliver-due/metrics.ts'
import { leave } from '../../shared/application/leave.ts'
import { deliveryMetrics as contract } from '../../shared/contracts/metrics.ts'
import { day, hour, minute, second } from '../../shared/domain/duration.ts'
import type { Item } from '../../shared/store/table.ts'
import type { Status } from '../../tools/operator/status/status.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorContext } from '../support/operator-context.ts'
import { shares, sharesApproved, shownIn, turnSharing, writer, writingIn } from '../support/writers.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const [sam, kim] = ['sam@example.org', 'kim@example.org']
const why = ['--reason', 'a test', '--yes']

let world: World
let operator: ReturnType<typeof operatorContext>

beforeAll(() => vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'ShiftWorks-test-deliver-due'))
afterAll(() => vi.unstubAllEnvs())
beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  await turnSharing(world, true)
  await writer(world, sam)
  await writer(world, kim)
  operator = operatorContext(world)
})

const later = (milliseconds: number) => world.clock.setTo(world.clock.now() + milliseconds)

/** What the next tick tells CloudWatch. */
async function told(): Promise<Record<string, unknown>> {
  later(minute)
  const report = (await world.tick()) ?? expect.fail('The tick reported nothing.')
  const lines: string[] = []
  const log = vi.spyOn(process.stdout, 'write').mockImplementation(line => lines.push(String(line)) > 0)
  await deliveryMetrics({ kind: 'tick' }, report).finally(() => log.mockRestore())
  return JSON.parse(lines.join(''))
}

async function troubles(): Promise<string> {
  const status = (await operator.run(['status', '--json'])).json() as Status
  return status.troubles.join('\n')
}

describe('shared words of risk', () => {
  it('are told to CloudWatch for as long as nobody has read them, and to status after a day', async () => {
    await shares(world, kim, 'I listened.')
    expect(await told()).not.toHaveProperty(contract.riskUnread.name)
    const voice = (await shares(world, sam, 'I was afraid.')) ?? ''
    later(23 * hour)
    expect(Number((await told())[contract.riskUnread.name])).toBeLessThan(86_400)
    expect(await troubles()).not.toContain('words of risk')
    later(hour)
    expect(Number((await told())[contract.riskUnread.name])).toBeGreaterThanOrEqual(86_400)
    expect(await troubles()).toContain('words of risk')
    await operator.run(['reflections', 'escalate', voice, ...why])
    later(11 * second)
    expect(await told()).not.toHaveProperty(contract.riskUnread.name)
    expect(await troubles()).not.toContain('words of risk')
  })
})

describe('a journey in which no moderator has looked for a week', () => {
  it('is named by status, until somebody looks, though nothing waits', async () => {
    await operator.run(['reflections', 'on', 'sample', ...why])
    later(6 * day)
    expect(await troubles()).not.toContain('No moderator')
    later(day)
    expect(await troubles()).toContain('No moderator has looked in on sample for a week')
    await operator.run(['reflections', 'next', 'sample'])
    expect(await troubles()).not.toContain('No moderator')
  })

  it('was looked into by whoever decides on an excerpt', async () => {
    await operator.run(['reflections', 'on', 'sample', ...why])
    later(6 * day)
    const voice = (await shares(world, sam, 'I listened.')) ?? ''
    await operator.run(['reflections', 'approve', voice, ...why])
    later(6 * day)
    expect(await troubles()).not.toContain('No moderator')
  })

  it('keeps its shelves as they are', async () => {
    await sharesApproved(world, sam, 'I listened.')
    later(60 * day)
    expect(await troubles()).toContain('No moderator')
    expect(await shownIn(world)).toEqual(['I listened.'])
  })

  it('is not noted as looked into by whoever may only read, who reads all the same', async () => {
    await operator.run(['reflections', 'on', 'sample', ...why])
    await shares(world, sam, 'I listened.')
    later(7 * day)
    const denied = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' })
    const refused = vi.spyOn(world.table, 'write').mockRejectedValue(denied)
    const next = await operator.run(['reflections', 'next', 'sample', '--json'])
    refused.mockRestore()
    expect([next.code, next.json()]).toMatchObject([0, [{ text: 'I listened.' }]])
    expect(next.stderr).toContain('may not write')
    expect(await troubles()).toContain('No moderator')
  })
})

describe('writing that cannot be cleared', () => {
  const textRow = () =>
    [...world.table.rows.values()].find(({ pk, text }) => pk.startsWith('reflection#') && text === 'Mine.') ??
    expect.fail('There is no such text.')
  const spoil = (row: Item, shape: number) => world.table.write({ put: { ...row, _: shape } })
  const complaints = () => world.log.filter(({ message }) => message.includes('waits to be cleared')).length

  async function leaves(email: string) {
    const { learner } = await world.person(email)
    await leave(writingIn(world), learner.id, 'page')
  }

  it('is quarantined after five tries, rings once, holds up nobody, and is tried once a day', async () => {
    await sharesApproved(world, sam, 'Mine.')
    await sharesApproved(world, kim, 'Yours.')
    await spoil(textRow(), 99)
    await leaves(sam)
    await leaves(kim)
    const rang: unknown[] = []
    for (let tick = 0; tick < 10; tick += 1) rang.push((await told())[contract.heldBack.name])
    expect(rang).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 0])
    expect(complaints()).toBe(5)
    expect(await shownIn(world)).toEqual(['Mine.'])
    later(day)
    await told()
    await told()
    expect(complaints()).toBe(6)
  })

  it('is listed by reconcile, and taken back once its cause is mended', async () => {
    await sharesApproved(world, sam, 'Mine.')
    await spoil(textRow(), 99)
    await leaves(sam)
    for (let tick = 0; tick < 6; tick += 1) await told()
    const found = (await operator.run(['reconcile', '--json'])).json()
    expect(found).toMatchObject({ counts: { quarantined: 1 } })
    await spoil(textRow(), 1)
    await operator.run(['reconcile', '--fix', ...why])
    await told()
    await told()
    expect(await shownIn(world)).toEqual([])
    expect((await operator.run(['reconcile', '--json'])).json()).toMatchObject({ counts: {} })
  })
})

describe('a voice that was shared a year ago', () => {
  const shelves = () => [...world.table.rows.values()].filter(({ pk }) => pk.startsWith('shelf#'))
  const year = 365 * day

  it('goes off its shelf with the next tick, text and all, and the others stay', async () => {
    await sharesApproved(world, sam, 'First.')
    later(60 * day)
    await sharesApproved(world, kim, 'Second.')
    later(year - 60 * day - minute)
    await world.tick()
    expect(JSON.stringify(shelves())).toContain('First.')
    later(minute)
    await world.tick()
    expect(await shownIn(world)).toEqual(['Second.'])
    expect(JSON.stringify(shelves())).not.toContain('First.')
    later(60 * day)
    await world.tick()
    expect(shelves().map(row => row['voices'])).toEqual([[]])
    const written = world.table.billed.writeUnits
    later(minute)
    await world.tick()
    expect(world.table.billed.writeUnits - written).toBeLessThan(10)
  })

  it('holds nobody up where its shelf cannot be read, and rings', async () => {
    await sharesApproved(world, sam, 'First.')
    const [row] = shelves()
    await world.table.write({ put: { ...(row ?? expect.fail('There is no shelf.')), voices: 'spoilt' } })
    later(year)
    const rang: unknown[] = []
    for (let tick = 0; tick < 7; tick += 1) rang.push((await told())[contract.heldBack.name])
    expect(rang).toEqual([0, 0, 0, 0, 1, 0, 0])
    const found = () => operator.run(['reconcile', '--json'])
    expect((await found()).json()).toMatchObject({ counts: { quarantined: 1 } })
    await world.table.write({ put: { ...shelves()[0], ...(row ?? expect.fail()), quarantined: 'spoilt' } })
    await operator.run(['reconcile', '--fix', ...why])
    await told()
    expect(shelves().map(({ voices }) => voices)).toEqual([[]])
  })
})
