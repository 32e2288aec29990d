import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Picture } from '../../shared/content/pictures.ts'
import { draftCourse } from '../../tools/journeys/draft/draft-course.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { World } from '../../tools/simulation/world.ts'
import { authorsDeps } from '../support/authors-deps.ts'
import { aCourseFolder } from '../support/course-folder.ts'
import { FakeTerminal } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const picturesUrl = 'https://pictures.example.org'

let root: string
let world: World
const pictures = new Map<string, Picture>()

beforeAll(async () => {
  world = new World(monday)
  root = await aCourseFolder(100)
})
afterAll(() => rm(root, { recursive: true }))

/** An author's command line, with a place for pictures. */
async function journeys(...args: string[]): Promise<string> {
  const io = new FakeTerminal()
  const connect = async () => ({
    ...authorsDeps(world),
    pictures: { url: picturesUrl, put: async (picture: Picture) => void pictures.set(picture.name, picture) },
  })
  const code = await runJourneys(['--folder', join(root, 'journeys'), ...args], { io, connect })
  expect(code, io.stdout + io.stderr).toBe(0)
  return io.stdout
}

const fileOf = (name: string) => join(root, 'journeys/handing-over', name)
const tired = 'listening-when-you-are-tired'
const asking = 'asking-the-question-that-nobody'

describe('a course by somebody else', () => {
  it('is a journey but for what a person must decide, which is told line by line', async () => {
    const said = await journeys('draft', join(root, 'course'), '--id', 'handing-over')
    for (const told of [
      'index.md:1  These settings of the page mean nothing here and are left out: layout, tags.',
      'index.md:10  *|FNAME|* was somebody',
      'index.md:22  The footnote [^1] stands in brackets now',
      'index.md:22  “the second page” led to pages/listening.md#why in the course',
      'index.md:22  The link to http://example.org/guidance is https now',
      'index.md:24  A table is a list now',
      'pages/listening.md:10  :sleepy: is a picture on some websites',
      'pages/listening.md:23  Code is a quotation now',
      'pages/listening.md:34  <kbd> is HTML',
      'pages/listening.md:34  The picture pictures/line.png has no description',
      'pages/asking.md:6  {first_name} was somebody',
      'pages/asking.md:8  {% include share.html %} did something on its website',
      'journey.md:1  Whose course is it, and what does its licence ask for?',
    ])
      expect(said).toContain(told)
    expect(said).toContain('handing-over: 1 to mend')
    expect((await readdir(join(root, 'journeys/handing-over'))).toSorted()).toEqual(
      [
        `${asking}.md`,
        'chairs.png',
        'handing-over-well.md',
        'journey.md',
        'line.png',
        `${tired}.md`,
      ].toSorted(),
    )
  })

  it('holds in its words what boxes, tables, footnotes, lists and code said', async () => {
    const text = (
      await Promise.all([`handing-over-well.md`, `${tired}.md`].map(name => readFile(fileOf(name), 'utf8')))
    ).join('\n')
    for (const kept of [
      'Welcome, {{firstName|friend}}! 👋',
      '> **Before you begin**\n>\n> Think of the last handover',
      '> - Who said nothing?',
      'more than facts (So say people who have handed over for thirty years, and those who have done it once).',
      '**who to ask**',
      '- **what happened** – who says it: whoever leaves; how long: 3 minutes',
      '* Sit down together\n* Put the phones away',
      '![A circle of chairs](chairs.png)',
      '> **Do not fix it**\n>\n> Whoever tells you',
      '> **Note**\n>\n> Two minutes are long. Try it with [a clock](https://example.org/clock).',
      '> `what happened`\\\n> `what worries me`',
      '- **Shorthand**: a line that the next shift understands',
      '### Small print',
    ])
      expect(text).toContain(kept)
  })

  it('is walked to its end once that is decided, pictures included', async () => {
    const text = await readFile(fileOf(`${tired}.md`), 'utf8')
    await writeFile(fileOf(`${tired}.md`), text.replace('![](line.png)', '![](line.png "decorative")'))
    await journeys('publish', 'handing-over', '--local', '--yes')
    expect(pictures.size).toBe(2)
    await world.learner(sam, { journeyId: 'handing-over', firstName: 'Sam' })
    for (const module of ['handing-over-well', tired, asking]) {
      await world.done(sam, module, 'handing-over')
      await world.pass(4)
    }
    const emails = world.inbox(sam)
    expect(emails.map(({ kind }) => kind)).toEqual([
      'confirm',
      'module_handing-over-well',
      `module_${tired}`,
      `module_${asking}`,
      'finished',
    ])
    const [, first, second] = emails
    expect(first?.html).toContain('Welcome, Sam! 👋')
    const shown = [first, second].flatMap(email =>
      Array.from(email?.html.matchAll(/<img [^>]*src="([^"]*)"/g) ?? [], ([, address = '']) => address),
    )
    expect(shown).toHaveLength(2)
    for (const address of shown)
      expect(pictures.has(address.replace(`${picturesUrl}/pictures/`, ''))).toBe(true)
  })
})

