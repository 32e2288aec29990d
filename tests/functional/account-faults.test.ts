import { beforeAll, describe, expect, it } from 'vitest'
import { day, minute } from '../../shared/domain/duration.ts'
import { type EntryRejections, type FakeSes, notVerified } from '../../tools/simulation/fake-ses.ts'
import type { World } from '../../tools/simulation/world.ts'
import { afterModuleOne } from '../support/after-module-one.ts'
import { copyOf } from '../support/crowd.ts'
import { isBroken, pause, stopOf } from '../support/holds.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const people = Array.from({ length: 30 }, (_, i) => `person${i}@example.org`)

let before: World
beforeAll(async () => {
  before = await thirtyAreDue()
})
const aboutToGetTheSecond = () => copyOf(before)

/** Thirty people who are due for the second module. */
async function thirtyAreDue(): Promise<World> {
  const world = await afterModuleOne(monday, people)
  world.clock.setTo(monday + 2 * day + 5 * minute)
  return world
}

const got = (world: World, kind = 'module_two') =>
  world.ses.delivered.filter(email => email.kind === kind).map(({ to }) => to)
const rejectionsOf = async (world: World, email: string) =>
  (await world.person(email)).learner.enrolments['sample']?.rejections

/** Ticks every minute for a while, each with what SES tells of it. */
async function ticks(world: World, minutes: number): Promise<void> {
  for (let i = 0; i < minutes; i += 1) {
    world.clock.setTo(world.clock.now() + minute)
    await world.tick()
    await world.settle()
    await world.feedback()
  }
}

type Fault = ReturnType<FakeSes['fault']>
const status = (Status: EntryRejections['statuses'][number]['Status'], said?: string) => ({
  statuses: [{ Status, ...(said && { Error: said }) }],
})
const sender = notVerified('hello@example.org')

const faults: [what: string, fault: Fault, cause: string][] = [
  ['the sender’s address is not verified', sender, 'sender-not-verified'],
  ['nor its domain', notVerified('example.org'), 'sender-not-verified'],
  ['in capitals', notVerified('HELLO@EXAMPLE.ORG'), 'sender-not-verified'],
  ['with its name', notVerified('Sample <hello@example.org>'), 'sender-not-verified'],
  ['as an ARN', notVerified('arn:aws:ses:eu-west-2:1:identity/example.org'), 'sender-not-verified'],
  ['beside a recipient', notVerified('person1@example.org', 'hello@example.org'), 'sender-not-verified'],
  ['and SES names somebody unknown', notVerified('stranger@elsewhere.example'), 'sender-not-verified'],
  [
    'or nobody',
    { error: 'MessageRejected', message: 'Email address is not verified.' },
    'sender-not-verified',
  ],
  ['each email says so', status('MESSAGE_REJECTED', sender.message), 'sender-not-verified'],
  ['the domain of its bounces', status('MAIL_FROM_DOMAIN_NOT_VERIFIED'), 'sender-not-verified'],
  ['the same of a call', { error: 'MailFromDomainNotVerifiedException' }, 'sender-not-verified'],
  ['the account is suspended', { error: 'AccountSuspendedException' }, 'suspended'],
  [
    'in older words',
    { error: 'MessageRejected', message: 'Sending suspended for this account.' },
    'suspended',
  ],
  ['sending is paused', { error: 'SendingPausedException' }, 'sending-paused'],
  ['of each email', status('ACCOUNT_SENDING_PAUSED'), 'sending-paused'],
  ['of the configuration set', status('CONFIGURATION_SET_SENDING_PAUSED'), 'sending-paused'],
  ['the configuration set is gone', status('CONFIGURATION_SET_NOT_FOUND'), 'configuration-set-missing'],
  ['the same of a call', { error: 'NotFoundException', status: 404 }, 'configuration-set-missing'],
  ['its pool is gone', status('INVALID_SENDING_POOL_NAME'), 'sending-pool-missing'],
  ['the role may not send', { error: 'AccessDeniedException', status: 403 }, 'not-allowed'],
  ['SES says something new', { error: 'SomethingNewException' }, 'unrecognised SomethingNewException'],
]

