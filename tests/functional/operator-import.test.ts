import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EveryPreference, PreferenceName } from '../../shared/domain/preferences.ts'
import { columns, statusColumns } from '../../tools/operator/import/person-row.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const changing = ['--yes', '--reason', 'moved over']
const header = 'email,first_name,sector,consent_wording,consent_at,consent_how'
const lineOf = (email: string, rest = 'Sam,ambulance,form-2,2025-05-31,paper form') => `${email},${rest}`

let folder = ''
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'operator-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function fileOf(content: string | Uint8Array): Promise<string> {
  files += 1
  const path = join(folder, `people-${files}.csv`)
  await writeFile(path, content)
  return path
}

const fileWith = (...lines: string[]): Promise<string> => fileOf(`${lines.join('\n')}\n`)

async function aWorld() {
  const world = new World(monday)
  await world.publish()
  return { world, context: operatorContext(world) }
}

const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => lineOf(`person${from + i}@example.org`))

const rowsOf = (world: World) => [...world.table.rows.values()].filter(row => row.pk.startsWith('L#'))

describe('operator import --dry-run', () => {
  it('names every bad line by its number, and what is wrong with it', async () => {
    const { context } = await aWorld()
    const path = await fileWith(
      header,
      lineOf('good@example.org'),
      lineOf('no address'),
      lineOf('a@example.org', 'Sam,hospital,form-2,2025-05-31,paper'),
      lineOf('b@example.org', 'Sam,ambulance,,2025-05-31,paper'),
      lineOf('c@example.org', 'Sam,ambulance,form-2,last year,paper'),
      lineOf('d@example.org', 'Sam,ambulance,form-2,2027-05-31,paper'),
      lineOf('GOOD@example.org'),
      'e@example.org,Sam',
      lineOf(
        'f@example.org',
        '"Sam\nand ""Jo""",ambulance,form-2,2025-05-31T10:00:00+01:00,"by phone, to Kim"',
      ),
    )
    const { code, json } = await context.run(['import', path, '--journey', 'sample', '--dry-run', '--json'])
    expect(code).toBe(1)
    expect(json()).toMatchObject({
      people: 1,
      known: 0,
      bad: [
        { line: 3, problems: [expect.stringMatching(/^email is no email address\. Enter .* with an @/)] },
        { line: 4, problems: [expect.stringMatching(/^sector is none of nhs-hospital/)] },
        { line: 5, problems: ['consent_wording is missing'] },
        { line: 6, problems: [expect.stringMatching(/^consent_at must be a date/)] },
        { line: 7, problems: ['consent_at is in the future'] },
        { line: 8, problems: ['has the same address as line 2'] },
        { line: 9, problems: ['has 2 fields instead of 6'] },
        { line: 10, problems: [expect.stringMatching(/^first_name/)] },
      ],
    })
  })

  it('names quotation marks that make no sense, line by line, and swallows nobody', async () => {
    const { context } = await aWorld()
    const path = await fileWith(
      header,
      lineOf('a@example.org', 'Jo,ambulance,form-2,2025-05-31,the "yellow" form'),
      lineOf('b@example.org', '"Jo" Sam,ambulance,form-2,2025-05-31,paper'),
      lineOf('c@example.org', 'Sam,ambulance,form-2,2025-05-31,"paper'),
      lineOf('d@example.org', 'Sam,ambulance,form-2,2025-05-31,"'),
      lineOf('e@example.org'),
    )
    const { json } = await context.run(['import', path, '--journey', 'sample', '--dry-run', '--json'])
    expect(json()).toMatchObject({
      people: 2,
      bad: [
        { line: 3, problems: [expect.stringMatching(/^has a quotation mark in the middle/)] },
        { line: 4, problems: [expect.stringMatching(/^consent_how runs over several lines/)] },
      ],
    })
  })

  const spellings: [string, string[]][] = [
    ['rows of nothing but commas', [header, ...people(2), ',,,,,', ' , ,,,,']],
    ['an empty last column', [header, ...people(2)].map(line => `${line},`)],
    ['empty columns after the last in some rows', [header, `${people(1)},,,`, ...people(1, 1)]],
    ['tabs', [header, ...people(2)].map(line => line.replaceAll(',', '\t'))],
    [
      'a line that names the delimiter',
      ['sep=;', ...[header, ...people(2)].map(line => line.replaceAll(',', ';'))],
    ],
    ['CR alone', [[header, ...people(2)].join('\r')]],
    ['a byte order mark', [`\ufeff${header}`, ...people(2)]],
  ]
  it.each(spellings)('reads a file with %s', async (_, lines) => {
    const { context } = await aWorld()
    const path = await fileWith(...lines)
    const { json } = await context.run(['import', path, '--journey', 'sample', '--dry-run', '--json'])
    expect(json()).toMatchObject({ people: 2, bad: [] })
  })

  it('changes nothing', async () => {
    const { world, context } = await aWorld()
    const before = structuredClone([...world.table.rows])
    const path = await fileWith(header, ...people(20))
    expect((await context.run(['import', path, '--journey', 'sample', '--dry-run'])).code).toBe(0)
    expect([...world.table.rows]).toEqual(before)
  })

  it('knows who is here, and says what SES and the table make of it', async () => {
    const { world, context } = await aWorld()
    await world.learner('person3@example.org')
    world.ses.allowance = { ...world.ses.allowance, per24Hours: 10 }
    const path = await fileWith(header, ...people(50))
    const args = ['import', path, '--journey', 'sample', '--dry-run', '--rate', '1000', '--over', '2']
    const { stdout } = await context.run(args)
    expect(stdout).toContain('50 people, 0 bad lines.')
    expect(stdout).toContain('1 address is known here')
    expect(stdout).toContain('7,000 write units a second. A table that was quiet takes 4,000')
    expect(stdout).toContain('First emails: 25 a day. Quota and rate let 10 a day go out. Spread them')
  })

  it('reads 20,000 lines in a few seconds, whatever they hold', async () => {
    const { context } = await aWorld()
    const path = await fileWith(header, ...people(20_000))
    const begun = performance.now()
    const { json } = await context.run(['import', path, '--journey', 'sample', '--dry-run', '--json'])
    expect(json()).toMatchObject({ people: 20_000, bad: [] })
    expect(performance.now() - begun).toBeLessThan(6000)
  })

  it.each([
    [
      'an unknown column',
      ['email,name', 'a@example.org,Sam'],
      /columns that nobody knows \(name\); it lacks consent_wording/,
    ],
    ['a column twice', ['email,email', 'a,b'], /a column twice/],
    ['a column without a name', [`a,,b`, 'a,b,c'], /\(a, one without a name, b\)/],
    ['nothing', [''], /is empty/],
    ['a quotation mark that is never closed', [header, `"${lineOf('a@example.org')}`], /never closed/],
  ])('refuses a file with %s in one line', async (_, lines, message) => {
    const { context } = await aWorld()
    const path = await fileWith(...lines)
    const { code, stderr } = await context.run(['import', path, '--journey', 'sample', '--dry-run'])
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1])
    expect(stderr).toMatch(message)
  })
})