describe('what other tools draw otherwise', () => {
  const drafted = (text: string) =>
    draftCourse([{ path: 'a.md', text: `# A\n\n${text}` }], 'a').files[1]?.text ?? ''

  it.each<[string, string, string]>([
    [
      'a table drawn with signs, whose cells go on',
      '+-----+------+\n| who | what |\n+=====+======+\n| Ann | reads |\n|     | aloud |\n+-----+------+',
      '- **Ann** – what: reads aloud',
    ],
    [
      'boxes inside boxes',
      '::::::: challenge\n\nTry it.\n\n::: solution\nLike this.\n:::\n\n:::::::\n\nBehind.',
      '> **Challenge**\n>\n> Try it.\n>\n> > **Solution**\n> >\n> > Like this.\n\nBehind.',
    ],
    [
      'a description behind its picture',
      "![By Ann, <https://a.example>](a.svg){alt='A door'}",
      '![A door](a.svg)',
    ],
    ['a picture in HTML', '<img src="a.png" alt="A door" width="3">', '![A door](a.png)'],
    [
      'an address for words',
      '[https://a.example/x](https://a.example/x)',
      '[a.example](https://a.example/x)',
    ],
    ['an address between brackets', 'See <https://a.example/x>.', 'See [a.example](https://a.example/x).'],
    [
      'links explained below',
      'See [the door][d].\n\n[d]: https://a.example/d',
      'See [the door](https://a.example/d).',
    ],
    ['code in a list', '- One:\n  ```\n  x\n  ```', '> `x`'],
  ])('%s', (_, text, becomes) => {
    expect(drafted(text)).toContain(becomes)
  })
})

describe('splitting', () => {
  const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at}.`).join(' ')

  it('makes modules of five minutes, each begun by a heading', () => {
    const text = `# All\n\n${words(300)}\n\n## One\n\n${words(500)}\n\n## Two\n\n${words(600)}\n\n## Three\n\n${words(1800)}`
    const { files, decisions } = draftCourse([{ path: 'all.md', text }], 'all')
    expect(files.map(({ name }) => name)).toEqual(['journey.md', 'all.md', 'two.md', 'three.md'])
    expect(decisions.map(({ line, message }) => `${line} ${message}`)).toContainEqual(
      '13 “Three” takes 9 minutes: split it, or leave something out.',
    )
  })

  it('takes pages in the order that they name, then by their numbers', () => {
    const page = (path: string, head = '') => ({ path, text: `${head}# ${path}\n\nWords.` })
    const pages = [page('10-b.md'), page('2-a.md'), page('z.md', '---\norder: 1\n---\n'), page('README.md')]
    const { files } = draftCourse(pages, 'ordered')
    expect(files.map(({ name }) => name).slice(1)).toEqual(['readme-md.md', 'z-md.md', 'a-md.md', 'b-md.md'])
  })

  it('tells a fault of a page and makes no journey where one is already', async () => {
    const io = new FakeTerminal()
    const args = ['--folder', join(root, 'journeys'), 'draft', join(root, 'course'), '--id', 'handing-over']
    const connect = () => Promise.reject(new Error('Nothing is opened.'))
    expect(await runJourneys(args, { io, connect })).toBe(1)
    expect(io.stderr).toContain('is there already')
  })
})
