import { beforeAll, describe, expect, it } from 'vitest'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import { day, minute } from '../../shared/domain/duration.ts'
import { type FakeSes, notVerified } from '../../tools/simulation/fake-ses.ts'
import { World } from '../../tools/simulation/world.ts'
import { copyOf } from '../support/crowd.ts'
import { breakerOf, isBroken, pause, stopOf } from '../support/holds.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const people = Array.from({ length: 12 }, (_, i) => `person${i}@example.org`)

let before: World
beforeAll(async () => {
  before = await twelveAreDue()
})

/** Twelve people who are due for the second module, six a day after the other six. */
async function twelveAreDue(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  for (const email of people) await world.learner(email)
  for (const email of people.slice(0, 6)) await world.done(email, 'one')
  await world.settle()
  world.clock.setTo(monday + day)
  for (const email of people.slice(6)) await world.done(email, 'one')
  await world.settle()
  await world.feedback()
  world.clock.setTo(monday + 2 * day + 5 * minute)
  return world
}

const refusing: FakeSes['fault'] = (_, { tags }) => (tags['kind'] === 'module_two' ? 'call-400' : undefined)

const failing = (events: readonly SesEvent[]): SesEvent[] =>
  events.map(({ source, detail: { mail } }) => ({ source, detail: { eventType: 'Rendering Failure', mail } }))

/** Their version's breaker has just tripped, by refusals or by failures to render. */
async function tripped(by: 'rejections' | 'failures'): Promise<World> {
  const world = await copyOf(before)
  if (by === 'rejections') world.ses.fault = refusing
  await world.tick()
  await world.feedback(by === 'failures' ? failing(world.ses.events.splice(0)) : [])
  expect(await isBroken(world)).toBe(true)
  world.ses.events = []
  return world
}

const got = (world: World) =>
  world.ses.delivered.filter(({ kind }) => kind === 'module_two').map(({ to }) => to)
const rejectionsOf = async (world: World, email: string) =>
  (await world.person(email)).learner.enrolments['sample']?.rejections

/** Ticks every minute for a while, each with what SES tells, or does not. */
async function ticks(
  world: World,
  minutes: number,
  tell: (events: SesEvent[]) => readonly SesEvent[] = events => events,
) {
  for (let i = 0; i < minutes; i += 1) {
    world.clock.setTo(world.clock.now() + minute)
    await world.tick()
    await world.settle()
    await world.feedback(tell(world.ses.events.splice(0)))
  }
}

/** The second day, on which six more are due. */
async function toNextDay(world: World): Promise<void> {
  world.broken.add('deliver-due')
  await world.pass(1)
  world.broken.clear()
}

