import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OutgoingEvent } from '../../shared/adapters/event-bus.ts'
import { day, hour } from '../../shared/domain/duration.ts'
import { parseEmailId } from '../../shared/domain/email-id.ts'
import { isReachable, type Learner } from '../../shared/domain/learner.ts'
import { auditStore } from '../../shared/store/audit.ts'
import type { OperatorDeps } from '../../tools/operator/deps.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { type Doing, does, doings, emailOf, promptJourney } from '../support/doings.ts'
import { resume } from '../support/holds.ts'
import { operatorContext } from '../support/operator-context.ts'
import { archivedFrom, backupOf, restore } from '../support/restored.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const people = 5
const everyone = Array.from({ length: people }, (_, who) => emailOf(who))

interface Situation {
  before: readonly Doing[]
  gap: readonly Doing[]
  /** How long it takes after that until sending stops, in hours. */
  silence: number
  after: readonly Doing[]
}

/** What is on no bus is lost with the table: preferences, and links that were asked for. */
const known = ({ does: what }: Doing): boolean => what !== 'prefer'

const situations: fc.Arbitrary<Situation> = fc.record({
  before: doings(people, { minLength: 6, maxLength: 25 }),
  gap: doings(people, { minLength: 1, maxLength: 20 }).map(all => all.filter(known)),
  silence: fc.constantFrom(0, 1, 30, 24 * 5, 24 * 30),
  after: doings(people, { minLength: 0, maxLength: 8 }),
})

const doing = (does: Doing['does'], hours: number): Doing => ({ who: 0, does, module: 'one', hours })

/** Somebody confirms a sign-up that they made in the gap, and later the one from before it. */
const confirmedInGap: Situation = {
  before: [doing('sign-up', 30)],
  gap: [doing('sign-up', 0), doing('confirm', 0)],
  silence: 0,
  after: [doing('confirm', 0)],
}

async function live(world: World, all: readonly Doing[]): Promise<void> {
  for (const doing of all) {
    await does(world, doing)
    await world.settle()
    await world.passTo(world.clock.now() + doing.hours * hour)
    await world.feedback()
  }
}

/** Everybody who ever had an address, as they are now. */
async function learnersIn(world: World): Promise<Map<string, Learner>> {
  const records = await Promise.all(everyone.map(email => world.find(email)))
  return new Map(records.flatMap(record => (record ? [[record.learner.id, record.learner]] : [])))
}

/** SES's own memory of bounces, which no restore touches. */
async function suppressedBy(world: World): Promise<OperatorDeps['suppressionList']> {
  const records = await Promise.all(everyone.map(email => world.find(email)))
  const bounced = records.filter(record => record?.learner.undeliverable === 'bounced')
  return {
    since: async () =>
      bounced.map(one => ({ address: one?.details.email ?? '', because: 'bounce' as const })),
    remove: async () => false,
  }
}

interface Restored {
  lost: World
  restored: World
  from: number
  context: ReturnType<typeof operatorContext>
}

async function restoredAfter({ before, gap, silence }: Omit<Situation, 'after'>): Promise<Restored> {
  const world = new World(monday)
  world.timesTold = 2
  await world.publish(promptJourney())
  await world.publish(promptJourney('other'))
  await live(world, before)
  const backup = await backupOf(world)
  const from = world.clock.now()
  world.clock.setTo(from + 1000)
  await live(world, gap)
  await world.pass(silence / 24)
  const restored = await restore(backup, world)
  const suppressionList = await suppressedBy(world)
  const context = operatorContext(restored, { gapEvents: archivedFrom(world), suppressionList })
  return { lost: world, restored, from, context }
}

const wayBack = (from: number, as?: 'sent' | 'not-sent') => [
  'reconcile',
  ...['--after-restore', new Date(from).toISOString(), ...(as ? ['--unknown-as', as] : [])],
  ...['--yes', '--reason', 'a restore', '--json'],
]

const countsOf = async (context: Restored['context']) =>
  ((await context.run(['reconcile', '--json'])).json() as { counts: Record<string, number> }).counts

