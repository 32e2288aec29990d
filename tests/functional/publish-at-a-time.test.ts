import { beforeEach, describe, expect, it } from 'vitest'
import { day, minute, second } from '../../shared/domain/duration.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { auditedPublishing, type PublishingDeps } from '../../tools/operator/journeys/publishing.ts'
import type { ChangeSession } from '../../tools/operator/operations/session.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { authorsDeps } from '../support/authors-deps.ts'
import { FaultyWorker, faultAt } from '../support/faults.ts'
import { visitConsole } from '../support/operator-console.ts'
import { FakeTerminal, operatorContext } from '../support/operator-context.ts'
import { mailedLink, website } from '../support/website.ts'

/** A Monday. */
const start = Date.parse('2026-11-23T09:00:00Z')
const from = Date.parse('2026-11-30T08:00:00Z')
const changing = ['--yes', '--reason', 'a test']

let world: World
beforeEach(() => {
  world = new World(start)
})

const inNewWords = (version: number) => {
  const journey = sampleJourney('sample', undefined, version)
  return {
    ...journey,
    emails: journey.emails.map(email => ({ ...email, subject: `New: ${email.subject}` })),
    pages: journey.pages.map(page => ({ ...page, html: '<p>New words.</p>' })),
  }
}

const waitFor = (at: number, version = 2) =>
  journeyStore(world.table).publish(inNewWords(version), world.clock.now(), { from: at })

const subjects = (email: string) =>
  world.inbox(email).flatMap(({ kind, subject }) => (kind.startsWith('module') ? [subject] : []))

/** An author at a terminal. */
async function journeys(...args: string[]) {
  const io = Object.assign(new FakeTerminal(), { interactive: false })
  const code = await runJourneys([...args, ...changing, '--table', 'a-table'], {
    io,
    connect: async () => authorsDeps(world),
  })
  return { code, said: io.stdout.replaceAll(/\n */g, ' '), problem: io.stderr.replaceAll(/\n */g, ' ') }
}

const operator = (...args: string[]) => operatorContext(world).run(args)

describe('a publication whose first answer is lost', () => {
  /** The table of somebody else who publishes, or of an SDK that repeats a write whose answer was lost. */
  const at = (write: typeof world.table.write) => ({ ...tableOf(world.table), write })
  const tableOf = (table: typeof world.table) => new FaultyWorker().table(table)
  const published = (mark: string, table = tableOf(world.table)) =>
    journeyStore(table).publish(inNewWords(2), world.clock.now(), { mark })

  it('recognises its own number, and goes on', async () => {
    await world.publish()
    const { table } = world
    const repeated = faultAt(1, { is: 'retried by the SDK after it was done' }).table(table)
    expect(await published('mine', repeated)).toBe('published')
    expect((await journeyStore(table).current('sample', world.clock.now()))?.version).toBe(2)
  })

  it('takes nobody else’s for its own', async () => {
    await world.publish()
    const { table } = world
    let isFirst = true
    const overtaken = at(async write => {
      if (isFirst) await published('theirs')
      isFirst = false
      return table.write(write)
    })
    expect(await published('mine', overtaken)).toBe('conflict')
  })

  it('is marked wherever somebody publishes', async () => {
    await world.publish()
    const taken: unknown[] = []
    const deps = authorsDeps(world)
    const watched = at(async write => {
      if ('update' in write && 'set' in write && 'latest' in (write.set ?? {})) taken.push(write.set)
      return world.table.write(write)
    })
    const { journeys: store } = await auditedPublishing({
      open: async () => ({ ...deps, table: { ...deps.table, ...watched } }),
      why: 'a test',
      says: () => {},
      agree: async () => {},
      progress: () => {},
    } as unknown as ChangeSession<PublishingDeps>)
    expect(await store.publish(inNewWords(2), world.clock.now())).toBe('published')
    expect(taken).toEqual([{ latest: 2, takenBy: expect.stringMatching(/^\w{8}$/) }])
  })
})