describe('the breaker of a version', () => {
  it('lets one email out after a quarter of an hour, and closes a quarter of an hour after it went well', async () => {
    const world = await tripped('rejections')
    world.ses.fault = () => undefined
    await toNextDay(world)
    await ticks(world, 2)
    expect(got(world)).toHaveLength(1)
    await ticks(world, 12)
    expect(got(world)).toHaveLength(1)
    expect(await isBroken(world)).toBe(true)
    await ticks(world, 3)
    expect(await isBroken(world)).toBe(false)
    await world.pass(3)
    expect(got(world).sort()).toEqual([...people].sort())
  })

  it('that SES’s words about three failures tripped heals in the same way', async () => {
    const world = await tripped('failures')
    await world.pass(4)
    expect(await isBroken(world)).toBe(false)
    expect(new Set(got(world)).size).toBe(people.length)
  })

  it('closes though SES tells of each probe only after the next one went out', async () => {
    const world = await tripped('rejections')
    world.ses.fault = () => undefined
    await toNextDay(world)
    const late: { at: number; events: SesEvent[] }[] = []
    const laterByTwentyMinutes = (events: SesEvent[]) => {
      late.push({ at: world.clock.now() + 20 * minute, events })
      return late.flatMap(one => (one.at <= world.clock.now() ? one.events.splice(0) : []))
    }
    await ticks(world, 35, laterByTwentyMinutes)
    expect(await isBroken(world)).toBe(false)
  })

  it('is not closed by word of emails from before it tripped', async () => {
    const world = await copyOf(before)
    await world.tick()
    const [seen, ...failed] = world.ses.events.splice(0)
    await world.feedback(failing(failed))
    expect(await isBroken(world)).toBe(true)
    world.ses.fault = () => undefined
    await toNextDay(world)
    const tags = { ...seen?.detail.mail.tags, probe: ['yes'] } as SesEvent['detail']['mail']['tags']
    const old = seen && { ...seen, detail: { ...seen.detail, mail: { ...seen.detail.mail, tags } } }
    await ticks(world, 40, () => (old ? [old] : []))
    expect(await isBroken(world)).toBe(true)
  })

  it('stops no test of whether the account is at fault, and both go on by themselves', async () => {
    const world = await tripped('rejections')
    world.ses.fault = () => notVerified('hello@example.org')
    await world.deps.holds.stopSending('sender-not-verified', world.clock.now())
    await ticks(world, 30)
    expect((await world.tick())?.brokenVersions).toBe(1)
    world.ses.fault = () => undefined
    await world.pass(4)
    expect(await stopOf(world)).toBeUndefined()
    expect(await isBroken(world)).toBe(false)
    expect(got(world).sort()).toEqual([...people].sort())
  })

  it('stays open while SES says nothing of the probe, and tries another person each time', async () => {
    const world = await tripped('rejections')
    world.ses.fault = () => undefined
    await toNextDay(world)
    await ticks(world, 62, () => [])
    expect(await isBroken(world)).toBe(true)
    expect(got(world)).toHaveLength(5)
    expect(new Set(got(world)).size).toBe(5)
  })

  it.each(['Reject', 'Rendering Failure'] as const)(
    'stays open when a probe ends in a %s',
    async eventType => {
      const world = await tripped('rejections')
      world.ses.fault = () => undefined
      await toNextDay(world)
      const worse = (events: SesEvent[]) => [
        ...events,
        ...events.map(({ source, detail: { mail } }) => ({ source, detail: { eventType, mail } })),
      ]
      await ticks(world, 40, worse)
      expect(await isBroken(world)).toBe(true)
      expect(new Set(got(world)).size).toBe(got(world).length)
    },
  )

  it('counts a refused probe to nobody, and asks them again after a day at the earliest', async () => {
    const world = await tripped('rejections')
    await toNextDay(world)
    const probed: string[] = []
    world.ses.fault = (call, email) => {
      const fault = refusing(call, email)
      if (fault) probed.push(...email.entries.map(({ to }) => to))
      return fault
    }
    await ticks(world, 6 * 60)
    expect(probed.length).toBeGreaterThan(3)
    expect(new Set(probed).size).toBe(probed.length)
    await world.pass(10)
    for (const email of people) expect(await rejectionsOf(world, email)).toBeUndefined()
    world.ses.fault = () => undefined
    await world.pass(4)
    expect(got(world).sort()).toEqual([...people].sort())
  })

  it('says since when it is open, whatever is tried meanwhile', async () => {
    const world = await tripped('rejections')
    const since = world.clock.now()
    await ticks(world, 60)
    expect(await breakerOf(world)).toMatchObject({ since })
  })

  it('lets nothing out while an operator has paused its journey', async () => {
    const world = await tripped('rejections')
    await pause(world, { journey: 'sample' })
    await toNextDay(world)
    const { calls } = world.ses
    await ticks(world, 40)
    expect(world.ses.calls).toBe(calls)
  })

  it('is told of with every tick, until it closes', async () => {
    const world = await tripped('failures')
    expect((await world.tick())?.brokenVersions).toBe(1)
    await world.pass(4)
    expect((await world.tick())?.brokenVersions).toBe(0)
  })
})
