import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sections } from '../../tools/operator/console/sections.ts'
import { columns } from '../../tools/operator/import/person-row.ts'
import { operate } from '../../tools/operator/operate.ts'
import { allOperations } from '../../tools/operator/operations/all.ts'
import { commandOf, type Operation } from '../../tools/operator/operations/operation.ts'
import { exitCodes, OperatorProblem } from '../../tools/operator/problem.ts'
import { FakeTerminal } from '../support/operator-context.ts'

const operations = await allOperations()
const root = resolve(import.meta.dirname, '../..')
const pages = ['README.md', 'CONTRIBUTING.md', 'tools/demo/demo.ts', ...globSync('docs/*.md', { cwd: root })]
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8')

/** Command lines in a page: in its code, in a sentence or a table. Those with a `<command>` to fill in are none yet. */
function commandLines(text: string): string[] {
  const whole = text.replaceAll(/ \\\n\s*/g, ' ')
  const lines = [...whole.matchAll(/npm run operator -- ([^\n`]+)/g)].map(([, line = '']) => line.trim())
  return lines.filter(line => !line.startsWith('<command>'))
}

/** As a shell takes a line apart: by blanks, but for what stands in quotes, or in brackets to be filled in; without its comment. */
const argumentsIn = (line: string): string[] =>
  [...line.replace(/ #.*$/, '').matchAll(/"([^"]*)"|(<[^>]+>|\S+)/g)].map(([, quoted, word]) =>
    (quoted ?? word ?? '').replace('$STAGE', 'prod').replace('$AWS_REGION', 'eu-west-2'),
  )

/** Runs a line up to where it would open a system. @returns what is wrong with it; nothing when it gets there. */
async function problemWith(line: string): Promise<string> {
  const io = new FakeTerminal()
  const connect = () => Promise.reject(new OperatorProblem('opened', exitCodes.refused))
  const code = await operate(argumentsIn(line), { io, connect, env: {} })
  return code === exitCodes.refused ? '' : io.stderr
}

const all = pages.flatMap(page => commandLines(textOf(page)).map(line => [page, line] as const))

/** Every command there is, with those below it. */
async function commandNames(above: readonly string[] = []): Promise<string[][]> {
  const [, list = ''] = (await helpOf(above)).split('Commands:\n')
  const own = [...(list.split('\n\n')[0] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name)
  const below = own.filter(name => name !== 'help').map(async name => commandNames([...above, name]))
  return [[...above], ...(await Promise.all(below)).flat()]
}

async function helpOf(command: readonly string[]): Promise<string> {
  const io = new FakeTerminal()
  const connect = () => Promise.reject(new Error('unused'))
  expect(await operate([...command, '--help'], { io, connect, env: {} })).toBe(exitCodes.ok)
  return io.stdout
}

describe("the operator's help", async () => {
  it.each(await commandNames())(
    'of "%s %s" has an example, and what the exit codes mean',
    async (...names) => {
      const command = names.filter(name => typeof name === 'string')
      const help = await helpOf(command)
      expect(help).toContain(`npm run operator -- ${command.join(' ')}`.trim())
      expect(help).toMatch(/Examples?:\n/)
      for (const code of Object.values(exitCodes))
        expect(help).toMatch(new RegExp(`^ {2}${code} {2}\\w`, 'm'))
    },
  )
})

describe("the operator's command lines in the docs", () => {
  it('are found', () => {
    expect(all.length).toBeGreaterThan(20)
  })

  it.each(all)('%s: %s', async (_page, line) => {
    // A line without a place is there to show what is answered to it.
    expect((await problemWith(line)).replace(/^Say which system: .*\n$/, '')).toBe('')
  })

  it('would be found wrong if they were', async () => {
    expect(await problemWith('status --stage prod --fast')).toContain('--fast')
    expect(await problemWith('learners jo@example.org --stage prod')).toContain('learners')
    expect(await problemWith('dead-letters show nowhere --stage prod')).toContain('nowhere')
  })

  it('give a reason wherever an author changes what goes out on a stage', () => {
    const lines = pages.flatMap(page => [...textOf(page).matchAll(/npm run journeys -- ([^\n`]+)/g)])
    const changing = lines
      .map(([, line = '']) => line)
      .filter(line => /^(publish|rollback) .*--stage/.test(line))
    expect(changing.length).toBeGreaterThan(3)
    expect(changing.filter(line => !line.includes('--reason "'))).toEqual([])
  })

  it('leave no command out of docs/operating.md', async () => {
    const io = new FakeTerminal()
    await operate(['--help'], { io, connect: () => Promise.reject(new Error('unused')), env: {} })
    const [list = ''] = io.stdout.split('Commands:\n')[1]?.split('\n\n') ?? []
    const names = [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name)
    const text = textOf('docs/operating.md')
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter(name => name !== 'help' && !text.includes(`npm run operator -- ${name}`))).toEqual([])
  })

  it('show each operation, with an option that makes it this one of those that share a command', () => {
    const authors = pages.flatMap(page => [...textOf(page).matchAll(/npm run (journeys) -- ([^\n`]+)/g)])
    const lines = [...all.map(([, line]) => line), ...authors.map(([, first, rest]) => `${first} ${rest}`)]
    const isShown = (operation: Operation) =>
      commandLinesOf(operation).some(([command, flag]) =>
        lines.some(line => line.startsWith(command) && line.includes(flag)),
      )
    const missing = operations.filter(operation => !isShown(operation)).map(({ name }) => name)
    expect(missing, 'Show how each is asked for, such as in docs/operating.md.').toEqual([])
  })
})

/** The command of an operation, with each option that makes it this one of those that share it. */
function commandLinesOf(operation: Operation): [command: string, flag: string][] {
  const command = commandOf(operation)
  const flagOf = (input: string) => operation.inputs[input]?.flags.split(' ')[0] ?? ''
  return operation.chosenBy?.map(input => [command, flagOf(input)]) ?? [[command, '']]
}

it("every column of an import stands in docs/operating.md's table", () => {
  const [, section = ''] = textOf('docs/operating.md').split('## Import and export')
  const [table = ''] = section.split('```')
  const named = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) => cell.split(', '))
  expect(named.toSorted()).toEqual(columns.map(name => `\`${name}\``).toSorted())
})

describe('the table of the console in docs/operating.md', () => {
  const [, passage = ''] = textOf('docs/operating.md').split('\n## Console\n')
  const [table = ''] = passage.split('\n## ')
  const named = [...table.matchAll(/^\| ([A-Z][^|]*?) \|/gm)].map(([, name]) => name)

  it('has every section but the overview, of which the text before it speaks', () => {
    const others = sections.map(([, name]) => name).filter(name => name !== 'Overview')
    expect(named).toEqual(others)
  })
})

describe('what a read-only operator can use', () => {
  const [, passage = ''] = textOf('docs/operating.md').split('A **read-only operator**')
  const [listed = ''] = passage.split('A **full operator**')
  const named = [...listed.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

  it('is every operation that only reads, and no other', () => {
    const reading = operations.filter(one => one.does === 'reads' && !one.withoutSystem)
    expect(named.toSorted()).toEqual(reading.map(one => commandLinesOf(one)[0]?.join(' ').trim()).toSorted())
  })
})

/** What the runbook says that a learner's story says, in its own words. */
const quoted = (() => {
  const [, section = ''] = textOf('docs/runbook.md').split("## One learner's complaint")
  // The reasons why an email waits have lives of their own: tests/functional/operator-why.test.ts.
  const parts = section.split('\n### ').filter(part => !part.startsWith('The reasons in brackets'))
  const phrases = [...parts.join('\n').matchAll(/\*([^*\n]+)\*/g)].map(([, phrase = '']) => phrase)
  const pieces = phrases.flatMap(phrase => phrase.replace(/^Next: /, '').split(/[,:…]|\.$/))
  return [...new Set(pieces.map(part => part.trim()))].filter(part => /^[A-Z].* /.test(part))
})()

describe("the runbook's way to answer a learner", () => {
  const said = globSync('tools/operator/learner/*.ts', { cwd: root }).map(textOf).join('\n')
  const ours = ['Once in the story', 'Two addresses']

  it('has something to compare', () => {
    expect(quoted.length).toBeGreaterThan(8)
  })

  it.each(quoted.filter(part => !ours.includes(part)))('quotes what a story says: %s', part => {
    expect(said).toContain(part)
  })
})