describe('a version that waits for its time', () => {
  it('is in no email and on no page before, and in all of them from then on', async () => {
    await world.publish()
    await world.learner('ann@example.org')
    await waitFor(from)
    const url = mailedLink(world, 'ann@example.org', 'doneUrl')
    const send = website(world)
    world.clock.setTo(from - second)
    expect((await send({ url })).body).not.toContain('New words.')
    await world.learner('ben@example.org')
    expect(subjects('ben@example.org')).toEqual(['Sample module.one'])
    world.clock.setTo(from)
    expect((await send({ url })).body).toContain('New words.')
    await world.learner('cat@example.org')
    expect(subjects('cat@example.org')).toEqual(['New: Sample module.one'])
  })

  it('is sent to who is due at that very minute, though the tick had looked just before', async () => {
    await world.publish()
    await world.learner('ann@example.org')
    await world.done('ann@example.org', 'one')
    const { learner } = await world.person('ann@example.org')
    const due = learner.enrolments['sample']?.dueAt ?? 0
    await waitFor(due)
    await world.passTo(due - minute)
    await world.tick()
    expect(subjects('ann@example.org')).toHaveLength(1)
    await world.passTo(due + minute)
    expect(subjects('ann@example.org')).toEqual(['Sample module.one', 'New: Sample module.two'])
  })

  it('is current before anybody can sign up, where it is the first', async () => {
    await journeyStore(world.table).publish(sampleJourney(), start, { from })
    expect(await world.sendForm('ann@example.org')).toBe('no-such-journey')
    world.clock.setTo(from)
    await world.learner('ann@example.org')
    expect(subjects('ann@example.org')).toEqual(['Sample module.one'])
  })
})

describe('journeys publish --at', () => {
  const at = (time: string) => journeys('publish', 'shiftworks', '--at', time)

  it('takes London’s clock, says when that is, and writes it into the audit trail', async () => {
    const { code, said } = await at('2026-11-30 08:00')
    expect([code, said]).toEqual([
      0,
      expect.stringContaining(
        'shiftworks: version 1 waits, and is current from Mon 30 Nov 2026 08:00 (London) on.',
      ),
    ])
    expect((await journeyStore(world.table).catalogued('shiftworks'))?.next).toEqual({ version: 1, from })
    const about = { journey: 'shiftworks', version: 1, from: '2026-11-30T08:00:00.000Z' }
    expect(await auditStore(world.table).between(0, start + 1)).toMatchObject([
      { what: 'journeys publish', about },
    ])
  })

  it('refuses what is no time in words, and stores nothing', async () => {
    const { code, problem } = await at('tomorrow')
    expect([code, problem]).toEqual([1, expect.stringContaining('A time is needed: 2026-11-30 08:00')])
    expect(world.table.rows.size).toBe(0)
  })

  it('and a canary do not go together, whichever comes first', async () => {
    await journeys('publish', 'shiftworks')
    world.clock.setTo(start + minute)
    await operator('hold', 'version', 'shiftworks', ...changing)
    expect((await at('2026-11-30 08:00')).problem).toContain('shiftworks has a canary.')
    await operator('release', 'version', 'shiftworks', ...changing)
    await journeyStore(world.table).publish(sampleJourney('shiftworks', undefined, 2), start, { from })
    const { code, stderr } = await operator('hold', 'version', 'shiftworks', ...changing)
    expect([code, stderr.replaceAll(/\n */g, ' ')]).toEqual([
      2,
      expect.stringContaining('Version 2 of shiftworks waits for Mon 30 Nov 2026 08:00 (London)'),
    ])
  })
})

