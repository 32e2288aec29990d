import { describe, expect, it } from 'vitest'
import { publishedTypes } from '../../shared/contracts/bus.ts'
import { day, minute } from '../../shared/domain/duration.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { profileKey } from '../../shared/store/keys.ts'
import { replayStore } from '../../shared/store/replays.ts'
import { World } from '../../tools/simulation/world.ts'
import { brokenHour } from '../support/broken-hour.ts'
import { busOf, FakeArchive } from '../support/fake-archive.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
/** All that was ever put on the bus of people. */
const everything = ['--type', ...publishedTypes]
const yes = ['--yes', '--reason', 'a test']
const window = ['--from', '2026-11-23T08:00Z', '--to', '2026-11-23T10:00Z']

interface Answer {
  dryRun: {
    events: number
    answers: Record<string, number>
    changed: object
    passed: { why: string; type: string }[]
  }
  replay?: { id: string; end: string; expected: object; changed: object }
}

const kinds = (world: World, name: string) => world.inbox(`${name}@example.org`).map(one => one.kind)

describe('operator replay', () => {
  it('lets what was swallowed happen, says so beforehand, and reports what it did', async () => {
    const world = await brokenHour()
    const run = await operatorContext(world).run(['replay', ...window, ...yes, '--json'])
    const { dryRun, replay } = run.json() as Answer
    expect(run.code).toBe(0)
    expect(dryRun.answers).toEqual({ changes: 3, done: 3, passed: 0, waits: 0, nobody: 0 })
    expect(dryRun.changed).toEqual({ people: 3, events: { JourneyStarted: 3, ModuleEmailed: 3 }, emails: 3 })
    expect(replay).toMatchObject({ end: 'done', expected: dryRun.changed, changed: dryRun.changed })
    for (const name of ['nurse', 'porter', 'carer'])
      expect(kinds(world, name)).toEqual(['confirm', 'module_one'])
  })

  it('shows the dry run, what the scan costs, and both side by side', async () => {
    const world = await brokenHour()
    const { stdout, stderr } = await operatorContext(world).run(['replay', ...window, ...yes])
    expect(stderr).toMatch(/^This reads the whole table once: \d+ rows, .* USD, about \d+ seconds?\.$/m)
    expect(stderr).toContain('How many reports of learning platforms the archive holds is not known')
    expect(stdout).toMatch(/people changed +3 +3\nemails +3 +3\n/)
  })

  it('with --dry-run needs no reason, asks nothing and changes nothing', async () => {
    const world = await brokenHour()
    const rows = JSON.stringify([...world.table.rows])
    const { code, stdout, asked } = await operatorContext(world).run(['replay', ...window, '--dry-run'])
    expect(code).toBe(0)
    expect(asked).toEqual([])
    expect(stdout).toMatch(/would change +3 events, 3 people: 3 JourneyStarted, 3 ModuleEmailed/)
    expect(JSON.stringify([...world.table.rows])).toBe(rows)
  })

  it('names who has a history that cannot be read, and does the others', async () => {
    const world = await brokenHour()
    const { learner } = await world.person('nurse@example.org')
    await world.table.write({ update: profileKey(learner.id), set: { h: 'spoilt' } })
    const run = await operatorContext(world).run(['replay', ...everything, ...yes, '--json'])
    const { dryRun, replay } = run.json() as Answer
    expect(dryRun).toMatchObject({ changed: { people: 2 }, unreadable: [learner.id] })
    expect(replay).toMatchObject({ end: 'done', changed: dryRun.changed })
  })

  it('asks, and a no changes nothing', async () => {
    const world = await brokenHour()
    const no = await operatorContext(world).run(['replay', ...window, '--reason', 'a test'], {
      interactive: true,
    })
    expect(no.asked).toEqual(['Replay 6 events on local?'])
    expect(no.code).toBe(2)
    expect(kinds(world, 'nurse')).toEqual(['confirm'])
  })

  it('leaves its trace in the audit trail, and among the replays', async () => {
    const world = await brokenHour()
    await operatorContext(world).run(['replay', ...window, '--reason', 'a broken release', '--yes'])
    const [entry] = await auditStore(world.table).between(monday, world.clock.now())
    expect(entry).toMatchObject({
      what: 'replay',
      why: 'a broken release',
      outcome: 'done',
      about: { source: 'archive', events: 6, rules: 'start-journey record-completion deliver-due' },
      result: { end: 'done', peopleChanged: 3, emails: 3, peopleExpected: 3, emailsExpected: 3 },
    })
    expect(await replayStore(world.table).list()).toMatchObject([{ state: 'done', changed: { people: 3 } }])
  })

  it('replays to the rules that are named, and no others', async () => {
    const world = await brokenHour()
    const onlyDue = await operatorContext(world).run([
      'replay',
      ...window,
      '--rule',
      'foreign',
      ...yes,
      '--json',
    ])
    expect((onlyDue.json() as Answer).dryRun.events).toBe(0)
    expect(kinds(world, 'nurse')).toEqual(['confirm'])
    const byType = ['replay', ...window, '--type', 'SignUpConfirmed', ...yes, '--json']
    expect(((await operatorContext(world).run(byType)).json() as Answer).dryRun.events).toBe(3)
    expect(kinds(world, 'nurse')).toEqual(['confirm', 'module_one'])
  })

  it('waits out the delay of the archive, and says so', async () => {
    const world = await brokenHour()
    const before = world.clock.now()
    const { stderr } = await operatorContext(world).run(['replay', '--from', '2026-11-23T08:00Z', ...yes])
    expect(stderr).toContain('The archive may lag by ten minutes, so the replay begins at 2026-11-23T11:10')
    expect(world.clock.now() - before).toBeGreaterThanOrEqual(10 * minute)
    expect(kinds(world, 'nurse')).toEqual(['confirm', 'module_one'])
  })

  it('cancels a replay of the archive where somebody stops it', async () => {
    const world = await brokenHour()
    const archive = new FakeArchive(world)
    archive.perLook = 1
    const onInterrupt = (stop: () => void) => {
      stop()
      return () => {}
    }
    const run = await operatorContext(world, { archive }).run(['replay', ...window, '--reason', 'a test'], {
      interactive: true,
      answer: true,
      onInterrupt,
    })
    expect(run.asked).toEqual(['Replay 6 events on local?', 'Stop the replay here?'])
    expect(run.stdout).toContain('The replay was cancelled.')
    expect([...archive.replays.values()]).toMatchObject([{ cancelled: true, told: 1 }])
  })
})

