import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { profileKey, rowKey, tombstoneKey } from '../../shared/store/keys.ts'
import type { Item } from '../../shared/store/table.ts'
import { World } from '../../tools/simulation/world.ts'
import { FakeDeadLetters } from '../support/fake-dead-letters.ts'
import { pause } from '../support/holds.ts'
import { operatorContext } from '../support/operator-context.ts'
import { afterwards, situations } from '../support/swallowed.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const fix = ['reconcile', '--fix', '--yes', '--reason', 'a test']
const nurse = 'nurse@example.org'

interface Answer {
  people: number
  counts: Record<string, number>
  findings: { kind: string; about: string; words: string; byRule: boolean }[]
}

async function withLearners(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await world.learner(nurse)
  await world.learner('porter@example.org')
  await world.done(nurse, 'one')
  await world.settle()
  await world.feedback()
  return world
}

async function findingsOf(world: World): Promise<Answer> {
  return (await operatorContext(world).run(['reconcile', '--json'])).json() as Answer
}

async function idOf(world: World, email = nurse): Promise<string> {
  return (await world.person(email)).learner.id
}

async function rowOf(world: World, sk: string, email = nurse): Promise<Item> {
  const row = await world.table.get({ pk: `L#${await idOf(world, email)}`, sk })
  if (!row) throw new Error(`${email} has no row ${sk}.`)
  return row
}

/** The stream tells what was written while somebody waits, as it does within seconds. */
const telling = (world: World) => ({
  now: () => world.clock.now(),
  async until(at: number) {
    await world.clock.until(at)
    await world.settle()
  },
})

async function expectRepaired(world: World, kind: string) {
  const before = await findingsOf(world)
  expect(before.counts).toEqual({ [kind]: 1 })
  const repaired = await operatorContext(world, { clock: telling(world) }).run(fix)
  expect(repaired.stdout).toContain(`1 ${kind}`)
  expect(repaired.stdout).toContain('All is as it should be.')
  expect(repaired.code).toBe(0)
}

