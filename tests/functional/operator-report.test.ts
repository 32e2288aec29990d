import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sector } from '../../shared/domain/sectors.ts'
import type { Report } from '../../tools/operator/report/report.ts'
import { fewest, shownApart } from '../../tools/operator/report/sectors.ts'
import { reportTables } from '../../tools/operator/report/tables.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'operator-report-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** So many people of a sector, who have the first module; some did it at once, others after a reminder. */
async function join_(world: World, sector: Sector, count: number, prompt: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const email = `${sector}-${i}@example.org`
    await world.learner(email, { sector })
    if (i < prompt) await world.done(email, 'one')
  }
}

async function anAutumn(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await join_(world, 'ambulance', 14, 9)
  await join_(world, 'social-care', 12, 4)
  await join_(world, 'student', 3, 3)
  await world.pass(5)
  for (let i = 9; i < 12; i += 1) await world.done(`ambulance-${i}@example.org`, 'one')
  await world.done('student-0@example.org', 'two')
  await world.execute('student-1@example.org', { type: 'Leave', via: 'one-click' })
  await world.execute('student-2@example.org', {
    type: 'RecordBounce',
    lasting: true,
    code: 'permanent.general',
  })
  await world.settle()
  await world.pass(3)
  await world.done('student-0@example.org', 'three')
  await world.settle()
  return world
}

async function reportOf(world: World, ...args: string[]): Promise<Report> {
  return (await operatorContext(world).run(['report', '--json', ...args])).json() as Report
}