describe('operator replay from the stored histories', () => {
  it('puts one person’s events on the bus again, with the same ids, at the rate asked for', async () => {
    const world = await brokenHour()
    const first = world.published.map(({ detail }) => detail.id)
    const { learner } = await world.person('nurse@example.org')
    const before = world.clock.now()
    const run = await operatorContext(world).run([
      'replay',
      ...['--learner', 'nurse@example.org', '--rate', '2'],
      ...yes,
      '--json',
    ])
    expect((run.json() as Answer).replay).toMatchObject({ end: 'done', changed: { people: 1, emails: 1 } })
    const again = world.published.slice(first.length).map(({ detail }) => detail.id)
    const [started, ...news] = again.filter(id => !first.includes(id))
    expect([started, news]).toEqual([`${learner.id}.sample.1.0`, []])
    expect(again.filter(id => id !== started)).toEqual(
      first.filter(id => id.startsWith(learner.id) && !id.includes('.sign_up.')),
    )
    expect(world.clock.now() - before).toBeGreaterThanOrEqual(1000)
    expect(run.stderr).not.toContain('whole table')
    expect(kinds(world, 'porter')).toEqual(['confirm'])
  })

  it('picks by journey, module, type and time', async () => {
    const world = await brokenHour()
    await operatorContext(world).run(['replay', ...everything, ...yes])
    await world.settle()
    await world.done('nurse@example.org', 'one')
    await world.settle()
    const eventsOf = async (...args: string[]) =>
      ((await operatorContext(world).run(['replay', ...args, '--dry-run', '--json'])).json() as Answer).dryRun
        .events
    expect(await eventsOf('--module', 'one')).toBe(1)
    expect(await eventsOf('--journey', 'sample', '--type', 'JourneyStarted', 'SignUpConfirmed')).toBe(6)
    expect(await eventsOf('--journey', 'sample', '--from', '2026-11-23T10:30Z')).toBe(4)
    expect(await eventsOf('--journey', 'sample', '--to', '2026-11-23T10:30Z')).toBe(6)
    expect(await eventsOf(...everything)).toBe(13)
  })

  it('goes on where it was cut off', async () => {
    const world = await brokenHour()
    let calls = 0
    const bus = {
      put: async (events: Parameters<ReturnType<typeof busOf>['put']>[0]) => {
        calls += 1
        if (calls === 3) throw new Error('the network is gone')
        world.clock.setTo(world.clock.now() + 6000)
        await busOf(world).put(events)
      },
    }
    const broken = operatorContext(world, { bus })
    await expect(broken.run(['replay', ...everything, ...yes])).rejects.toThrow('the network is gone')
    const [cutOff] = await replayStore(world.table).list()
    expect(cutOff).toMatchObject({ state: 'running', put: 6 })

    const context = operatorContext(world)
    const told = world.published.length
    const resumed = await context.run(['replay', '--resume', cutOff?.id ?? '', ...yes, '--json'])
    // The third person's three events, and that their journey started.
    expect(world.published.length - told).toBe(4)
    expect((resumed.json() as Answer).replay).toMatchObject({
      end: 'done',
      changed: { people: 3, emails: 3 },
    })
    expect(await replayStore(world.table).list()).toMatchObject([{ state: 'done' }])
    const twice = await context.run(['replay', '--resume', cutOff?.id ?? '', ...yes])
    expect([twice.code, twice.stderr]).toEqual([
      2,
      expect.stringMatching(/^There is no replay .* Unfinished: none\.$/m),
    ])
  })

  it('stops between two people where somebody wants it to, and says how to go on', async () => {
    const world = await brokenHour()
    const onInterrupt = (stop: () => void) => {
      stop()
      return () => {}
    }
    const run = await operatorContext(world).run(['replay', ...everything, ...yes], { onInterrupt })
    expect(run.code).toBe(1)
    const [stopped] = await replayStore(world.table).list()
    expect(run.stdout).toContain(`npm run operator -- replay --resume ${stopped?.id} --reason`)
    expect(stopped).toMatchObject({ state: 'running', put: 3 })
  })

  it('lists events whose time has passed, and they send nothing', async () => {
    const world = new World(monday)
    await world.publish()
    await world.signUp('late@example.org')
    await world.settle()
    await world.learner('nurse@example.org')
    await world.execute('nurse@example.org', { type: 'Leave', via: 'page' })
    await world.settle()
    world.clock.setTo(monday + 8 * day)
    const sent = world.ses.delivered.length
    const run = await operatorContext(world).run(['replay', ...everything, ...yes, '--json'])
    const { dryRun, replay } = run.json() as Answer
    expect(dryRun.passed).toMatchObject([{ type: 'AccountEmailRequested', why: 'link-expired' }])
    expect(replay?.changed).toEqual({ people: 0, events: {}, emails: 0 })
    expect(world.ses.delivered.length).toBe(sent)
  })
})

