import { beforeAll, describe, expect, it } from 'vitest'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import { hour } from '../../shared/domain/duration.ts'
import type { World } from '../../tools/simulation/world.ts'
import { copyOf, crowd, expectEachOnce, people } from '../support/crowd.ts'

let before: World
beforeAll(async () => {
  before = await crowd()
})
const all = [...people.module, ...people.reminder, ...people.accountEmail]

/** People whose email nobody knows the outcome of. */
async function heldPeople(world: World): Promise<string[]> {
  const records = await Promise.all(all.map(async email => [email, await world.person(email)] as const))
  return records
    .filter(([, { learner }]) => learner.claim ?? learner.enrolments['sample']?.claim)
    .map(([email]) => email)
}

/** A tick in which the answer to one call is lost, and whether SES had taken that call. */
async function tickLosing(world: World, lost: number, fault: 'lose-before' | 'lose-after') {
  world.ses.fault = call => (call === lost ? fault : undefined)
  await world.tick()
  world.ses.fault = () => undefined
}

const warnings = (world: World) =>
  world.log.filter(({ level }) => level === 'warn').map(({ message }) => message)

describe('an email whose outcome is unknown', () => {
  it('goes out again, once and under a name of its own, when it is proven absent', async () => {
    const world = await copyOf(before)
    await tickLosing(world, 2, 'lose-before')
    const lost = await heldPeople(world)
    expect(lost.length).toBeGreaterThan(0)
    await world.feedback()
    await world.passTo(world.clock.now() + 2 * hour)
    expectEachOnce(world)
    expect(await heldPeople(world)).toEqual([])
    expect(warnings(world)).toContain('An email is proven never to have been sent, and goes out again')
    expect(world.published.filter(({ type }) => type === 'EmailAbsenceProven')).toHaveLength(lost.length)
  })

  it('is settled by any word of SES about it, even of another kind, and even late', async () => {
    const world = await copyOf(before)
    await tickLosing(world, 2, 'lose-after')
    const lost = await heldPeople(world)
    const about = (event: SesEvent) => lost.includes(event.detail.mail.destination[0] ?? '')
    const late = world.ses.events.filter(about).map(
      ({ source, detail: { mail } }): SesEvent => ({
        source,
        detail: { eventType: 'DeliveryDelay', mail },
      }),
    )
    world.ses.events = []
    await world.passTo(world.clock.now() + 2 * hour)
    expect(await heldPeople(world)).toEqual(lost)
    await world.feedback(late)
    expect(await heldPeople(world)).toEqual([])
    await world.passTo(world.clock.now() + 2 * hour)
    expectEachOnce(world)
  })

  it.each(['batch', 'place', 'journey', 'version', 'kind'])(
    'is settled by an event that has lost its tag %s',
    async tag => {
      const world = await copyOf(before)
      await tickLosing(world, 2, 'lose-after')
      for (const { detail } of world.ses.events) delete detail.mail.tags[tag]
      await world.feedback()
      expect(await heldPeople(world)).toEqual([])
      await world.passTo(world.clock.now() + 2 * hour)
      expectEachOnce(world)
    },
  )

  it('is held, counted and told while SES tells too little of the others, however often it tells that', async () => {
    const world = await copyOf(before)
    await tickLosing(world, 2, 'lose-after')
    const lost = await heldPeople(world)
    const others = world.ses.events.filter(({ detail }) => !lost.includes(detail.mail.destination[0] ?? ''))
    const half = others.slice(0, Math.floor(others.length / 2))
    world.ses.events = []
    await world.feedback([...half, ...half, ...half, ...half])
    await world.passTo(world.clock.now() + 5 * hour)
    expect(await heldPeople(world)).toEqual(lost)
    expect(warnings(world)).toContain('Whether an email was sent is still unknown, and it is held')
    world.clock.setTo((world.nextDue() ?? 0) + 1)
    expect((await world.tick())?.held).toBeGreaterThan(0)
    expectEachOnce(world)
  })

  it('is not proven absent by others whose outcome is unknown too', async () => {
    const world = await copyOf(before)
    world.ses.fault = () => 'lose-before'
    await world.tick()
    world.ses.fault = () => undefined
    expect(await heldPeople(world)).toEqual(all)
    await world.passTo(world.clock.now() + 5 * hour)
    expect(await heldPeople(world)).toEqual(all)
  })

  it('is proven absent by few others once hours have passed, since a quiet day has no more', async () => {
    const world = await copyOf(before)
    world.ses.fault = () => 'lose-before'
    await world.tick()
    world.ses.fault = () => undefined
    await world.learner('late@example.org')
    await world.feedback()
    await world.passTo(world.clock.now() + 5 * hour)
    expect(await heldPeople(world)).toEqual(all)
    await world.pass(2)
    expectEachOnce(world)
  })

  it('does not matter any more once its module is done', async () => {
    const world = await copyOf(before)
    world.ses.fault = () => 'lose-before'
    await world.tick()
    world.ses.fault = () => undefined
    const [sam] = people.module
    await world.done(sam, 'two')
    await world.pass(3)
    expect(world.inbox(sam).map(({ kind }) => kind)).toEqual(['confirm', 'module_one', 'module_three'])
  })
})

describe('a worker whose last word could not be written down', () => {
  it('is believed once the table answers again, though SES tells nothing', async () => {
    const world = await copyOf(before)
    let refuse = false
    const { table } = world
    const stubborn = {
      ...tableOf(table),
      write: async (write: Parameters<typeof table.write>[0]) => {
        const settling = 'put' in write && write.put.sk === 'E#sample' && !('cl' in write.put)
        if (settling && !refuse) {
          refuse = true
          throw new Error('The table does not answer.')
        }
        return table.write(write)
      },
    }
    await world.tick(world.worker(stubborn))
    expect(refuse).toBe(true)
    expect(await heldPeople(world)).toEqual([])
  })
})

const tableOf = (table: World['table']) => ({
  name: table.name,
  get: table.get.bind(table),
  getMany: table.getMany.bind(table),
  query: table.query.bind(table),
  due: table.due.bind(table),
  transact: table.transact.bind(table),
})