/** What an email is about, however often it was tried. */
function subjectOf(id: string): string {
  const ref = parseEmailId(id)
  if (!ref) throw new Error(`No email has the id ${id}.`)
  return ref.kind === 'module' ? [ref.learnerId, ref.epoch, ref.journeyId, ref.moduleId].join(' ') : id
}

/** Who goes on after a pause gets the module before them once more: so often, and no more, one may come again. */
function expectNoEmailTwice({ ses, published }: World, before: readonly OutgoingEvent[] = []): void {
  const ids = ses.delivered.map(({ id }) => id)
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  const subjects = ids.map(subjectOf)
  const again = ids.filter((_, i) => subjects.indexOf(subjects[i] ?? '') !== i)
  const resumed = new Map(
    [...before, ...published]
      .filter(({ type }) => type === 'JourneyResumed')
      .map(({ detail }) => [detail.id, detail.learnerId]),
  )
  for (const [learnerId, emails] of Map.groupBy(again, id => parseEmailId(id)?.learnerId))
    expect(emails.length, `${emails}`).toBeLessThanOrEqual(
      [...resumed.values()].filter(id => id === learnerId).length,
    )
}

/** Whether somebody was in by a sign-up of the gap, and none of theirs from before can take its place. */
function signedUpInGap(lost: Learner, backup: Learner | undefined): boolean {
  const { confirmed, joined, joining, enrolments } = lost
  if (backup === undefined || confirmed === undefined || backup.confirmed === confirmed) return false
  const isBegunWith = (id: string) => !joined.some(({ journeyId }) => journeyId === id)
  const all = [...Object.keys(enrolments), ...joining.map(({ journeyId }) => journeyId)]
  return !backup.requests.some(({ journeyId }) => all.includes(journeyId) && isBegunWith(journeyId))
}

/** What the system knew when the table was lost, it knows again. */
function expectNothingForgotten(
  was: Map<string, Learner>,
  backup: Map<string, Learner>,
  is: Map<string, Learner>,
) {
  for (const id of backup.keys()) if (!was.has(id)) expect(is.get(id)).toBeUndefined()
  for (const [id, before] of was) {
    const after = is.get(id)
    if (!after || after.epoch !== before.epoch) continue
    if (signedUpInGap(before, backup.get(id))) continue
    expect([after.status, after.undeliverable]).toEqual([before.status, before.undeliverable])
    for (const { journeyId, done, pausedBy } of Object.values(before.enrolments)) {
      expect(new Set(after.enrolments[journeyId]?.done)).toEqual(new Set(done))
      // When an address bounced in the gap is not known, only that it did: until its end, emails count as sent.
      if (isReachable(before)) expect(after.enrolments[journeyId]?.pausedBy).toBe(pausedBy)
    }
  }
}

/** Whoever knows events by their ids is never told two things under one. */
function expectIdsToMeanOneThing(lost: World, restored: World): void {
  const meaning = ({ type, detail: { epoch, journeyId, moduleId } }: OutgoingEvent) =>
    [type, epoch, journeyId, moduleId].join(' ')
  const known = new Map(lost.published.map(event => [event.detail.id, meaning(event)]))
  for (const event of restored.published)
    expect(known.get(event.detail.id) ?? meaning(event)).toBe(meaning(event))
}