describe('a fault of the account', () => {
  it.each(faults)('(%s) stops sending, and is nobody’s own', async (_, fault, cause) => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = () => fault
    const report = await world.tick()
    expect(report?.isStopped).toBe(true)
    expect(await stopOf(world)).toMatchObject({ why: cause, since: world.clock.now() })
    expect(await isBroken(world)).toBe(false)
    for (const email of people) expect(await rejectionsOf(world, email)).toBeUndefined()
  })

  it('is tested with one email every five minutes, and everything goes on when it is mended', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = () => sender
    await world.tick()
    const { calls } = world.ses
    await ticks(world, 60)
    expect(world.ses.calls - calls).toBe(12)
    world.ses.fault = () => undefined
    await ticks(world, 5)
    await world.pass(1)
    expect(got(world).sort()).toEqual([...people].sort())
    expect(await stopOf(world)).toBeUndefined()
  })

  it('that lasts fifteen days costs nobody anything but those days', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = () => sender
    await ticks(world, 10)
    world.clock.setTo(world.clock.now() + 15 * day)
    await world.tick()
    expect(got(world)).toEqual([])
    world.ses.fault = () => undefined
    await world.pass(3)
    expect(got(world).sort()).toEqual([...people].sort())
  })

  it('keeps since when it lasts, and says why it lasts now', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = () => sender
    await world.tick()
    const since = world.clock.now()
    world.ses.fault = () => ({ error: 'AccountSuspendedException' })
    await ticks(world, 10)
    expect(await stopOf(world)).toMatchObject({ why: 'suspended', since })
  })

  it('stops what is sent at once as well: a confirmation waits, and goes out within minutes', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = () => sender
    await world.tick()
    const { calls } = world.ses
    await world.signUp('new@example.org')
    await world.settle()
    expect(world.ses.calls).toBe(calls)
    world.ses.fault = () => undefined
    await ticks(world, 7)
    expect(got(world, 'confirm')).toContain('new@example.org')
  })

  it('is not tested while an operator has paused delivery', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = () => sender
    await world.tick()
    await pause(world, 'delivery')
    const { calls } = world.ses
    await ticks(world, 20)
    expect(world.ses.calls).toBe(calls)
  })

  it('says nothing of what SES names: it may be somebody’s address', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = () => notVerified('hello@example.org', 'person1@example.org')
    await ticks(world, 6)
    world.ses.fault = () => notVerified('person2@example.org')
    await ticks(world, 6)
    expect(JSON.stringify(world.log)).not.toContain('@')
    expect(JSON.stringify(await world.deps.holds.all())).not.toContain('@')
  })
})

describe('in the sandbox, a recipient who is not verified', () => {
  const [ann = '', ...others] = people
  const sandboxFor =
    (email: string): FakeSes['fault'] =>
    (_, { entries }) =>
      entries.some(({ to }) => to === email) ? notVerified(email) : undefined

  it('waits alone, is no refusal of theirs, and gets the email once the account is out of it', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = sandboxFor(ann)
    const report = await world.tick()
    expect(report?.isStopped).toBe(true)
    expect(await stopOf(world)).toBeUndefined()
    expect(got(world).sort()).toEqual([...others].sort())
    await world.pass(10)
    expect(await rejectionsOf(world, ann)).toBeUndefined()
    world.ses.fault = () => undefined
    await world.pass(2)
    expect(got(world)).toContain(ann)
  })

  it('however many they are, does not trip the version’s breaker', async () => {
    const world = await aboutToGetTheSecond()
    world.ses.fault = (_, { entries }) => notVerified(...entries.map(({ to }) => to))
    await world.tick()
    expect(await isBroken(world)).toBe(false)
  })
})

it('a status that nobody knows leaves open whether an email was sent, and evidence tells', async () => {
  const world = await aboutToGetTheSecond()
  world.ses.fault = () => status('SOMETHING_NEW' as 'FAILED')
  await world.tick()
  const claims = await Promise.all(people.map(async email => (await world.person(email)).learner))
  expect(claims.every(({ enrolments }) => enrolments['sample']?.claim?.unknownSince)).toBe(true)
})

it('a SES that answers nothing gets few emails a minute, and everything goes on once it answers', async () => {
  const world = await aboutToGetTheSecond()
  world.ses.allowance = { ...world.ses.allowance, ratePerSecond: 2 }
  world.ses.fault = () => 'lose-before'
  const { calls } = world.ses
  await world.tick()
  expect(world.ses.calls - calls).toBeLessThan(6)
  world.ses.fault = () => undefined
  await world.pass(1)
  expect(got(world).sort()).toEqual([...people].sort())
})
