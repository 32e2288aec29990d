import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handleReceived } from '../../shared/application/delivery/received.ts'
import { publishEvents } from '../../shared/application/publish.ts'
import { day, minute } from '../../shared/domain/duration.ts'
import { receivedKey } from '../../shared/store/keys.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const id = '0123456789abcdefghijklmn'

async function start(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  return world
}

const waiting = ({ table }: World) => [...table.rows.values()].filter(({ pk }) => pk.startsWith('sign-up#'))
const kinds = (world: World, email: string) => world.inbox(email).map(({ kind }) => kind)

describe('a sign-up that was received', () => {
  it('leads to its confirmation in the run that its event starts', async () => {
    const world = await start()
    await world.sendForm('sam@example.org')
    expect(waiting(world)).toHaveLength(1)
    const [event] = await world.tell()
    expect(event).toMatchObject({ type: 'SignUpReceived', detail: { dueNow: true } })
    if (event) await world.react(event)
    expect(kinds(world, 'sam@example.org')).toEqual(['confirm'])
    expect(waiting(world)).toEqual([])
  })

  it('is found by the minute’s tick where its event got lost', async () => {
    const world = await start()
    await world.sendForm('sam@example.org')
    await world.settle(() => [])
    expect(kinds(world, 'sam@example.org')).toEqual([])
    await world.tick()
    expect(kinds(world, 'sam@example.org')).toEqual(['confirm'])
  })

  it.each(['delivery', 'planning'] as const)('is handled while %s is paused, too', async what => {
    const world = await start()
    await world.deps.holds.place({ by: 'operator', scope: { is: what }, why: 'a test' })
    await world.sendForm('sam@example.org')
    await world.settle(() => [])
    await world.tick()
    expect(waiting(world)).toEqual([])
    expect((await world.person('sam@example.org')).learner.status).toBe('pending')
    expect(kinds(world, 'sam@example.org')).toEqual(what === 'delivery' ? [] : ['confirm'])
  })

  it('counts as agreed to when the form was sent, however late it is handled', async () => {
    const world = await start()
    const sentAt = world.clock.now()
    await world.sendForm('sam@example.org')
    await world.settle(() => [])
    world.clock.setTo(sentAt + 7 * minute)
    await world.tick()
    await world.confirm('sam@example.org')
    expect((await world.person('sam@example.org')).learner.consent.at).toBe(sentAt)
  })

  it('says when it goes, should nobody be able to handle it', async () => {
    const world = await start()
    await world.sendForm('sam@example.org')
    expect(Number(waiting(world)[0]?.['ttl']) * 1000).toBe(world.clock.now() + 30 * day)
  })

  it('is dropped where its address was erased since', async () => {
    const world = await start()
    await world.learner('sam@example.org')
    await world.sendForm('sam@example.org')
    world.clock.setTo(world.clock.now() + 1)
    await world.execute('sam@example.org', { type: 'Erase' })
    await world.pass(1)
    expect(await world.find('sam@example.org')).toBeUndefined()
    expect(waiting(world)).toEqual([])
    expect(kinds(world, 'sam@example.org')).toEqual(['confirm', 'module_one'])
  })

  it('that cannot be read is tried five times, kept, and stands in nobody’s way', async () => {
    const world = await start()
    await world.sendForm('odd@example.org', {}, id)
    await world.table.write({ update: receivedKey(id), set: { _: 99 }, remove: ['f'] })
    await world.sendForm('sam@example.org')
    for (let i = 0; i < 6; i += 1) {
      await world.tick()
      world.clock.setTo(world.clock.now() + minute)
    }
    expect(waiting(world)).toMatchObject([{ tries: 5, quarantined: expect.stringContaining('shape 99') }])
    expect(world.log.filter(({ message }) => message.includes('cannot be handled'))).toHaveLength(5)
    expect(kinds(world, 'sam@example.org')).toEqual(['confirm'])
  })

  it('is told without anything that was filled in, and without being counted', async () => {
    const world = await start()
    await world.sendForm('sam@example.org', { firstName: 'Sam', sector: 'ambulance' }, id)
    const records = await world.table.untold()
    await publishEvents(world.publishing, 'shard', records)
    expect([...world.table.rows.keys()].filter(key => key.startsWith('counters#'))).toEqual([])
    const [event] = await (async () => {
      const told: unknown[] = []
      await publishEvents(
        { ...world.publishing, bus: { put: async all => void told.push(...all) } },
        's',
        records,
      )
      return told
    })()
    expect(event).toEqual({
      type: 'SignUpReceived',
      detail: {
        version: 1,
        id: `${id}.sign_up.1.0`,
        at: new Date(world.clock.now()).toISOString(),
        learnerId: id,
        epoch: expect.stringMatching(/^[0-9a-z]{8}$/),
        dueNow: true,
      },
    })
  })
})

/** What may become of the event, and of the run that it starts. */
const fates = ['told', 'lost', 'told twice', 'two at once', 'told again after all'] as const

it('each is handled once and confirmed once, whatever is lost, repeated or done by two at once', async () => {
  const signUps = fc.array(
    fc.record({ who: fc.nat(5), fate: fc.constantFrom(...fates), apart: fc.constantFrom(0, 1, 90_000) }),
    { minLength: 1, maxLength: 12 },
  )
  await fc.assert(
    fc.asyncProperty(signUps, async all => {
      const world = await start()
      const ids = all.map((_, i) => String(i).padStart(24, '0'))
      for (const [i, { who, fate, apart }] of all.entries()) {
        const own = ids[i] ?? ''
        await world.sendForm(`person${who}-${i}@example.org`, {}, own)
        await world.settle(events => {
          if (fate === 'lost' || fate === 'two at once') return []
          return fate === 'told twice' ? [...events, ...events] : events
        })
        if (fate === 'two at once')
          await Promise.all([handleReceived(world.deps, own), handleReceived(world.deps, own)])
        world.clock.setTo(world.clock.now() + apart)
      }
      for (const event of world.published) await world.react(event)
      await world.pass(1)
      expect(waiting(world)).toEqual([])
      for (const [i, { who }] of all.entries())
        expect(kinds(world, `person${who}-${i}@example.org`)).toEqual(['confirm'])
    }),
    { numRuns: 40 },
  )
})

it('those of one address, sent at one moment by many hands, are all handled and emailed about once', async () => {
  const world = await start()
  for (let i = 0; i < 8; i += 1) await world.sendForm('sam@example.org', {}, String(i).padStart(24, '0'))
  const workers = Array.from({ length: 8 }, (_, i) =>
    handleReceived(world.worker(), String(i).padStart(24, '0')),
  )
  await Promise.all(workers)
  await world.pass(1)
  expect(waiting(world)).toEqual([])
  expect(kinds(world, 'sam@example.org')).toEqual(['confirm'])
})

it('a worker that read it before another handled it does nothing', async () => {
  const world = await start()
  await world.sendForm('sam@example.org', {}, id)
  const { received } = world.deps
  const find: typeof received.find = async asked => {
    const found = await received.find(asked)
    await handleReceived(world.worker(), asked)
    return found
  }
  const rows = () => JSON.stringify([...world.table.rows])
  let before = ''
  const erasedAt: typeof world.deps.learners.erasedAt = hash => {
    before ||= rows()
    return world.deps.learners.erasedAt(hash)
  }
  const slow = {
    ...world.deps,
    received: { ...received, find },
    learners: { ...world.deps.learners, erasedAt },
  }
  expect(await handleReceived(slow, id)).toBeUndefined()
  expect(before).toContain('SignUpRequested')
  expect(rows()).toBe(before)
})
