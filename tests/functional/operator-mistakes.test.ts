import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readJourneyFolder } from '../../shared/content/journey-folder.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { openPublishing } from '../../tools/journeys/open-publishing.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { explainSilence } from '../../tools/operator/aws/local-silence.ts'
import { operate } from '../../tools/operator/operate.ts'
import { OperatorProblem } from '../../tools/operator/problem.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { FakeTerminal, operatorContext } from '../support/operator-context.ts'

const start = Date.parse('2026-11-23T09:00:00Z')
const why = ['--reason', 'a test', '--yes']

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'operator-mistakes-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function aWorld() {
  const world = new World(start)
  await world.publish()
  await world.learner('sam@example.org')
  return { world, ...operatorContext(world) }
}

describe('a file that will not do', () => {
  /** Something that is no file, each with what is told of it. */
  const places = async () => {
    await writeFile(join(root, 'taken'), 'as it was')
    await mkdir(join(root, 'folder'))
  }

  it.each([
    [
      ['learner', 'sam@example.org', '--export', 'taken'],
      'taken cannot be used: it is a file, and no folder.',
    ],
    [['learner', 'sam@example.org', '--export', 'taken/in-it'], 'a file stands where a folder is needed.'],
    [['export', '--journey', 'sample', '--out', 'taken'], 'taken is there already. Nothing was written.'],
    [
      ['export', '--journey', 'sample', '--out', 'none/out.csv'],
      'out.csv cannot be written: its folder is not there.',
    ],
    [['report', '--csv', 'folder'], 'folder is there already. Nothing was written.'],
    [['import', 'none.csv', '--journey', 'sample', '--dry-run'], 'There is no file '],
    [
      ['import', 'folder', '--journey', 'sample', '--dry-run'],
      'folder cannot be read: it is a folder, and no file.',
    ],
    [
      ['import', 'taken/in-it', '--journey', 'sample', '--dry-run'],
      'a file stands where a folder is needed.',
    ],
  ])('%j is told in words, and nothing is overwritten', async (args, words) => {
    await places()
    const { run } = await aWorld()
    const paths = args.map(one => (/^(taken|folder|none)/.test(one) ? join(root, one) : one))
    const { code, stdout, stderr } = await run(paths)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/\bE[A-Z]{4,}\b/)
    expect(await readFile(join(root, 'taken'), 'utf8')).toBe('as it was')
  })

  it('keeps a report from leaving half of its files behind', async () => {
    const { run } = await aWorld()
    const [csv, html] = [join(root, 'r.csv'), join(root, 'r.html')]
    await writeFile(html, 'as it was')
    const refused = await run(['report', '--csv', csv, '--html', html])
    expect([refused.code, refused.stderr]).toEqual([2, `${html} is there already. Nothing was written.\n`])
    expect(await readdir(root)).toEqual(['r.html'])
    const same = await run(['report', '--csv', csv, '--html', csv])
    expect(same.stderr).toContain('cannot hold both')
    expect(await readdir(root)).toEqual(['r.html'])
    expect((await run(['report', '--csv', csv, '--html', `${html}.html`])).stdout).toBe(
      `${csv}\n${html}.html\n`,
    )
  })
})

