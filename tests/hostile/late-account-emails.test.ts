import { beforeEach, describe, expect, it } from 'vitest'
import { day, hour, minute, week } from '../../shared/domain/duration.ts'
import { notVerified } from '../../tools/simulation/fake-ses.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause, resume } from '../support/holds.ts'
import { formPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { addressPost, mailedLink, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** One mailbox at Gmail, by other names. */
const spelled = (i: number) => `sam.night+${i}@gmail.com`
const isSpelled = (to: string) => to.startsWith('sam.night')

let world: World

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
})

/** When emails came to the mailbox. */
const came = () => world.ses.delivered.filter(({ to }) => isSpelled(to)).map(({ at }) => at)

/** An email that goes out minutes after its turn counts at its turn. */
const inTurnFor = 5 * minute

/** The most emails to the mailbox in any hour, day and week. */
const most = () =>
  [hour, day, week].map(within => {
    const moments = came()
    const window = within - inTurnFor
    return Math.max(0, ...moments.map(from => moments.filter(at => at >= from && at < from + window).length))
  })

/** As many as are allowed, and no more. */
const expectAllowed = () => {
  const [ofHour = 0, ofDay = 0, ofWeek = 0] = most()
  expect(ofHour).toBeLessThanOrEqual(2)
  expect(ofDay).toBeLessThanOrEqual(3)
  expect(ofWeek).toBeLessThanOrEqual(5)
}

/** A stranger types the mailbox so many times, spelled otherwise each time, and lets as long pass in between. */
async function types(times: number, apart: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    await world.signUp(spelled(i), { network: `198.51.100.${i}` })
    await world.passTo(world.clock.now() + apart)
  }
}

/** How many people something is still to happen to. */
const waiting = () =>
  [...world.table.rows.values()].filter(row => row.pk.startsWith('L#') && row['dp'] !== undefined).length

interface Hindrance {
  begins: () => unknown
  ends: () => unknown
}

/** Whatever holds emails back. */
const hindrances: Record<string, Hindrance> = {
  'an operator': { begins: () => pause(world, 'delivery'), ends: () => resume(world, 'delivery') },
  'a fault of the account': {
    begins: () => {
      world.ses.fault = () => notVerified('learn.example.org')
    },
    ends: () => {
      world.ses.fault = () => undefined
    },
  },
  'AWS, for the account': {
    begins: () => {
      world.ses.allowance = { ...world.ses.allowance, enabled: false }
    },
    ends: () => {
      world.ses.allowance = { ...world.ses.allowance, enabled: true }
    },
  },
  'a quota that is spent': {
    begins: () => {
      world.ses.allowance = { ...world.ses.allowance, per24Hours: 1000, sentLast24Hours: 1000 }
    },
    ends: () => {
      world.ses.allowance = { ...world.ses.allowance, sentLast24Hours: 0 }
    },
  },
  'the ceiling': {
    begins: () => {
      world.ses.allowance = { ...world.ses.allowance, per24Hours: 4 }
    },
    ends: () => {
      world.ses.allowance = { ...world.ses.allowance, per24Hours: 50_000 }
    },
  },
}

describe.each(Object.keys(hindrances))('emails to one mailbox that %s held back for days', name => {
  const { begins = () => {}, ends = () => {} } = hindrances[name] ?? {}

  it('go out as few at a time as any, the first within a day, and every one of them goes', async () => {
    await begins()
    await types(5, 10 * hour)
    expect([came(), waiting()]).toEqual([[], 5])
    await ends()
    await world.pass(1)
    expect(came().length).toBeGreaterThanOrEqual(2)
    await world.pass(4)
    expectAllowed()
    expect([came().length, waiting()]).toEqual([5, 0])
  }, 60_000)
})

it('emails to one mailbox go out as few, though more were held back than it gets in a week', async () => {
  await pause(world, 'delivery')
  await types(40, 3 * hour)
  expect(came()).toEqual([])
  const waited = waiting()
  expect(waited).toBeGreaterThan(5)
  await resume(world, 'delivery')
  await world.pass(30)
  expectAllowed()
  expect([came().length, waiting()]).toEqual([waited, 0])
})

it('emails that a storm of bounces slows down are as few', async () => {
  world.ses.allowance = { ...world.ses.allowance, ratePerSecond: 50 }
  const origin = { network: 'n', domain: 'd' }
  await world.deps.confirmations.noteSent(Array(200).fill(origin), world.clock.now())
  for (let i = 0; i < 20; i += 1) await world.deps.confirmations.noteBounced(undefined, world.clock.now())
  for (let i = 0; i < 300; i += 1) await world.signUp(`x${i}@x.example`, { network: '192.0.2.77' })
  for (let i = 0; i < 40; i += 1) await world.signUp(spelled(i), { network: '192.0.2.77' })
  await world.pass(16)
  expect(came().length).toBeGreaterThan(3)
  expectAllowed()
}, 60_000)

it('a late change of address and late sign-ups share what one mailbox gets', async () => {
  const send = website(world)
  for (const eve of ['eve', 'ivy', 'ada']) await world.learner(`${eve}@example.org`)
  await pause(world, 'delivery')
  await world.passTo(monday + 2 * day)
  await resume(world, 'delivery')
  for (const [i, eve] of ['eve', 'ivy', 'ada'].entries()) {
    await world.execute(`${eve}@example.org`, { type: 'RequestAccountEmail', kind: 'private-link' })
    await world.settle()
    const link = mailedLink(world, `${eve}@example.org`, 'privateUrl')
    await pause(world, 'delivery')
    expect((await send(addressPost(link, spelled(i)))).status).toBeLessThan(400)
    await world.passTo(world.clock.now() + 25 * hour)
    await resume(world, 'delivery')
    // Not a tick in between: what is late is late for all of them.
  }
  await pause(world, 'delivery')
  await world.passTo(world.clock.now() + 25 * hour)
  for (let i = 3; i < 9; i += 1) await world.signUp(spelled(i))
  await world.passTo(world.clock.now() + 25 * hour)
  await resume(world, 'delivery')
  await world.pass(16)
  expect(came().length).toBeGreaterThan(4)
  expectAllowed()
})

it('somebody who takes part gets no crowd of late answers either', async () => {
  const sam = spelled(0)
  await world.learner(sam)
  world.ses.delivered.length = 0
  await pause(world, 'delivery')
  await types(40, 3 * hour)
  for (let i = 0; i < 4; i += 1) await world.signUp(sam)
  await world.passTo(world.clock.now() + 10 * day)
  await resume(world, 'delivery')
  await world.pass(1)
  const strangers = world.ses.delivered.filter(
    ({ to, kind }) => isSpelled(to) && ['confirm', 'already-with-us', 'join'].includes(kind),
  )
  expect(strangers.filter(({ at }) => at < (strangers[0]?.at ?? 0) + hour).length).toBeLessThanOrEqual(2)
})

it('what is minutes late reads nothing more than what is in time', async () => {
  const form = signUpForm(spelled(0))
  await website(world)(formPost('/sign-up', form))
  await world.settle()
  expect(came()).toHaveLength(1)
  const read: string[] = []
  await world.signUp(spelled(1))
  world.clock.setTo(world.clock.now() + 2 * minute)
  const { get } = world.table
  world.table.get = key => {
    read.push(key.pk)
    return get.call(world.table, key)
  }
  await world.tick(world.worker())
  expect(came()).toHaveLength(2)
  expect(read.filter(pk => pk.startsWith('mailbox#'))).toEqual([])
})