describe('while a version waits', () => {
  beforeEach(async () => {
    await world.publish(sampleJourney('shiftworks'))
    await journeyStore(world.table).publish(sampleJourney('shiftworks', undefined, 2), start, {
      from,
      note: 'The winter edition',
    })
  })
  const waitingNow = async () => (await journeyStore(world.table).catalogued('shiftworks'))?.next?.version

  it('lists say so, in the terminal and in the console', async () => {
    const { stdout } = await operator('journeys', 'list')
    expect(stdout).toMatch(/\nshiftworks +Journey shiftworks +1 +2 /)
    expect(stdout).toContain(
      '\nshiftworks: version 2 waits, and is current from Mon 30 Nov 2026 08:00 (London) on.',
    )
    const versions = (await operator('journeys', 'versions', 'shiftworks')).stdout
    expect(versions).toMatch(
      /\n2 +waits for its time +3 +Mon 23 Nov 2026 09:00, for Mon 30 Nov 2026 08:00 .*The winter edition\n/,
    )
    const console = await visitConsole(world)
    for (const path of ['/journeys', '/journeys/shiftworks/1', '/journeys/shiftworks/2']) {
      const { page } = await console.get(path)
      expect(page).toContain(
        'Version 2 of shiftworks waits: it is current from Mon 30 Nov 2026 08:00 (London) on',
      )
      expect(page).toContain('href="/journeys/shiftworks/waiting/cancel"')
    }
    await console.close()
  })

  it('it is taken back by one word, with a reason, and the next one goes back past it', async () => {
    const cancelled = await operator('journeys', 'cancel', 'shiftworks', ...changing)
    expect([cancelled.code, cancelled.stdout.replaceAll(/\n */g, ' ')]).toEqual([
      0,
      expect.stringContaining('version 2, which waited for Mon 30 Nov 2026 08:00 (London), is taken back.'),
    ])
    expect(await auditStore(world.table).between(0, world.clock.now() + 1)).toMatchObject([
      { what: 'journeys cancel', about: { journey: 'shiftworks', version: 2 }, outcome: 'done' },
    ])
    const again = await operator('journeys', 'cancel', 'shiftworks', ...changing)
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('No version of shiftworks waits')])
    expect((await operator('journeys', 'versions', 'shiftworks')).stdout).toMatch(
      /\n2 +taken back before its time /,
    )
    await journeyStore(world.table).publish(sampleJourney('shiftworks', undefined, 3), world.clock.now())
    await operator('journeys', 'rollback', 'shiftworks', ...changing)
    const current = await journeyStore(world.table).current('shiftworks', from)
    expect(current?.version).toBe(1)
  })

  it('the console takes it back by a button', async () => {
    const console = await visitConsole(world)
    const { page } = await console.get('/journeys/shiftworks/waiting/cancel')
    expect(page).toContain(
      'Take back version 2 of shiftworks, which waits for Mon 30 Nov 2026 08:00 (London)?',
    )
    await console.press('/journeys/shiftworks/waiting/cancel', { why: 'a test' })
    await console.close()
    expect(await waitingNow()).toBeUndefined()
  })

  it('another publication takes its place, and says so first', async () => {
    const { code, said } = await journeys('publish', 'shiftworks')
    expect([code, said]).toEqual([
      0,
      expect.stringContaining(
        'version 2, which waits for Mon 30 Nov 2026 08:00 (London), is taken back: nobody gets it.',
      ),
    ])
    expect(await waitingNow()).toBeUndefined()
  })

  it('going back takes its place, and says so first; so does making it current before its time', async () => {
    await world.publish(sampleJourney('other'))
    const none = await operator('journeys', 'rollback', 'shiftworks', ...changing)
    expect(none.stderr).toContain('none before it was ever current')
    const now = await operator('journeys', 'rollback', 'shiftworks', '--to', '2', ...changing)
    expect(now.stderr.replaceAll(/\n */g, ' ')).toContain('version 2 is current, before its time.')
    await journeyStore(world.table).publish(sampleJourney('shiftworks', undefined, 3), start, { from })
    const back = await operator('journeys', 'rollback', 'shiftworks', '--to', '1', ...changing)
    expect(back.stderr.replaceAll(/\n */g, ' ')).toContain(
      'version 3, which waits for Mon 30 Nov 2026 08:00 (London), is taken back',
    )
    expect(await waitingNow()).toBeUndefined()
  })

  it('it is nothing to cancel in its last ten seconds: functions may have read that it comes', async () => {
    world.clock.setTo(from - 10 * second)
    const { code, stderr } = await operator('journeys', 'cancel', 'shiftworks', ...changing)
    expect([code, stderr]).toEqual([2, expect.stringContaining('its time has come or is seconds away')])
    expect(await waitingNow()).toBe(2)
  })

  it('it is nothing to cancel once its time has come, and can be gone back from', async () => {
    world.clock.setTo(from)
    const { code, stderr } = await operator('journeys', 'cancel', 'shiftworks', ...changing)
    expect([code, stderr]).toEqual([2, expect.stringContaining('journeys rollback')])
    const who = (await operator('journeys', 'list', '--json')).json()
    expect(who).toMatchObject([{ id: 'shiftworks', version: 2, publishedAt: from }])
    await operator('journeys', 'rollback', 'shiftworks', ...changing)
    expect((await journeyStore(world.table).current('shiftworks', from + day))?.version).toBe(1)
  })
})