describe('a folder of journeys that will not do', () => {
  async function author(...args: string[]) {
    const io = new FakeTerminal()
    const code = await runJourneys(['--folder', root, ...args], { io, connect: openPublishing })
    return { code, said: io.stdout + io.stderr }
  }

  it.each([
    ['none', 'none cannot be read: there is no such file or folder. --folder names where the journeys are.'],
    ['a-file', 'a-file cannot be read: a file stands where a folder is needed.'],
    ['empty', 'empty/ holds no journeys: each is a folder of its own.'],
  ])('%s: lint says what it is', async (name, words) => {
    await mkdir(join(root, 'empty'))
    await writeFile(join(root, 'a-file'), '')
    const { code, said } = await author('lint', '--folder', join(root, name))
    expect(code).toBe(1)
    expect(said).toContain(words)
  })

  it('tells of a folder in place of a file, of a lost link, as of whatever else is wrong', async () => {
    await mkdir(join(root, 'course', 'journey.md'), { recursive: true })
    const { code, said } = await author('lint', 'course')
    expect(code).toBe(1)
    expect(said).toContain('journey.md is no plain file of this folder')
    expect((await readJourneyFolder(join(root, 'course'))).files).toEqual([])
  })

  it.each(['Bad Id', '../outside', '-', 'a--b'])(
    'draft makes no journey %j, which could not be one',
    async id => {
      await writeFile(join(root, 'page.md'), '# One\n\nA page.\n')
      await mkdir(join(root, 'journeys'))
      const { code, said } = await author(
        'draft',
        join(root, 'page.md'),
        '--id',
        id,
        '--folder',
        join(root, 'journeys'),
      )
      expect(code).toBe(1)
      expect(said).toContain(`"${id}" cannot be a journey: `)
      expect(await readdir(root)).toEqual(['journeys', 'page.md'])
      expect(await readdir(join(root, 'journeys'))).toEqual([])
    },
  )

  it('draft tells a journey that is there from a folder that is not', async () => {
    await writeFile(join(root, 'page.md'), '# One\n\nA page.\n')
    await mkdir(join(root, 'there'))
    const page = join(root, 'page.md')
    expect((await author('draft', page, '--id', 'there')).said).toContain('there is there already.')
    expect((await author('draft', page, '--id', 'new', '--folder', join(root, 'none'))).said).toContain(
      'cannot be made: there is no such file or folder.',
    )
  })
})

describe('a place that will not do', () => {
  const unused = () => Promise.reject(new OperatorProblem('opened'))
  const operator = async (args: string[], env: Record<string, string>) => {
    const io = new FakeTerminal()
    const code = await operate(args, { io, connect: unused, env })
    return { code, stderr: io.stderr }
  }

  it.each(['none', '65536', '-1', '4566x'])('AWS_PORT=%s is told as no port', async AWS_PORT => {
    const { code, stderr } = await operator(['status', '--local'], { AWS_PORT })
    expect(code).toBe(2)
    expect(stderr).toContain(`AWS_PORT is "${AWS_PORT}", which is no port.`)
  })

  it('takes a variable that is set to nothing for one that is not set', async () => {
    for (const line of [['--local'], ['--stage', 'prod']])
      expect((await operator(['status', ...line], { AWS_PORT: '', AWS_REGION: '' })).stderr).toBe('opened\n')
  })

  it('an author says --local or --stage, and not both', async () => {
    const io = new FakeTerminal()
    const args = ['rollback', 'sample', '--local', '--stage', 'example', ...why]
    expect(await runJourneys(args, { io, connect: unused })).toBe(1)
    expect(io.stderr + io.stdout).toContain('Say --local or --stage, not both.')
  })

  it.each([
    new SyntaxError('Unexpected token <'),
    Object.assign(new Error(''), { name: 'ResourceNotFoundException' }),
  ])('another program at the port of AWS is told: %s', error => {
    expect(() => explainSilence(error, 'http://127.0.0.1:3000')).toThrow(
      'is no system of npm start. Set AWS_PORT',
    )
  })

  it('says that a region is missing, where nothing names one', async () => {
    const io = new FakeTerminal()
    const connect = () => Promise.reject(new Error('Region is missing'))
    const args = ['rollback', 'sample', '--table', 'one', ...why]
    expect(await runJourneys(args, { io, connect })).toBe(1)
    expect(io.stdout + io.stderr).toContain('No region is named. Say --region <region>, or set AWS_REGION.')
  })
})