describe('operator import of a file that is not in UTF-8', () => {
  const lines = [
    header,
    lineOf('a@example.org'),
    lineOf('b@example.org', 'René,ambulance,form-2,2025-05-31,paper'),
  ]
  const text = lines.join('\r\n')
  const utf16 = (content: string) => Buffer.from(content, 'utf16le')
  /** Long enough that it is read in several pieces, none of which ends where a line does. */
  const long = [header, ...people(9000), '', lines[2]].join('\r\n')

  it.each([
    ['Latin-1', Buffer.from(text, 'latin1'), 3, 'Windows-1252 (Latin-1)'],
    ['Latin-1 after many lines', Buffer.from(long, 'latin1'), 9003, 'Windows-1252 (Latin-1)'],
    ['Latin-1 with CR alone', Buffer.from(lines.join('\r'), 'latin1'), 3, 'Windows-1252 (Latin-1)'],
    ['the encoding of DOS', Buffer.from(text.replace('é', '\x8d'), 'latin1'), 3, 'an older encoding'],
    ['UTF-16 with a mark', utf16(`\ufeff${text}`), 1, 'UTF-16 LE'],
    ['UTF-16 BE with a mark', utf16(`\ufeff${text}`).swap16(), 1, 'UTF-16 BE'],
    ['UTF-16', utf16(text), 1, 'UTF-16 LE'],
    ['UTF-16 BE', utf16(text).swap16(), 1, 'UTF-16 BE'],
    ['no text', Buffer.from(`${lines[0]}\n\0\0`), 2, 'it holds zeros'],
    ['a letter lost before', Buffer.from(text.replace('é', '\ufffd')), 3, 'A letter was lost here'],
    ['one line in Latin-1', Buffer.from(`Zoë\n${text}`.replace('é', '\xff'), 'latin1'), 1, 'Windows-1252'],
    [
      'UTF-8 with a line in Latin-1',
      Buffer.concat([Buffer.from('Zoë\n'), Buffer.from(text, 'latin1')]),
      4,
      'The rest of the file is UTF-8',
    ],
  ])('names the line and the encoding of %s, and changes nothing', async (_, content, line, what) => {
    const { world, context } = await aWorld()
    const before = structuredClone([...world.table.rows])
    const path = await fileOf(content)
    const { code, stderr } = await context.run(['import', path, '--journey', 'sample', ...changing])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${path}, line ${line}: `)])
    expect(stderr).toContain(what)
    expect([...world.table.rows]).toEqual(before)
  })

  it('reads UTF-8 in which characters lie across the pieces that are read', async () => {
    const { context } = await aWorld()
    const name = 'é'.repeat(30)
    const many = Array.from({ length: 6000 }, (_, i) =>
      lineOf(`person${i}@example.org`, `${name},ambulance,form-2,2025-05-31,📝 ${i}`),
    )
    const path = await fileWith(header, ...many)
    const { json } = await context.run(['import', path, '--journey', 'sample', '--dry-run', '--json'])
    expect(json()).toMatchObject({ people: 6000, bad: [] })
  })
})

describe('operator import', () => {
  it('takes people in with the evidence of their consent, and emails nobody before their day', async () => {
    const { world, context } = await aWorld()
    const path = await fileWith(header, ...people(40))
    const args = ['import', path, '--journey', 'sample', '--start', '2026-12-01', '--over', '4', ...changing]
    const { code, json } = await context.run([...args, '--json'])
    expect(code).toBe(0)
    expect(json()).toMatchObject({ outcomes: { imported: 40 }, skipped: 0, finished: true })
    const { learner, details } = await world.person('person7@example.org')
    expect(learner).toMatchObject({
      status: 'active',
      sector: 'ambulance',
      consent: {
        wording: 'form-2',
        mechanism: 'import',
        given: { at: Date.parse('2025-05-31'), how: 'paper form' },
      },
    })
    expect(details.firstName).toBe('Sam')
    await world.passTo(Date.parse('2026-12-01T00:00:00Z'))
    expect(world.ses.delivered).toEqual([])
    await world.passTo(Date.parse('2026-12-06T00:00:00Z'))
    const first = world.ses.delivered.filter(({ kind }) => kind === 'module_one')
    expect(first).toHaveLength(40)
    const days = new Set(first.map(({ at }) => new Date(at).getUTCDate()))
    expect([...days].sort()).toEqual([1, 2, 3, 4])
  })

  it('is idempotent, and goes on where it was cut off', async () => {
    const { world, context } = await aWorld()
    const path = await fileWith(header, ...people(60))
    const args = ['import', path, '--journey', 'sample', '--rate', '10', ...changing, '--json']
    let pressCtrlC = () => {}
    let saved = 0
    const { learners } = world.deps
    const save: typeof learners.save = (...given) => {
      saved += 1
      if (saved === 21) pressCtrlC()
      return learners.save(...given)
    }
    const onInterrupt = (stop: () => void) => {
      pressCtrlC = stop
      return () => {}
    }
    const stopped = await operatorContext(world, { learners: { ...learners, save } }).run(args, {
      onInterrupt,
    })
    expect(stopped.code).toBe(1)
    expect(stopped.json()).toMatchObject({ outcomes: { imported: 21 }, lastLine: 22, finished: false })
    const writes = world.table.billed.writeUnits
    const resumed = await context.run(args)
    expect(resumed.json()).toMatchObject({ outcomes: { imported: 39, 'already-in-it': 0 }, finished: true })
    expect(world.table.billed.writeUnits - writes).toBeGreaterThan(0)

    const before = structuredClone(rowsOf(world))
    const again = await fileWith(header, ...people(60), lineOf('one-more@example.org'))
    const other = await context.run(['import', again, '--journey', 'sample', ...changing, '--json'])
    expect(other.json()).toMatchObject({ outcomes: { imported: 1, 'already-in-it': 60 } })
    expect(rowsOf(world).slice(0, before.length)).toEqual(before)
  })

  it('goes evenly, at the rate that was asked for', async () => {
    const { world, context } = await aWorld()
    const path = await fileWith(header, ...people(100))
    const begun = world.clock.now()
    await context.run(['import', path, '--journey', 'sample', '--rate', '20', ...changing])
    expect(world.clock.now() - begun).toBeGreaterThanOrEqual((99 * 1000) / 20)
  })

  it('never takes back in who left, bounced or was suppressed', async () => {
    const { world, context } = await aWorld()
    for (let i = 0; i < 4; i += 1) await world.learner(`person${i}@example.org`)
    await world.execute('person0@example.org', { type: 'Leave', via: 'page' })
    await world.execute('person1@example.org', { type: 'RecordBounce', lasting: true, code: 'permanent' })
    await world.execute('person2@example.org', { type: 'Suppress' })
    const path = await fileWith(header, ...people(4))
    const { json } = await context.run(['import', path, '--journey', 'sample', ...changing, '--json'])
    expect(json()).toMatchObject({ outcomes: { imported: 0, 'stays-out': 3, 'already-in-it': 1 } })
    await world.pass(1)
    expect(world.inbox('person0@example.org').map(({ kind }) => kind)).toEqual(['confirm', 'module_one'])
  })

  it('tidies an address as the sign-up form does', async () => {
    const { world, context } = await aWorld()
    const path = await fileWith(
      header,
      lineOf('\u200bMAILTO:sam@example.org.'),
      lineOf('Jo <jo@example.org>'),
    )
    expect((await context.run(['import', path, '--journey', 'sample', ...changing])).code).toBe(0)
    for (const email of ['sam@example.org', 'jo@example.org'])
      expect((await world.person(email)).details.email).toBe(email)
  })

  it('leaves bad lines out only if told so', async () => {
    const { world, context } = await aWorld()
    const path = await fileWith(header, lineOf('broken'), ...people(2))
    const args = ['import', path, '--journey', 'sample', ...changing]
    const refused = await context.run(args)
    expect([refused.code, rowsOf(world)]).toEqual([2, []])
    expect(refused.stdout).toContain('line 2: email is no email address')
    expect((await context.run([...args, '--skip-bad'])).code).toBe(0)
    expect(rowsOf(world).length).toBe(4)
  })

  it.each([
    [['nowhere.csv', '--journey', 'sample'], /^There is no file nowhere.csv/],
    [['nowhere.csv', '--journey', 'other'], /^There is no journey "other"/],
    [['nowhere.csv', '--journey', 'sample', '--start', '2026-11-22'], /^2026-11-22 has passed/],
    [['nowhere.csv', '--journey', 'sample', '--start', 'soon'], /A day is needed/],
    [['nowhere.csv'], /--journey/],
  ])('%s: one clear line', async (args, message) => {
    const { context } = await aWorld()
    const { code, stderr } = await context.run(['import', ...args, ...changing])
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })
})

describe('operator export', () => {
  it('writes the people of a journey, with formulas made text, for nobody else to read', async () => {
    const { world, context } = await aWorld()
    await world.learner('sam@example.org', {
      firstName: '=1+1',
      role: '@nurse, "ward 3"',
      sector: 'ambulance',
    })
    await world.signUp('waiting@example.org')
    await world.done('sam@example.org', 'one')
    const out = join(folder, 'out.csv')
    const { code, json } = await context.run(['export', '--journey', 'sample', '--out', out, '--json'])
    expect([code, json()]).toEqual([0, { file: out, people: 1, unreadable: [] }])
    const text = await readFile(out, 'utf8')
    expect(text).toContain(`sam@example.org,'=1+1,"'@nurse, ""ward 3""",ambulance,`)
    expect(text.endsWith('\r\n')).toBe(true)
    const [row] = parse(text, { columns: true })
    expect(Object.keys(row ?? {})).toEqual([...columns, ...statusColumns])
    expect(row).toMatchObject({
      ...{ days: '', parts: '', pace: 'as-written', break_until: '' },
      ...{ consent_wording: '1', consent_at: expect.stringMatching(/^2026-11-23T09:/) },
      ...{ consent_how: 'sign-up page', learner_id: expect.stringMatching(/^[0-9a-z]{24}$/) },
      ...{ status: 'active', undeliverable: '', place: 'after.one', modules_done: '1', emails: '1' },
      next_due: expect.stringMatching(/^2026-11-25T09:/),
    })
    expect((await stat(out)).mode & 0o077).toBe(0)
    const again = await context.run(['export', '--journey', 'sample', '--out', out])
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/is there already/)])
  })

  /** The columns that are about the person and their consent, in the order of their addresses. */
  async function carried(world: World): Promise<string[][]> {
    files += 1
    const out = join(folder, `carried-${files}.csv`)
    await operatorContext(world).run(['export', '--journey', 'sample', '--out', out])
    const rows = parse(await readFile(out)) as string[][]
    const own = rows[0]?.indexOf('learner_id')
    return rows.map(row => row.slice(0, own)).toSorted()
  }

  it('carries everybody under way elsewhere with all that they said, and exported there it is the same', async () => {
    const { world } = await aWorld()
    await world.learner('+a@example.org', { firstName: 'Jo', role: 'porter, nights', sector: 'ambulance' })
    await world.learner('b@example.org')
    await world.execute('b@example.org', {
      type: 'ChangePreferences',
      preferences: {
        days: ['monday', 'sunday'],
        parts: ['early', 'night'],
        pace: 'slower',
        breakUntil: '2027-01-01',
      } satisfies EveryPreference<PreferenceName>,
    })
    const consented = 'Sam,student,form-2,2025-05-31T10:00:00+01:00,"by phone, to Kim"'
    const path = await fileWith(header, lineOf('imported@example.org', consented))
    await operatorContext(world).run(['import', path, '--journey', 'sample', ...changing])
    await world.pass(2)
    for (const [email, command] of [
      ['left@example.org', { type: 'Leave', via: 'page' }],
      ['paused@example.org', { type: 'PauseJourney', journeyId: 'sample' }],
      ['bounced@example.org', { type: 'RecordBounce', lasting: true, code: '5.1.1' }],
    ] as const) {
      await world.learner(email)
      await world.execute(email, command)
    }
    const out = join(folder, 'moved.csv')
    await operatorContext(world).run(['export', '--journey', 'sample', '--out', out])

    const elsewhere = new World(world.clock.now())
    await elsewhere.publish()
    const there = operatorContext(elsewhere)
    const refused = await there.run(['import', out, '--journey', 'sample', '--dry-run', '--json'])
    const problems = (refused.json() as { bad: { problems: string[] }[] }).bad.flatMap(one => one.problems)
    expect(problems.toSorted()).toEqual([
      'place is paused: only who is under way is taken in',
      'status is left: only who takes part is taken in',
      'undeliverable is bounced: no email may go to them',
    ])
    await there.run(['import', out, '--journey', 'sample', '--skip-bad', ...changing])
    await elsewhere.pass(2)
    expect((await elsewhere.find('+a@example.org'))?.details.firstName).toBe('Jo')
    const gone = ['left@', 'paused@', 'bounced@']
    const before = (await carried(world)).filter(([email = '']) => !gone.some(name => email.startsWith(name)))
    expect(before).toHaveLength(4)
    expect(await carried(elsewhere)).toEqual(before)
    const said = ["'+a@example.org", 'porter, nights', 'monday sunday', 'early night', 'slower', '2027-01-01']
    for (const one of [...said, 'by phone, to Kim', 'sign-up page', '2025-05-31T09:00:00.000Z'])
      expect(before.flat()).toContain(one)
  })

  it('writes the evidence for the journey that it is about, which may be another one than for their first', async () => {
    const { world } = await aWorld()
    await world.publish(sampleJourney('other'))
    await world.learner('jo@example.org')
    await world.learner('jo@example.org', { journeyId: 'other', consent: { wording: '2', mechanism: 'api' } })
    const evidenceFor = async (journey: string) => {
      const out = join(folder, `${journey}.csv`)
      await operatorContext(world).run(['export', '--journey', journey, '--out', out])
      const [head = [], row = []] = parse(await readFile(out)) as string[][]
      return ['consent_wording', 'consent_how'].map(name => row[head.indexOf(name)])
    }
    expect(await evidenceFor('sample')).toEqual(['1', 'sign-up page'])
    expect(await evidenceFor('other')).toEqual(['2', 'sign-up by a program'])
  })

  it('says that there is no such journey, and writes nothing', async () => {
    const { context } = await aWorld()
    const out = join(folder, 'none.csv')
    expect((await context.run(['export', '--journey', 'other', '--out', out])).code).toBe(2)
    await expect(stat(out)).rejects.toThrow()
  })
})