describe('operator report', () => {
  it('counts what people say that they tried, as they say it now, and so does a recount', async () => {
    const world = new World(monday)
    await world.publish()
    for (const [email, ...answers] of [
      ['a@example.org', 'yes'],
      ['b@example.org', 'not-yet', 'yes', 'not-yet', 'yes'],
      ['c@example.org', 'yes', 'not-for-me'],
      ['d@example.org'],
    ] as const) {
      const { learner } = await world.learner(email)
      await world.done(email, 'one')
      const told = {
        type: 'RecordTried',
        journeyId: 'sample',
        moduleId: 'one',
        epoch: learner.epoch,
      } as const
      for (const answer of answers) await world.execute(email, { ...told, answer })
    }
    await world.settle()
    const [journey] = (await reportOf(world)).journeys
    expect(journey?.modules[0]?.tried).toEqual({ yes: 2, 'not-yet': 0, 'not-for-me': 1 })
    expect((await operatorContext(world).run(['report'])).stdout).toContain('Tried what the module asks')
    expect((await operatorContext(world).run(['reconcile', '--json'])).json()).toMatchObject({ findings: [] })
  })

  it('tells of sign-ups, modules, reminders, time and delivery', async () => {
    const world = await anAutumn()
    const { journeys, account } = await reportOf(world)
    const [journey] = journeys
    expect(journey).toMatchObject({
      id: 'sample',
      signUps: 29,
      confirmed: 29,
      started: 29,
      finished: 1,
      peopleNow: { completed: 1, left: 1, paused: 0, rejected: 0, unreachable: 1, underWay: 26 },
    })
    expect(journey?.modules[0]).toMatchObject({
      id: 'one',
      emailed: 29,
      done: 19,
      doneAfterReminders: [16, 3],
      reminders: world.ses.delivered.filter(({ kind }) => kind.endsWith('reminder_one')).length,
    })
    expect(journey?.modules[0]?.doneWithin.filter(({ people }) => people > 0)).toEqual([
      { within: '1-day', people: 16 },
      { within: '1-week', people: 3 },
    ])
    expect(journey?.finishedWithin).toContainEqual({ within: '2-weeks', people: 1 })
    expect(account).toMatchObject({
      accountEmails: 29,
      left: 1,
      bouncedForGood: 1,
      complained: 0,
      imported: 0,
    })
    const emails = world.ses.delivered.filter(({ kind }) => kind !== 'confirm').length
    expect(journey?.delivery.emails).toBe(emails)
  })

  it('shows no sector with fewer than ten people apart, and lets nobody find it by subtraction', async () => {
    const [journey] = (await reportOf(await anAutumn())).journeys
    expect(journey?.sectors.map(({ sector, people }) => [sector, people])).toEqual([
      ['ambulance', 14],
      ['others', 15],
    ])
  })

  it('goes on counting who was erased', async () => {
    const world = await anAutumn()
    const { at: _at, ...before } = await reportOf(world)
    await world.execute('student-0@example.org', { type: 'Erase' })
    await world.settle()
    const { at: _later, ...after } = await reportOf(world)
    const [journey] = before.journeys
    expect(after).toEqual({
      ...before,
      journeys: [{ ...journey, peopleNow: { ...journey?.peopleNow, completed: 0 } }],
    })
  })

  it('keeps to the days that were asked for', async () => {
    const world = await anAutumn()
    const early = await reportOf(world, '--from', '2026-11-23', '--to', '2026-11-23')
    expect(early.journeys[0]).toMatchObject({ started: 29, finished: 0 })
    expect(early.journeys[0]?.modules[1]?.emailed).toBe(0)
    const late = await reportOf(world, '--from', '2026-11-24')
    expect(late.journeys[0]).toMatchObject({ started: 0, finished: 1 })
  })

  it('compares like with like in every share, in any period: nothing is over 100 %', async () => {
    const world = await anAutumn()
    const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-28', '2026-11-30', '2026-12-01']
    for (const from of days)
      for (const to of days.filter(day => day >= from && Date.parse(day) <= world.clock.now())) {
        const [journey] = (await reportOf(world, '--from', from, '--to', to)).journeys
        for (const { untilLastDay: all } of journey?.modules ?? [])
          expect(all.done).toBeLessThanOrEqual(all.emailed)
        const { started = 0, finished = 0 } = journey?.untilLastDay ?? {}
        expect(finished).toBeLessThanOrEqual(started)
        const tables = reportTables(await reportOf(world, '--from', from, '--to', to), false)
        const shares = tables.flatMap(({ rows }) => rows.flat()).filter(cell => / %$/.test(String(cell)))
        for (const share of shares) expect(Number.parseInt(String(share), 10)).toBeLessThanOrEqual(100)
      }
    const late = (await reportOf(world, '--from', '2026-11-28')).journeys[0]?.modules[0]
    expect(late).toMatchObject({ emailed: 0, done: 3, untilLastDay: { emailed: 29, done: 19 } })
  })

  it('counts in a share nobody who did a module that they were never emailed', async () => {
    const world = new World(monday)
    await world.publish()
    await world.learner('a@example.org')
    for (const module of ['one', 'two']) await world.done('a@example.org', module)
    await world.settle()
    const [one, two] = (await reportOf(world)).journeys[0]?.modules ?? []
    expect([one?.untilLastDay, two?.untilLastDay]).toEqual([
      { emailed: 1, done: 1 },
      { emailed: 0, done: 0 },
    ])
    expect(two?.done).toBe(1)
  })

  it('folds a table of nothing but zeros into a line, but in CSV', async () => {
    const world = new World(monday)
    await world.publish()
    const { run } = operatorContext(world)
    const { stdout } = await run(['report'])
    expect(stdout).toMatch(/^.+, version 1: Modules: all zero$/m)
    expect(stdout).not.toMatch(/^ *(one|complaints) +0/m)
    const [csv, page] = [join(folder, 'zero.csv'), join(folder, 'zero.html')]
    await run(['report', '--csv', csv, '--html', page])
    expect(await readFile(csv, 'utf8')).toContain('sample,Modules,one,emailed,0\r\n')
    expect(await readFile(page, 'utf8')).toContain('<p>Modules: all zero</p>')
    await world.learner('a@example.org')
    expect((await run(['report'])).stdout).toMatch(/Modules\nmodule +emailed/)
  })

  it('calls “people” only what counts everybody once', async () => {
    const world = new World(monday)
    await world.publish()
    await world.learner('a@example.org')
    await world.execute('a@example.org', { type: 'Leave', via: 'one-click' })
    await world.pass(8)
    await world.learner('a@example.org')
    await world.signUp('b@example.org')
    await world.pass(1)
    await world.signUp('b@example.org')
    await world.settle()
    const tables = reportTables(await reportOf(world), false)
    const rows = tables.flatMap(table =>
      table.rows.map(([name, value]) => ({ name, value: Number(value), of: table.columns[1] })),
    )
    expect(rows.find(({ name }) => name === 'asked to sign up')?.value).toBe(4)
    expect(rows.find(({ name }) => name === 'confirmed a sign-up')?.value).toBe(2)
    expect(rows.filter(({ of, value }) => of === 'people' && value > 0)).toEqual([
      { name: 'under way', value: 1, of: 'people' },
    ])
  })

  it('reads nobody’s row', async () => {
    const world = await anAutumn()
    const read: string[] = []
    const table = Object.assign(Object.create(world.table), {
      get: (key: { pk: string; sk: string }) => {
        read.push(key.pk)
        return world.table.get(key)
      },
      query: (pk: string) => {
        read.push(pk)
        return world.table.query(pk)
      },
      scan: () => Promise.reject(new Error('a report never scans')),
    })
    await operatorContext(world, { table }).run(['report'])
    expect(read.filter(pk => pk.startsWith('L#'))).toEqual([])
  })

  it('writes CSV, and one page that needs nothing else', async () => {
    const world = await anAutumn()
    const [csv, html] = [join(folder, 'r.csv'), join(folder, 'r.html')]
    const { code, stdout } = await operatorContext(world).run(['report', '--csv', csv, '--html', html])
    expect([code, stdout]).toEqual([0, `${csv}\n${html}\n`])
    expect(await readFile(csv, 'utf8')).toContain('sample,Modules,one,emailed,29\r\n')
    const page = await readFile(html, 'utf8')
    expect(page).toContain('<svg')
    expect(page).not.toMatch(/<script|https?:|url\(|student|social-care/)
    const table = page.slice(page.indexOf('<caption>Modules'))
    expect(table).toContain('<th scope="row">one</th><td class="figure">29</td><td class="figure">19</td>')
  })

  it('shows tables in the terminal', async () => {
    const { stdout } = await operatorContext(await anAutumn()).run(['report', '--journey', 'sample'])
    expect(stdout).toMatch(/what +emailed or begun +of these done +share done\none +29 +19 +66 %/)
    expect(stdout).toMatch(/module +emailed +done +reminders sent\none +29 +19 +\d/)
    expect(stdout).toMatch(/addresses that bounced for good +1/)
  })

  it.each([
    [['--journey', 'other'], /^There is no journey "other". Published: sample\.\n$/],
    [['--to', '2027-01-01'], /^--to 2027-01-01 is in the future/],
    [['--from', '2026-11-24', '--to', '2026-11-23'], /^--from 2026-11-24 is after/],
    [['--from', 'monday'], /A day is needed/],
  ])('%s: one clear line', async (args, message) => {
    const world = new World(monday)
    await world.publish()
    const { code, stderr } = await operatorContext(world).run(['report', ...args])
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })
})

describe('the sectors that are shown apart', () => {
  it('are never too small, and what is hidden is never too small either', () => {
    const sizes = fc.array(fc.nat({ max: 25 }), { maxLength: 12 })
    fc.assert(
      fc.property(sizes, counts => {
        const people = new Map(counts.map((count, i) => [`sector-${i}`, count]))
        const shown = shownApart(people)
        const hidden = [...people].filter(([sector]) => !shown.includes(sector))
        const hiddenPeople = hidden.reduce((sum, [, count]) => sum + count, 0)
        for (const sector of shown) expect(people.get(sector)).toBeGreaterThanOrEqual(fewest)
        if (shown.length > 0) expect(hiddenPeople === 0 || hiddenPeople >= fewest).toBe(true)
      }),
    )
  })
})