describe('what is said and means nothing', () => {
  it.each([
    [
      ['learner', 'sam@example.org', '--journey', 'sample'],
      '--journey, which goes with --resend, means nothing here.',
    ],
    [['replay', '--resume', 'one', '--from', '2026-11-23T08:00Z', ...why], '--from means nothing here.'],
    [
      ['reconcile', '--until', '2026-11-23T08:00Z'],
      '--until, which goes with --after-restore, means nothing here.',
    ],
  ])('%j is refused, and not left out of account', async (args, words) => {
    const { run } = await aWorld()
    const { code, stdout, stderr } = await run(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(words)
  })

  it.each([
    ['x'.repeat(501), 'Say why in 500 characters at most, here are 501'],
    ['two\nlines', 'Say why in one line'],
    ['red \u001b[31m', 'Say why in one line'],
  ])('the reason %j is none', async (reason, words) => {
    const { run, world } = await aWorld()
    const before = world.table.rows.size
    const { code, stderr } = await run(['hold', 'delivery', '--yes', '--reason', reason])
    expect(code).toBe(2)
    expect(stderr).toContain(words)
    expect(world.table.rows.size).toBe(before)
  })

  it('what SES says to a test is told with the address, and kept without it', async () => {
    const world = new World(start)
    await world.publish()
    const said = 'Email address is not verified: jo@example.org'
    const testMailer = { send: () => Promise.reject(new OperatorProblem(said)) }
    const { run } = operatorContext(world, { testMailer })
    const ended = await run(['journeys', 'send-test', 'sample', 'one', '--to', 'jo@example.org', ...why])
    expect([ended.code, ended.stderr]).toEqual([2, `${said}\n`])
    const { stdout } = await run(['audit', '--json'])
    expect(stdout).toContain('Email address is not verified: •••')
    expect(stdout).not.toContain('jo@example.org')
  })

  it('versions have a column of notes where one of them has a note', async () => {
    const { run, world } = await aWorld()
    expect((await run(['journeys', 'versions', 'sample'])).stdout).not.toContain('what changed')
    const next = sampleJourney('sample', undefined, 2)
    await journeyStore(world.table).publish(next, world.clock.now(), { note: 'plainer words' })
    const { stdout } = await run(['journeys', 'versions', 'sample'])
    expect(stdout).toContain('what changed')
    expect(stdout).toContain('plainer words')
  })

  it('no excerpt gets words that drive a terminal, nor none', async () => {
    const { run } = await aWorld()
    for (const words of ['a\u001b[31m', ' ', 'x'.repeat(301)]) {
      const { code, stderr } = await run(['reflections', 'redact', '0'.repeat(24), '--words', words, ...why])
      expect(code).toBe(2)
      expect(stderr).toContain("ption '--words <text>' argument")
    }
  })

  it('a round that cannot be one is told, and is no round without anybody in it', async () => {
    const { run } = await aWorld()
    expect((await run(['circles', 'list', '--round', 'sample'])).stderr).toContain(
      'A round is named as its groups begin',
    )
    expect((await run(['circles', 'list', '--round', 'smple.2026-11-29'])).stderr).toContain(
      'There is no journey "smple"',
    )
    expect((await run(['circles', 'list', '--round', 'sample.2026-11-29'])).stdout).toContain(
      'Nothing of this round',
    )
  })

  it('circles that are turned on again say from how many people on a round is dealt, and that it was otherwise', async () => {
    const { run } = await aWorld()
    const said = async (...args: string[]) => (await run(['circles', ...args, ...why])).stdout
    expect(await said('on', 'sample', '--smallest-pool', '12')).toContain(
      'A round is dealt from 12 people on.',
    )
    expect(await said('on', 'sample')).toContain('A round is dealt from 30 people on; it was 12.')
    expect(await said('off', 'sample')).toContain('Within 10 seconds nobody can join')
    expect(await said('off', 'sample')).toContain('Circles were off already')
  })

  it('sharing that is turned off twice was off already', async () => {
    const { run } = await aWorld()
    const said = async (way: string) => (await run(['reflections', way, 'sample', ...why])).stdout
    expect(await said('on')).toContain('within 10 seconds')
    expect(await said('off')).toContain('Within 10 seconds nothing can be shared')
    expect(await said('off')).toContain('Sharing was off already')
  })

  it('a module that somebody whom no email may reach was never sent is told before what else stands in the way', async () => {
    const { run } = await aWorld()
    await run(['learner', 'sam@example.org', '--suppress', ...why])
    const { code, stderr } = await run(['learner', 'sam@example.org', '--resend', 'trst', ...why])
    expect(code).toBe(2)
    expect(stderr).toContain(
      '“trst” is not sent again: that module was never emailed to them. They were sent: ',
    )
  })
})
