import { expect, test } from 'vitest'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { operate } from '../../tools/operator/operate.ts'
import { allOperations } from '../../tools/operator/operations/all.ts'
import { commandOf, type Operation } from '../../tools/operator/operations/operation.ts'
import { FakeTerminal } from '../support/operator-context.ts'

const operations = await allOperations()
const commands = Map.groupBy(operations, commandOf)
const authors = ['draft', 'lint', 'preview', 'publish', 'rollback', 'cancel']

const unused = () => Promise.reject(new Error('unused'))

/** What an operator reads who types this. */
async function operator(args: readonly string[], width = 80) {
  const io = Object.assign(new FakeTerminal(), { width })
  const code = await operate(args, { io, connect: unused, env: {} })
  return { code, out: io.stdout, err: io.stderr }
}

/** What an author reads who types this. */
async function author(args: readonly string[], width = 80) {
  const io = Object.assign(new FakeTerminal(), { width })
  const code = await runJourneys(args, { io, connect: unused })
  return { code, out: io.stdout, err: io.stderr }
}

/** A text without where its lines end. */
const inALine = (text: string): string => text.replaceAll(/ \\\n *|\s+/g, ' ')

/** What one operation alone has to say of itself, in its first words. */
const beginningOf = ({ help = '' }: Operation): string => inALine(help).slice(0, 60)

test.each([...commands.keys()])(
  'the help of “%s” is its own: its words and examples, and nobody else’s',
  async name => {
    const help = inALine((await operator([...name.split(' '), '--help'])).out)
    const [, examples = ''] = help.split(/Examples?: /)
    const typed = [...examples.matchAll(/npm run operator -- (.*?)(?= npm run | Exit codes)/g)].map(
      ([, one]) => one,
    )
    expect(typed).toEqual(commands.get(name)?.flatMap(one => one.examples.map(inALine)))
    for (const one of operations.filter(({ help: words }) => words !== undefined))
      expect(help.includes(beginningOf(one)), one.name).toBe(commandOf(one) === name)
  },
)

test.each(authors)(
  'the help of an author’s “%s” is its own, with where it works and what its end means',
  async name => {
    const { code, out } = await author([name, '--help'])
    const help = inALine(out)
    expect(code).toBe(0)
    const others = operations.filter(one => commandOf(one) !== `journeys ${name}` && one.help !== undefined)
    expect(others.filter(one => help.includes(beginningOf(one)))).toEqual([])
    for (const option of ['--local', '--stage', '--table', '--folder']) expect(help).toContain(option)
    for (const other of authors.filter(one => one !== name))
      expect(help).not.toContain(`journeys -- ${other}`)
    expect(help).toMatch(/Exit codes: 0 done 1 /)
  },
)

test('a group says where each of its commands is explained', async () => {
  for (const [group, ask] of [
    ['hold', () => operator(['hold', '--help'])],
    ['journeys', () => operator(['journeys', '--help'])],
  ] as const)
    expect((await ask()).out).toContain(`npm run operator -- ${group} <command> --help`)
  expect((await author(['--help'])).out).toContain('npm run journeys -- <command> --help')
})

test.each([
  ['learnr', 'learner', 'npm run operator -- --help'],
  ['holdd delivery --reason report', 'hold', 'npm run operator -- --help'],
  ['hold journy', 'journey', 'npm run operator -- hold --help'],
  ['hold journey shiftworks --resaon x', '--reason', 'npm run operator -- hold journey --help'],
  ['hold journey', undefined, 'npm run operator -- hold journey --help'],
  ['status more', undefined, 'npm run operator -- status --help'],
  [
    'reflections decline 0123456789abcdefghijklmn',
    undefined,
    'npm run operator -- reflections decline --help',
  ],
  ['audit --days none', undefined, 'npm run operator -- audit --help'],
])('%s: what is meant is suggested (%s), and how it is typed', async (line, near, where) => {
  const { code, out, err } = await operator(line.split(' '))
  expect(code).toBe(2)
  expect(out).toBe('')
  if (near !== undefined) expect(err).toContain(`Did you mean ${near}?`)
  // Where nobody looks, a problem is one line of a log.
  expect(err.endsWith(`. How it is typed: ${where}\n`) || err.endsWith(`? How it is typed: ${where}\n`)).toBe(
    true,
  )
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test('an author who mistypes a command is told the same', async () => {
  const { code, err } = await author(['publsh', 'shiftworks'])
  expect(code).toBe(1)
  expect(err).toContain('Did you mean publish?')
  expect(err).toContain('npm run journeys -- --help')
})

test.each([...commands.keys(), ''])('the help of “%s” keeps its commands whole at 40 columns', async name => {
  const { out } = await operator([...name.split(' '), '--help'].filter(Boolean), 40)
  const [, behind = ''] = out.split(/Examples?:\n/)
  const [examples = ''] = behind.split('\nExit codes')
  // Each line but the last of a command says that it goes on.
  for (const command of examples.trimEnd().split(/\n(?= {2}npm run )/))
    expect(
      command
        .split('\n')
        .slice(0, -1)
        .filter(line => !line.endsWith(' \\')),
    ).toEqual([])
})

test('words stand beside their option where there is room for them, and below it where there is not', async () => {
  const help = ['replay', '--help']
  expect((await operator(help, 80)).out).toContain('\n  --from <moment>    from then on, with its zone\n')
  expect((await operator(help, 40)).out).toContain('\n  --from <moment>\n    from then on, with its zone\n')
  expect((await operator(['journeys', '--help'], 80)).out).toMatch(
    /where the journeys are \(default:\n {42}"journeys"\)/,
  )
})