describe('the way back after a restore', () => {
  it('emails nobody twice, forgets nothing that was told, and leaves a table in which nothing is amiss', async () => {
    await fc.assert(
      fc.asyncProperty(situations, async situation => {
        const { lost, restored, from, context } = await restoredAfter(situation)
        const [was, backup] = [await learnersIn(lost), await learnersIn(restored)]
        const run = await context.run(wayBack(from, 'sent'))
        expect(run.stderr).not.toContain('was left as they are')
        await restored.settle()
        expect(await countsOf(context)).toEqual({})
        expectNothingForgotten(was, backup, await learnersIn(restored))

        const rows = JSON.stringify([...restored.table.rows].filter(([key]) => key.startsWith('L#')))
        await context.run(wayBack(from, 'sent'))
        expect(JSON.stringify([...restored.table.rows].filter(([key]) => key.startsWith('L#')))).toBe(rows)

        await context.run(['release', 'delivery', '--yes', '--reason', 'all is well'])
        await live(restored, situation.after)
        await restored.pass(40)
        expectNoEmailTwice(restored, lost.published)
        // Who signs up with an address that SES suppresses: this SES does not say so.
        const { 'suppressed-by-ses': _, ...counts } = await countsOf(context)
        expect(counts).toEqual({})
        expectIdsToMeanOneThing(lost, restored)
      }),
      { numRuns: 200, examples: [[confirmedInGap]] },
    )
  })
})

describe('several journeys', () => {
  const nurse = emailOf(0)

  /** Somebody in one journey; then what they do in the gap. */
  async function restoredWith(inGap: (world: World) => Promise<unknown>): Promise<World> {
    const world = new World(monday)
    for (const id of ['sample', 'other']) await world.publish(promptJourney(id))
    await world.learner(nurse)
    const backup = await backupOf(world)
    const from = world.clock.now()
    world.clock.setTo(from + 1000)
    await inGap(world)
    await world.settle()
    await world.pass(1)
    const restored = await restore(backup, world)
    const context = operatorContext(restored, { gapEvents: archivedFrom(world) })
    await context.run(wayBack(from, 'sent'))
    await context.run(['release', 'delivery', '--yes', '--reason', 'all is well'])
    await restored.pass(30)
    expectNoEmailTwice(restored)
    return restored
  }

  it('joined in the gap by a sign-up of the gap are followed, though its wording is lost', async () => {
    const restored = await restoredWith(async world => {
      await world.signUp(nurse, { journeyId: 'other' })
      await world.settle()
      await world.confirm(nurse)
    })
    const { learner } = await restored.person(nurse)
    expect(learner.joined).toEqual([{ journeyId: 'other', request: 1 }])
    expect(learner.enrolments['other']?.emailed).toEqual(['one'])
  })

  it('that were left in the gap stay left, and the others go on', async () => {
    const restored = await restoredWith(async world => {
      await world.execute(nurse, { type: 'LeaveJourney', journeyId: 'sample' })
    })
    const { learner } = await restored.person(nurse)
    expect([learner.status, learner.enrolments['sample']?.phase.is]).toEqual(['active', 'left'])
    expect(restored.inbox(nurse).map(({ kind }) => kind)).toEqual(['confirm', 'module_one'])
  })
})