describe('operator reconcile', () => {
  it('finds nothing amiss where nothing is, and writes nothing', async () => {
    const world = await withLearners()
    const rows = JSON.stringify([...world.table.rows])
    const run = await operatorContext(world).run(['reconcile'])
    expect([run.code, run.stdout]).toEqual([
      0,
      expect.stringMatching(
        /^Looked at 2 people\. All is as it should be\.\nWhat a fault swallowed .* A replay /,
      ),
    ])
    expect(run.stderr).toMatch(/^This reads the whole table once/)
    expect(JSON.stringify([...world.table.rows])).toBe(rows)
  })

  it('finds nothing but what is late or unknown, whatever people do and whatever is swallowed', async () => {
    await fc.assert(
      fc.asyncProperty(situations, async situation => {
        const world = await afterwards(situation)
        await world.settle()
        const { findings } = await findingsOf(world)
        const kinds = new Set(findings.map(({ kind }) => kind))
        for (const kind of ['overdue', 'unknown-outcome', 'ses-silent']) kinds.delete(kind)
        expect([...kinds]).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('puts a row back into the due index that fell out of it', async () => {
    const world = await withLearners()
    const { dp: _, ds: __, f: ___, ...row } = await rowOf(world, 'E#sample')
    await world.table.write({ put: row as Item })
    await expectRepaired(world, 'misplaced')
    await world.pass(3)
    expect(world.inbox(nurse).at(-1)?.kind).toBe('module_two')
  })

  it('plans the next step of somebody who takes part and has none', async () => {
    const world = await withLearners()
    const { dp: _, ds: __, d: ___, f: ____, ...row } = await rowOf(world, 'E#sample')
    await world.table.write({ put: row as Item })
    await expectRepaired(world, 'no-next-step')
    await world.pass(3)
    expect(world.inbox(nurse).at(-1)?.kind).toBe('module_two')
  })

  it('lets a row be tried again that was quarantined', async () => {
    const world = await withLearners()
    const learnerId = await idOf(world)
    const ref = { learnerId, journeyId: 'sample', dueAt: monday }
    for (let i = 0; i < 5; i += 1) await world.deps.quarantined.failed(rowKey(ref), 'a bug that is mended')
    const { findings } = await findingsOf(world)
    expect(findings[0]).toMatchObject({ kind: 'quarantined', words: 'was quarantined: a bug that is mended' })
    await expectRepaired(world, 'quarantined')
    await world.pass(3)
    expect(world.inbox(nurse).at(-1)?.kind).toBe('module_two')
  })

  it('lists people whose rows cannot be read', async () => {
    const world = await withLearners()
    await world.table.write({ update: profileKey(await idOf(world)), set: { _: 99 }, remove: ['f'] })
    const { findings } = await findingsOf(world)
    expect(findings.find(({ kind }) => kind === 'unreadable')).toMatchObject({ byRule: false })
  })

  it.each([{ _: 99 }, { h: 'spoilt' }])(
    'takes nobody out of the figures whose row cannot be read: %o',
    async set => {
      const world = await withLearners()
      await counterStore(world.table).correct('sample', { 'people.start': 3 })
      const before = await counterStore(world.table).ofJourney('sample')
      const about = await idOf(world)
      await world.table.write({ update: profileKey(about), set })
      const run = await operatorContext(world).run([...fix, '--json'])
      expect(run.code, run.stderr).toBe(1)
      const { counts, findings } = run.json() as Awaited<ReturnType<typeof findingsOf>>
      expect(counts).toEqual({ unreadable: 1 })
      const words = expect.stringContaining('no figures are compared until it can be')
      expect(findings).toMatchObject([{ about, words }])
      expect(await counterStore(world.table).ofJourney('sample')).toEqual(before)
    },
  )

  it('clears what is left of somebody who was erased', async () => {
    const world = await withLearners()
    const row = await rowOf(world, 'E#sample')
    await world.execute(nurse, { type: 'Erase' })
    await world.settle()
    await world.table.write({ put: { ...row, f: undefined } as Item })
    await expectRepaired(world, 'left-over')
    const rows = await world.table.query(row.pk)
    expect(rows.map(({ sk }) => sk)).toEqual([tombstoneKey('').sk])
  })

  it('forgets an address that leads to nobody, and finds one that is missing', async () => {
    const world = await withLearners()
    await world.table.write({ put: { pk: 'A#lost', sk: 'address', learnerId: 'z'.repeat(24) } })
    await expectRepaired(world, 'address-without-person')
    const { details } = await world.person(nurse)
    await world.table.write({ delete: { pk: `A#${details.addressHash}`, sk: 'address' } })
    await expectRepaired(world, 'person-without-address')
    expect((await world.person(nurse)).details.email).toBe(nurse)
  })

  it('takes nobody for lost whose time is up and whom DynamoDB has not removed yet', async () => {
    const world = await withLearners()
    await world.signUp('never@example.org')
    await world.settle()
    world.clock.setTo(monday + 31 * day)
    const { findings } = await findingsOf(world)
    expect(findings.filter(({ kind }) => kind.includes('address'))).toEqual([])
  })

  it('puts figures right that drifted', async () => {
    const world = await withLearners()
    const before = await counterStore(world.table).ofJourney('sample')
    await counterStore(world.table).correct('sample', { 'people.start': 3, 'event.ModuleCompleted.one': -1 })
    const { findings } = await findingsOf(world)
    expect(findings.map(({ about, words }) => `${about} ${words}`).sort()).toEqual([
      'sample event.ModuleCompleted.one says 0, and a recount 1',
      'sample people.start says 3, and a recount 0',
    ])
    expect((await operatorContext(world).run(fix)).code).toBe(0)
    expect(await counterStore(world.table).ofJourney('sample')).toMatchObject({
      ...before,
      'people.start': 0,
    })
  })

  it('leaves figures alone that the stream has yet to bring up to date, also with --fix', async () => {
    const world = await withLearners()
    await world.pass(3)
    await world.settle()
    await world.done(nurse, 'two')
    const before = await counterStore(world.table).ofJourney('sample')
    const run = await operatorContext(world).run([...fix, '--json'])
    expect([run.code, run.json()]).toMatchObject([
      1,
      {
        counts: { 'stream-behind': 1 },
        findings: [{ kind: 'stream-behind', about: 'sample', byRule: false }],
      },
    ])
    expect(await counterStore(world.table).ofJourney('sample')).toEqual(before)
    await world.settle()
    expect((await findingsOf(world)).counts).toEqual({})
  })

  it('compares no figures while dead letters of publish-events wait, which a redrive is going to count', async () => {
    const world = await withLearners()
    await counterStore(world.table).correct('sample', { 'people.start': 3 })
    const deadLetters = new FakeDeadLetters(world.clock)
    deadLetters.add('publish-events', { shard: 's', record: { sequenceNumber: '1' }, reason: 'unreadable' })
    const found = async () =>
      (
        (await operatorContext(world, { deadLetters }).run(['reconcile', '--json'])).json() as {
          counts: object
        }
      ).counts
    expect(await found()).toEqual({ 'stream-behind': 1 })
    deadLetters.kept = []
    expect(await found()).toEqual({ counter: 1 })
  })

  it('counts anew what the stream never told, once it cannot tell it any more', async () => {
    const world = await withLearners()
    await world.pass(3)
    await world.settle()
    await world.done(nurse, 'two')
    await world.table.untold()
    world.clock.setTo(world.clock.now() + 22 * hour)
    expect((await findingsOf(world)).counts['stream-behind']).toBe(1)
    world.clock.setTo(world.clock.now() + 2 * hour)
    const { counts } = await findingsOf(world)
    expect(counts['stream-behind']).toBeUndefined()
    expect(counts['counter']).toBeGreaterThan(0)
    await operatorContext(world).run(fix)
    expect((await findingsOf(world)).counts['counter']).toBeUndefined()
  })

  it('counts on those who were erased as the figures do', async () => {
    const world = await withLearners()
    await world.execute(nurse, { type: 'Erase' })
    await world.settle()
    expect((await findingsOf(world)).counts).toEqual({})
  })

  it('finds people whom SES does not email any more', async () => {
    const world = await withLearners()
    const suppressionList = {
      since: async () => [
        { address: 'Nurse@example.org', because: 'complaint' as const },
        { address: 'stranger@example.org', because: 'bounce' as const },
      ],
      remove: async () => false,
    }
    const run = await operatorContext(world, { suppressionList }).run(fix)
    expect(run.stdout).toContain('1 suppressed-by-ses')
    expect((await world.person(nurse)).learner.undeliverable).toBe('complained')
  })

  it('says so when SES has fallen silent', async () => {
    const world = await withLearners()
    world.clock.setTo(monday + hour)
    await world.learner('carer@example.org')
    world.clock.setTo(monday + 3 * hour)
    const { findings } = await findingsOf(world)
    expect(findings.find(({ kind }) => kind === 'ses-silent')?.words).toMatch(/has spoken of/)
  })

  it('lists what is late, unless an operator holds it back', async () => {
    const world = await withLearners()
    world.clock.setTo(monday + 4 * day)
    expect((await findingsOf(world)).counts).toEqual({ overdue: 2 })
    await pause(world, { journey: 'sample' })
    expect((await findingsOf(world)).counts).toEqual({})
  })

  it('asks, and leaves its trace', async () => {
    const world = await withLearners()
    await counterStore(world.table).correct('sample', { 'people.start': 3 })
    const no = await operatorContext(world).run(['reconcile', '--fix', '--reason', 'a test'], {
      interactive: true,
    })
    expect([no.code, no.asked]).toEqual([2, ['Mend 1 finding on local?']])
    await operatorContext(world).run(fix)
    const [entry] = await auditStore(world.table).between(monday, world.clock.now())
    expect(entry).toMatchObject({ what: 'reconcile', why: 'a test', result: { counter: 1 }, outcome: 'done' })
  })
})

describe('operator reconcile and emails of unknown outcome', () => {
  async function withUnknown(): Promise<World> {
    const world = await withLearners()
    world.ses.fault = () => 'lose-before'
    await world.pass(3)
    world.ses.fault = () => undefined
    expect((await findingsOf(world)).counts['unknown-outcome']).toBe(1)
    return world
  }

  it('takes the operator’s word that it went out', async () => {
    const world = await withUnknown()
    await operatorContext(world).run([
      'reconcile',
      ...['--unknown-as', 'sent', '--yes', '--reason', 'SES says so'],
    ])
    await world.settle()
    expect((await findingsOf(world)).counts).toEqual({})
    const { learner } = await world.person(nurse)
    expect(learner.enrolments['sample']?.phase).toMatchObject({ is: 'reading', moduleId: 'two' })
    expect(world.inbox(nurse).map(({ kind }) => kind)).toEqual(['confirm', 'module_one'])
  })

  it('takes the operator’s word that it never did, and it goes out once', async () => {
    const world = await withUnknown()
    await operatorContext(world).run([
      'reconcile',
      ...['--unknown-as', 'not-sent', '--yes', '--reason', 'SES says so'],
    ])
    await world.pass(2)
    expect(world.inbox(nurse).map(({ kind }) => kind)).toEqual(['confirm', 'module_one', 'module_two'])
  })

  it('settles by itself what evidence proves', async () => {
    const world = await withLearners()
    world.ses.fault = call => (call === 1 + 4 ? 'lose-before' : undefined)
    world.clock.setTo(monday + 2 * day + hour)
    await world.tick()
    for (let i = 0; i < 8; i += 1) await world.signUp(`person${i}@example.org`)
    await world.settle()
    await world.feedback()
    world.clock.setTo(world.clock.now() + 6 * minute)
    await world.tick()
    const before = await findingsOf(world)
    expect(before.findings.find(({ kind }) => kind === 'unknown-outcome')?.byRule).toBe(true)
    await operatorContext(world).run(fix)
    expect((await findingsOf(world)).counts['unknown-outcome']).toBeUndefined()
    await world.pass(2)
    expect(world.inbox(nurse).filter(({ kind }) => kind === 'module_two')).toHaveLength(1)
  })
})
