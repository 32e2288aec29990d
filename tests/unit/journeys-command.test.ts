import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPublishing } from '../../tools/journeys/open-publishing.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { aJourneyFolder } from '../support/authored-journey.ts'
import { FakeTerminal } from '../support/operator-context.ts'

const why = ['--reason', 'a test']
const asking = {
  replace: 'in-short: A held',
  by: 'ask: Who held a door for you?\nchoose: [a colleague, a stranger]\nguess: a stranger\nin-short: A held',
}
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'shiftworks-journeys-'))
  await write('good', aJourneyFolder().files)
  await write('asking', aJourneyFolder(asking).files)
  await write('faulty', aJourneyFolder({ replace: 'minutes: 5', by: 'minuts: 5' }).files)
})
afterAll(() => rm(root, { recursive: true }))

async function write(name: string, files: readonly { name: string; text: string }[]) {
  await mkdir(join(root, name))
  for (const file of files) await writeFile(join(root, name, file.name), file.text)
}

/** Runs a command line in this process: the program that an author runs does no more, and takes a second to load. */
async function journeys(...args: string[]) {
  const io = new FakeTerminal()
  const code = await runJourneys(['--folder', root, ...args], { io, connect: openPublishing })
  return { code, out: io.stdout.trim(), err: io.stderr.trim() }
}

/** Runs the program, as an author does. */
const program = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>(resolve => {
    const command = ['tools/journeys/cli.ts', '--folder', root, ...args]
    execFile(process.execPath, command, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out: out.trim(), err: err.trim() }),
    )
  })

test.each([[['lint', 'good']], [['lint', 'other']]])(
  'the program says what the command says, and ends with its code: %j',
  async args => {
    expect(await program(...args)).toEqual(await journeys(...args))
  },
)

test('lint names file and line, and fails only if something has to be mended', async () => {
  const all = await journeys('lint')
  expect(all.code).toBe(1)
  expect(all.out.split('\n')).toEqual([
    'asking: 2 modules, nothing wrong.',
    `${root}/faulty/first.md:1  minutes: is missing.`,
    `${root}/faulty/first.md:6  There is no setting "minuts". Did you mean "minutes"?`,
    'faulty: 2 to mend.',
    'good: 2 modules, nothing wrong.',
  ])
  expect(await journeys('lint', 'good')).toMatchObject({ code: 0, out: 'good: 2 modules, nothing wrong.' })
})

test.each([
  [['lint', 'other'], 'There is no journey other in '],
  [['preview', 'faulty'], 'faulty cannot be used before its errors are mended.'],
  [['publish', 'good'], 'Say where to: --local'],
  [['publish', 'good', '--stage', 'nowhere', ...why], 'There is no stage nowhere'],
  [['publish', 'good', '--stage', 'example', ...why], 'may send from there only, so no email would go out'],
  [['publish', 'good', '--stage', 'example'], 'Say why, with --reason'],
  [['rollback', 'good', '--stage', 'example', '--yes'], 'Say why, with --reason'],
  [['rollback', 'good', '--local', '--to', 'two'], 'A version is a whole number'],
])('%j says what to do, and fails', async (args, message) => {
  const { code, err } = await journeys(...args)
  expect(code).toBe(1)
  expect(err).toContain(message)
  expect(err).not.toContain('    at ')
})

test('an email that Gmail would cut off is told by lint, and kept from being published', async () => {
  const by = '- Somebody holds a door.\n'.repeat(800)
  await write('long', aJourneyFolder({ replace: 'Somebody holds a door.', by }).files)
  const { code, out } = await journeys('lint', 'long')
  expect(code).toBe(1)
  expect(out).toContain('long/first.md:1  The email module.first has ')
  expect((await journeys('publish', 'long', '--local')).err).toContain('long cannot be used before')
  await rm(join(root, 'long'), { recursive: true })
})

test('files that are not UTF-8 are told by file, line and encoding, and never guessed at', async () => {
  const files = aJourneyFolder({ replace: 'Somebody holds a door.', by: 'Zoë holds a door.' }).files
  await mkdir(join(root, 'encoded'))
  for (const { name, text } of files)
    await writeFile(
      join(root, 'encoded', name),
      Buffer.from(text, name === 'journey.md' ? 'utf16le' : 'latin1'),
    )
  const { code, out } = await journeys('lint', 'encoded')
  expect(code).toBe(1)
  const [main = '', first = '', ...rest] = out.split('\n')
  expect(main).toContain('encoded/journey.md:1  The file is not UTF-8, it looks like UTF-16 LE')
  expect(first).toMatch(
    /encoded\/first\.md:\d+ {2}The file is not UTF-8, it looks like Windows-1252 \(Latin-1\)/,
  )
  expect(rest).toEqual(['encoded: 2 to mend.'])
  await rm(join(root, 'encoded'), { recursive: true })
})

test('a byte order mark is no part of a journey', async () => {
  const files = aJourneyFolder().files.map(({ name, text }) => ({ name, text: `\ufeff${text}` }))
  await write('marked', files)
  expect(await journeys('lint', 'marked')).toMatchObject({
    code: 0,
    out: 'marked: 2 modules, nothing wrong.',
  })
  await rm(join(root, 'marked'), { recursive: true })
})

test('preview shows the question that is asked with "done", and what others guess', async () => {
  const { out } = await journeys('preview', 'asking', '--no-open')
  const overview = await readFile(out, 'utf8')
  expect(overview).toContain('Asked with “done”: Who held a door for you?')
  expect(overview).toContain('<li>a colleague</li><li>a stranger (others guess how many chose this)</li>')
  await rm(join(out, '..'), { recursive: true })
})

test('preview writes every email in both forms, every page, and one page that shows them', async () => {
  const { code, out } = await journeys('preview', 'good', '--no-open')
  expect(code).toBe(0)
  const folder = join(out, '..')
  const files = await readdir(folder)
  expect(files).toEqual(
    expect.arrayContaining([
      'index.html',
      'module.first.html',
      'module.first.txt',
      'confirm.txt',
      'page.second.html',
    ]),
  )
  const text = await readFile(join(folder, 'module.first.txt'), 'utf8')
  expect(text).toContain('Hello Sam,')
  const overview = await readFile(join(folder, 'index.html'), 'utf8')
  expect(overview).toContain('<strong>One small thing</strong> What comes before the message.')
  const everything = await Promise.all(files.map(name => readFile(join(folder, name), 'utf8')))
  expect(everything.join('')).not.toMatch(/\{\{\w/)
  await rm(folder, { recursive: true })
})
