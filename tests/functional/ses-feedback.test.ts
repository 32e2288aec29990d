import { describe, expect, it } from 'vitest'
import type { Mailer } from '../../shared/adapters/mailer.ts'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import { day, minute } from '../../shared/domain/duration.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { afterModuleOne } from '../support/after-module-one.ts'
import { isBroken } from '../support/holds.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const people = ['a', 'b', 'c'].map(name => `${name}@example.org`)
const [ann = ''] = people

type Told = 'Reject' | 'Rendering Failure' | 'Bounce' | 'Complaint'

/** What SES tells of an email, in the place of the word that it was sent. */
const telling =
  (eventType: Told) =>
  ({ source, detail: { mail } }: SesEvent): SesEvent => {
    if (eventType !== 'Bounce') return { source, detail: { eventType, mail } }
    const bounce = { bounceType: 'Permanent', bounceSubType: 'General' }
    return { source, detail: { eventType, mail, bounce } }
  }

/** Three people who are due for the second module. */
async function threeAreDue(): Promise<World> {
  const world = await afterModuleOne(monday, people)
  world.clock.setTo(monday + 2 * day + 5 * minute)
  return world
}

/** SES whose events are taken in before its answer is: what the worker then writes down meets what they have changed. */
const quickerThanItsAnswer = (world: World, handleSignUp: () => Promise<unknown>): Mailer => ({
  account: () => world.ses.account(),
  async sendBulk(email) {
    const answer = await world.ses.sendBulk(email)
    await handleSignUp()
    return answer
  },
})

/** The tick in which the second module goes out, and what SES tells of it: before its answer, or afterwards. */
async function tickOf(when: 'before' | 'after', told: Told) {
  const world = await threeAreDue()
  const events: SesEvent[] = []
  const handleSignUp = async () => {
    const fresh = world.ses.events.splice(0).map(telling(told))
    events.push(...fresh)
    await world.feedback(fresh)
  }
  const mailer = when === 'before' ? quickerThanItsAnswer(world, handleSignUp) : world.ses
  await world.tick(world.worker(world.table, mailer))
  await handleSignUp()
  return { world, events }
}

const times = (world: World, email: string, kind: string) =>
  world.inbox(email).filter(one => one.kind === kind).length
const claimOf = async (world: World, email: string) =>
  (await world.person(email)).learner.enrolments['sample']?.claim
const errors = (world: World) =>
  world.log.filter(
    ({ level, message }) => level === 'error' && message === 'SES accepted an email and did not deliver it',
  )

describe.each(['before', 'after'] as const)('told %s its answer is written down', when => {
  it('an email that SES rejects goes out again the next day, and its version goes on', async () => {
    const { world } = await tickOf(when, 'Reject')
    expect(await isBroken(world)).toBe(false)
    expect(errors(world)).toHaveLength(3)
    await world.pass(2)
    for (const email of people) expect(times(world, email, 'module_two')).toBe(2)
  })

  it('emails that SES cannot render stop their version, until another is published', async () => {
    const { world } = await tickOf(when, 'Rendering Failure')
    expect(await isBroken(world)).toBe(true)
    world.broken.add('deliver-due')
    await world.pass(3)
    world.broken.delete('deliver-due')
    for (const email of people) expect(times(world, email, 'module_two')).toBe(1)
    await world.publish(sampleJourney('sample', undefined, 2))
    await world.pass(2)
    for (const email of people) expect(times(world, email, 'module_two')).toBe(2)
  })

  it.each([
    ['Bounce', 'bounced'],
    ['Complaint', 'complained'],
  ] as const)('a %s settles the email, and is the last of it', async (told, undeliverable) => {
    const { world } = await tickOf(when, told)
    await world.pass(20)
    for (const email of people) {
      const { learner } = await world.person(email)
      expect(learner.undeliverable).toBe(undeliverable)
      expect(learner.enrolments['sample']?.emailed).toEqual(['one', 'two'])
      expect(await claimOf(world, email)).toBeUndefined()
      expect(times(world, email, 'module_two')).toBe(1)
      expect(times(world, email, 'reminder_two')).toBe(0)
    }
  })

  it.each(['Reject', 'Rendering Failure', 'Bounce', 'Complaint'] as const)(
    'a %s that is told three times, by a bus that repeats itself, is taken in once',
    async told => {
      const { world, events } = await tickOf(when, told)
      expect(events).toHaveLength(3)
      const rows = structuredClone([...world.table.rows])
      await world.feedback([...events, ...events])
      expect([...world.table.rows]).toEqual(rows)
    },
  )
})