describe('operator reconcile --after-restore', () => {
  const nurse = emailOf(0)

  /** A module is due in the gap, two days after its beginning, and was sent in it or not; so is what follows from it. */
  async function gapOf(days: number, wasSent = true): Promise<Restored> {
    const world = new World(monday)
    await world.publish(sampleJourney())
    await world.learner(nurse)
    await world.learner(emailOf(1))
    await world.done(nurse, 'one')
    await world.settle()
    await world.feedback()
    const backup = await backupOf(world)
    const from = world.clock.now()
    world.clock.setTo(from + 1000)
    await world.signUp('newcomer@example.org')
    await world.settle()
    await world.execute(emailOf(1), { type: 'Erase' })
    await world.settle()
    if (wasSent) await world.pass(days)
    else world.clock.setTo(from + days * day)
    const restored = await restore(backup, world)
    return {
      lost: world,
      restored,
      from,
      context: operatorContext(restored, { gapEvents: archivedFrom(world) }),
    }
  }

  const modules = (world: World) => world.inbox(nurse).map(({ kind }) => kind)

  it('does nothing while delivery is running, in the future, or after a no', async () => {
    const { restored, from, context } = await gapOf(14)
    const rows = JSON.stringify([...restored.table.rows])
    const future = await context.run(wayBack(restored.clock.now() + hour))
    expect([future.code, future.stderr]).toEqual([2, 'A table cannot be restored to the future.\n'])
    const no = await context.run(
      wayBack(from).filter(arg => arg !== '--yes'),
      { interactive: true },
    )
    expect([no.code, no.asked]).toEqual([2, ['Take local through this gap?']])
    expect(no.stderr).toContain('The archive may lag by ten minutes')
    expect(JSON.stringify([...restored.table.rows])).toBe(rows)
    await resume(restored, 'delivery')
    const running = await context.run(wayBack(from))
    expect([running.code, running.stderr]).toEqual([2, expect.stringMatching(/^Delivery is running/)])
  })

  it('says who is lost, and leaves its trace', async () => {
    const { lost, restored, from, context } = await gapOf(14)
    const newcomer = (await lost.person('newcomer@example.org')).learner.id
    const run = await context.run(wayBack(from, 'sent'))
    expect(run.code).toBe(1)
    expect(run.stderr).toContain('1 person signed up in it and are lost')
    expect(run.json()).toMatchObject({ through: { lost: [newcomer], events: { LearnerErased: 1 } } })
    const [entry] = await auditStore(restored.table).between(monday, restored.clock.now())
    expect(entry).toMatchObject({ what: 'reconcile after restore', why: 'a restore', outcome: 'done' })
  })

  it('holds what nobody knows of, whatever the evidence around, until the operator says', async () => {
    const { restored, from, context } = await gapOf(2.1)
    const before = modules(restored)
    expect((await context.run(wayBack(from))).code).toBe(1)
    await restored.settle()
    await context.run(['release', 'delivery', '--yes', '--reason', 'a test'])
    for (let i = 1; i < 9; i += 1) await restored.learner(emailOf(i))
    await restored.pass(2)
    expect(await countsOf(context)).toEqual({ 'unknown-outcome': 1 })
    const fix = ['reconcile', '--fix', '--unknown-as', 'not-sent', '--yes', '--reason', 'a test']
    expect((await context.run(fix)).stdout).toContain('--after-restore')
    await restored.pass(2)
    expect(modules(restored)).toEqual(before)

    await context.run(['hold', 'delivery', '--yes', '--reason', 'a test'])
    await context.run(wayBack(from, 'sent'))
    await restored.settle()
    expect(await countsOf(context)).toEqual({})
    await context.run(['release', 'delivery', '--yes', '--reason', 'a test'])
    await restored.pass(40)
    expectNoEmailTwice(restored)
  })

  it('does nothing again that somebody did several times in the gap, nor undoes what they did since', async () => {
    const world = new World(monday)
    await world.publish()
    await world.learner(nurse)
    const backup = await backupOf(world)
    const from = world.clock.now()
    for (const type of ['PauseJourney', 'ResumeJourney', 'PauseJourney', 'ResumeJourney'] as const) {
      world.clock.setTo(world.clock.now() + hour)
      await world.execute(nurse, { type, journeyId: 'sample' })
      await world.settle()
    }
    const restored = await restore(backup, world)
    const context = operatorContext(restored, { gapEvents: archivedFrom(world) })
    const first = await context.run(wayBack(from, 'sent'))
    expect(first.json()).toMatchObject({ through: { events: { JourneyPaused: 2, JourneyResumed: 2 } } })
    restored.clock.setTo(restored.clock.now() + hour)
    await restored.execute(nurse, { type: 'PauseJourney', journeyId: 'sample' })
    const again = await context.run(wayBack(from, 'sent'))
    expect(again.json()).toMatchObject({ through: { changed: 0 } })
    expect((await restored.person(nurse)).learner.enrolments['sample']?.pausedBy).toBe('learner')
  })

  it('lets go what the operator knows was never sent, once', async () => {
    const { restored, from, context } = await gapOf(14, false)
    await context.run(wayBack(from, 'not-sent'))
    await restored.settle()
    expect(await countsOf(context)).toEqual({})
    await context.run(['release', 'delivery', '--yes', '--reason', 'a test'])
    await restored.pass(2)
    expect(modules(restored)).toEqual(['confirm', 'module_one', 'module_two'])
    expectNoEmailTwice(restored)
  })
})