describe('operator replay used wrongly', () => {
  it.each([
    [['--from', '2026-11-23'], /A moment with its zone is needed/],
    [
      ['--from', '2027-01-01T00:00Z'],
      /^2027-01-01T00:00:00.000Z is in the future: there is nothing to replay yet\.\n$/,
    ],
    [['--from', '2026-11-23T10:00Z', '--to', '2026-11-23T09:00Z'], /^--from has to be before --to\.\n$/],
    [['--to', '2026-11-23T09:00Z'], /^Say from when on/],
    [
      ['--from', '2026-11-23T09:00Z', '--rule', 'nothing'],
      /^There is no rule "nothing" on the bus\. Rules: start-journey/,
    ],
    [['--from', '2026-11-23T09:00Z', '--type', 'Unsubscribed'], /^No rule reacts to Unsubscribed\./],
    [['--type', 'Nonsense'], /Allowed choices are SignUpRequested/],
    [['--journey', 'nowhere'], /^There is no journey "nowhere"\. Published: sample\.\n$/],
    [['--module', 'nowhere'], /^There is no module "nowhere"\. Modules: one, two, three\.\n$/],
    [['--learner', 'nobody@example.org'], /^Nobody has the address nobody@example\.org/],
    [
      ['--learner', 'nurse@example.org', '--rule', 'start-journey'],
      /^--rule replays a window of the archive/,
    ],
    [['--resume', 'nothing'], /^There is no replay "nothing" to go on with\. Unfinished: none\.\n$/],
    [[], /^Say what to replay: a window/],
    [['--to', '2026-11-23T09:00Z', '--rate', '9'], /^Say from when on/],
    [['--rate', '0'], /A whole number from 1 is needed/],
  ])('%s: says so in one line, and changes nothing', async (args, message) => {
    const world = await brokenHour()
    const rows = JSON.stringify([...world.table.rows])
    const { code, stdout, stderr } = await operatorContext(world).run(['replay', ...args, ...yes])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
    expect(JSON.stringify([...world.table.rows])).toBe(rows)
  })

  it.each([
    ['asked by jo@example.org', 'an email address'],
    ['Mrs Jones rang us', 'the name of a person'],
    ['ring 020 7946 0000', 'a phone number'],
    ['see NHS number 943 476 5919', 'an NHS number'],
  ])('keeps no personal data as its reason: %s', async (reason, what) => {
    const world = await brokenHour()
    const { code, stderr } = await operatorContext(world).run([
      'replay',
      ...window,
      '--reason',
      reason,
      '--yes',
    ])
    expect([code, stderr.includes(`looks like ${what}.`)]).toEqual([2, true])
    expect(await auditStore(world.table).between(monday, world.clock.now())).toEqual([])
  })

  it('without a reason does not even look', async () => {
    const world = await brokenHour()
    const { code, stderr } = await operatorContext(world).run(['replay', ...window, '--yes'])
    expect([code, stderr]).toEqual([2, 'Say why, with --reason "…": the audit trail keeps it.\n'])
  })
})