it('one email that cannot be rendered, told of again and again, stops no version', async () => {
  const world = await threeAreDue()
  await world.tick()
  const [event, ...others] = world.ses.events.splice(0).map(telling('Rendering Failure'))
  expect(others).toHaveLength(2)
  if (event) await world.feedback([event, event, event, event])
  expect(await isBroken(world)).toBe(false)
})

it('a reminder that cannot be rendered counts against its version too', async () => {
  const world = new World(monday)
  await world.publish()
  for (const email of people) await world.learner(email)
  await world.feedback()
  world.clock.setTo(monday + 3 * day + 5 * minute)
  await world.tick()
  expect(times(world, ann, 'reminder_one')).toBe(1)
  await world.feedback(world.ses.events.splice(0).map(telling('Rendering Failure')))
  expect(await isBroken(world)).toBe(true)
})

it('a confirmation that bounces before it is written down is not sent again, nor asked for by the form', async () => {
  const world = new World(monday)
  await world.publish()
  await world.signUp(ann)
  await world.tell()
  const handleSignUp = () => world.feedback(world.ses.events.splice(0).map(telling('Bounce')))
  await world.tick(world.worker(world.table, quickerThanItsAnswer(world, handleSignUp)))
  await world.signUp(ann)
  await world.pass(10)
  expect(times(world, ann, 'confirm')).toBe(1)
  const { learner } = await world.person(ann)
  expect([learner.undeliverable, learner.claim]).toEqual(['bounced', undefined])
})

it.each(['Bounce', 'Complaint'] as const)(
  'a %s of an address that somebody has left behind says nothing of their new one',
  async told => {
    const world = new World(monday)
    await world.publish()
    await world.learner(ann)
    const old = world.ses.events.splice(0)
    const record = await world.person(ann)
    const moved = { ...record.details, email: 'new@example.org', addressHash: 'new' }
    await world.deps.learners.save(record, { after: record.learner, events: [], details: moved })
    await world.feedback(old.map(telling(told)))
    expect((await world.deps.learners.find(record.learner.id))?.learner.undeliverable).toBeUndefined()
  },
)

it.each(['Bounce', 'Complaint'] as const)(
  'a %s of an earlier life, told again years later, ends nothing',
  async told => {
    const world = new World(monday)
    await world.publish()
    await world.learner(ann)
    const old = world.ses.events.splice(0)
    await world.execute(ann, { type: 'Leave', via: 'page' })
    await world.pass(2 * 365)
    await world.learner(ann)
    await world.feedback(old.map(telling(told)))
    expect((await world.person(ann)).learner).toMatchObject({ status: 'active' })
    expect((await world.person(ann)).learner.undeliverable).toBeUndefined()
  },
)

it('an event with an id that is none of ours is not taken in, so that it is kept', async () => {
  const world = await threeAreDue()
  await world.tick()
  const [event] = world.ses.events
  if (!event) throw new Error('SES told nothing.')
  const tags = { ...event.detail.mail.tags, 'email-id': ['somebody-elses'] as [string] }
  const foreign = { ...event, detail: { eventType: 'Send' as const, mail: { ...event.detail.mail, tags } } }
  await expect(world.feedback([foreign])).rejects.toThrow('did not make')
})

it.each(['Bounce', 'Complaint'] as const)('a %s is heeded however SES writes the address', async told => {
  const world = new World(monday)
  await world.publish()
  await world.learner(ann)
  const events = world.ses.events.splice(0).map(telling(told))
  for (const { detail } of events) detail.mail.destination = [ann.toUpperCase()]
  await world.feedback(events)
  expect((await world.person(ann)).learner.undeliverable).toBeDefined()
})

it('a confirmation that SES rejects is written anew the next day', async () => {
  const world = new World(monday)
  await world.publish()
  await world.signUp(ann)
  await world.settle()
  await world.feedback(world.ses.events.splice(0).map(telling('Reject')))
  await world.pass(2)
  expect(times(world, ann, 'confirm')).toBe(2)
})
