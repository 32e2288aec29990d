import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sectors } from '../../shared/domain/sectors.ts'
import { columns, cutTable, wrap, wrapCommand } from '../../tools/operator/command/lines.ts'
import { allOperations } from '../../tools/operator/operations/all.ts'
import { commandOf } from '../../tools/operator/operations/operation.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorContext } from '../support/operator-context.ts'

const operations = await allOperations()
const monday = Date.parse('2026-11-23T09:00:00Z')
const width = 80
const titles = ['Trust between people who never meet', 'Who else is awake at four in the morning', 'Asking']

/** Several modules with long names, people of every sector, some of whom pause, leave, bounce or say what they tried. */
async function aFullWorld(): Promise<World> {
  const world = new World(monday)
  const modules = titles.map((title, i) => sampleModule(`a-module-of-the-journey-${i + 1}`, { title }))
  await world.publish(sampleJourney('shiftworks', modules))
  const [first = ''] = modules.map(({ id }) => id)
  for (const [i, sector] of sectors.entries()) {
    const email = `${sector}@an-organisation-with-a-long-name.example.org`
    const { learner } = await world.learner(email, { sector, journeyId: 'shiftworks' })
    if (i % 2) await world.done(email, first, 'shiftworks')
    const told = {
      type: 'RecordTried',
      journeyId: 'shiftworks',
      moduleId: first,
      epoch: learner.epoch,
    } as const
    if (i % 2) await world.execute(email, { ...told, answer: 'not-yet' })
  }
  await world.learner('jo@example.org', { journeyId: 'shiftworks', firstName: 'Jo' })
  await world.pass(5)
  await world.settle()
  return world
}

let world: World
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'operator-width-'))
  world = await aFullWorld()
  const why = ['--yes', '--reason', 'a reason that somebody took the time to write down in a whole sentence']
  for (const args of [
    ['hold', 'delivery'],
    ['learner', 'jo@example.org', '--suppress'],
  ])
    expect((await operatorContext(world).run([...args, ...why])).code).toBe(0)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** An example as it is typed for the system on this machine. */
const argsOf = (example: string): string[] =>
  [...example.replaceAll('\\\n', ' ').matchAll(/"([^"]*)"|\S+/g)]
    .map(([all, quoted]) => quoted ?? all)
    .join('\n')
    .replace(/--stage\nprod/, '--yes')
    .replace(/--region\neu-west-2|--json/g, '')
    .split('\n')
    .filter(arg => arg !== '')
    .map(arg => (/\.(csv|html)$|^\.\//.test(arg) ? join(folder, arg) : arg))

/** Lines that a terminal would break. What has no blank to break it at, such as a path, cannot be helped. */
const tooWide = (text: string): string[] =>
  text.split('\n').filter(line => line.length > width && line.trim().includes(' '))

/** Paragraphs that break, within or at once, before the line is full: they were broken for another width. */
const raggedIn = (text: string): string[] =>
  text.split('\n\n').filter(paragraph => {
    const lines = paragraph.trim().split('\n')
    const isRagged = (line: string, at: number) => {
      const [word] = lines[at + 1]?.trim().split(' ') ?? []
      return word !== undefined && `${line} ${word}`.length <= width
    }
    return /^[A-Z].*[a-z,]\n/.test(paragraph.trim()) && lines.some(isRagged)
  })

/** One serves until somebody stops it, one writes a folder, one wants keys. */
const notHere = ['console', 'journeys preview', 'keys rotate']

describe('what the operator reads', () => {
  it.each(
    operations
      .filter(({ name }) => !notHere.includes(name))
      .flatMap(one => one.examples.map(example => [example])),
  )('takes %s no wider than 80 columns', async example => {
    const reads = operations.find(one => example.startsWith(commandOf(one)))?.does === 'reads'
    const args = argsOf(example).filter(arg => arg !== '--yes' || !reads)
    const { stdout, stderr } = await operatorContext(world).run(args, { width, interactive: true })
    expect(`${stdout}${stderr}`.trim()).not.toBe('')
    expect(tooWide(stdout + stderr)).toEqual([])
  })

  it.each([[''], ...new Set(operations.map(commandOf))].map(words => [String(words)]))(
    'the help of “%s”: no wider either',
    async words => {
      const { stdout } = await operatorContext(world).run([...words.split(' '), '--help'].filter(Boolean), {
        width,
      })
      expect(stdout).toContain('Usage')
      expect(tooWide(stdout)).toEqual([])
      expect(raggedIn(stdout)).toEqual([])
    },
  )
})

describe('lines', () => {
  it('breaks words within their column, and nothing is lost', () => {
    const lines = columns([['Mon 23 Nov 2026 09:00', 'word '.repeat(30).trim()]], width)
    expect(tooWide(lines.join('\n'))).toEqual([])
    expect(lines.join(' ').match(/word/g)).toHaveLength(30)
    expect(lines[1]).toMatch(/^ {23}word/)
  })

  it('indents the columns of a row for which there was no room, under its headings too, and leaves no line empty', () => {
    const lines = columns(
      [
        ['version', 'published', 'what changed'],
        ['10', 'Mon 23 Nov 2026 09:00', 'a clearer module'],
        ['9', 'Mon 16 Nov 2026 09:00', ''],
        ['', '', 'and its pictures'],
      ],
      32,
    )
    expect(lines).toEqual([
      'version  published',
      '  what changed',
      '10       Mon 23 Nov 2026 09:00',
      '  a clearer module',
      '9        Mon 16 Nov 2026 09:00',
      '  and its pictures',
    ])
  })

  it('keeps indented columns within the width, however they are broken', () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 60 }), {
      minLength: 6,
      maxLength: 6,
    })
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 34, max: 120 }),
        (rows, wide) => {
          const wordsOf = (all: readonly string[]) => all.join(' ').split(' ').filter(Boolean).toSorted()
          const lines = columns(rows, wide)
          expect(lines.filter(line => line.length > wide && line.trim().includes(' '))).toEqual([])
          expect(wordsOf(lines)).toEqual(wordsOf(rows.flat()))
        },
      ),
    )
  })

  it('cuts a table of figures, each part with the names of its rows', () => {
    const names = Array.from({ length: 20 }, (_, i) => `column ${i}`)
    const lines = cutTable(
      [
        ['sector', ...names],
        ['ambulance', ...names.map((_, i) => String(i))],
      ],
      40,
    )
    expect(lines.filter(line => line.length > 40)).toEqual([])
    expect(lines.join(' ').match(/column \d+/g)).toEqual(names)
    expect(lines.filter(line => line.startsWith('ambulance')).length).toBe(
      lines.filter(line => line.startsWith('sector')).length,
    )
  })

  it('breaks a command where a shell puts it together again', () => {
    const examples = operations.flatMap(one => one.examples.map(example => `npm run operator -- ${example}`))
    for (const example of examples) {
      const broken = wrapCommand(example, 60)
      expect(argsOf(broken.replaceAll(/ \\\n +/g, ' '))).toEqual(argsOf(example))
      for (const line of broken.split('\n')) expect(line.split('"').length % 2).toBe(1)
    }
  })

  it('leaves whole what can be copied only whole', () => {
    expect(wrap(`Open ${'x'.repeat(100)} now`, 40)).toEqual(['Open', `  ${'x'.repeat(100)}`, '  now'])
  })
})
