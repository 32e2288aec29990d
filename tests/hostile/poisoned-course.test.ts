import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { draftCourse } from '../../tools/journeys/draft/draft-course.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { FakeTerminal } from '../support/operator-context.ts'

/** What its reader has on their machine, beside the course. */
const secret = '# My keys\n\nAKIAEXAMPLE'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'poisoned-course-'))
  for (const folder of ['course', 'journeys', 'keys']) await mkdir(join(root, folder))
  for (const name of ['id.png', 'id.md', 'credentials']) await writeFile(join(root, 'keys', name), secret)
})
afterEach(() => rm(root, { recursive: true }))

async function put(name: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, 'course', name)), { recursive: true })
  await writeFile(join(root, 'course', name), content)
}

/** Drafts the course, and reads all that was written. */
async function draft() {
  const io = new FakeTerminal()
  const args = ['--folder', join(root, 'journeys'), 'draft', join(root, 'course'), '--id', 'a']
  const code = await runJourneys(args, { io, connect: () => Promise.reject(new Error('Nothing is opened.')) })
  const names = await readdir(join(root, 'journeys/a'))
  const texts = await Promise.all(names.map(name => readFile(join(root, 'journeys/a', name), 'utf8')))
  return { code, out: io.stdout, names, text: texts.join('\n') }
}

it.each([
  '../keys/id.png',
  '..%2fkeys%2fid.png',
  '%2e%2e/keys/id.png',
  '..%252fkeys%252fid.png',
  'pages/..%2f..%2f..%2fkeys%2fid.png',
  '..%5ckeys%5cid.png',
  '..\\keys\\id.png',
  '/%2e%2e%2fkeys/id.png',
  'file:../keys/id.png',
  '//localhost/../keys/id.png',
])('a picture at %s is none of the course, and is not copied', async address => {
  await put('one.md', `# One\n\n![x](${address}) and <img src="${address}" alt="x">`)
  await put('pages/two.md', `# Two\n\n![x][p]\n\n[p]: ${address}`)
  const { code, names, text } = await draft()
  expect(code).toBe(0)
  expect(names).toEqual(['journey.md', 'one.md', 'two.md'])
  expect(text).not.toContain('AKIA')
})

it('nor is what a link in the course leads to, be it a picture or a page', async () => {
  await put('one.md', '# One\n\n![x](door.png) ![y](in/id.png)')
  await symlink(join(root, 'keys/id.png'), join(root, 'course/door.png'))
  await symlink('../keys/id.md', join(root, 'course/two.md'))
  await symlink(join(root, 'keys'), join(root, 'course/in'))
  const { out, names, text } = await draft()
  expect(names).toEqual(['journey.md', 'one.md'])
  expect(text).not.toContain('AKIA')
  for (const words of [
    'The picture door.png is not in the course',
    'two.md:1  This is no file of the course',
  ])
    expect(out).toContain(words)
})

it('only pictures are copied as such, so that nothing takes the place of what was written, or is hidden', async () => {
  const others = [
    'sub/journey.md',
    'sub/one.md',
    '.gitattributes',
    '.npmrc',
    'package.json',
    'run.sh',
    '.png',
  ]
  for (const name of [...others, '.door.png']) await put(name, 'evil')
  await put('one.md', `# One\n\n${[...others, '.door.png'].map(name => `![x](${name})`).join(' ')}`)
  const { names, text } = await draft()
  expect(names).toEqual(['door.png', 'journey-2.md', 'journey.md', 'one-2.md', 'one.md'])
  expect(text).toContain('modules: [one, journey-2, one-2]')
})

it('pictures of one name stay apart, whatever others are called', () => {
  const addresses = ['3-a.png', 'x/a.png', 'y/a.png', 'z/A.png', '4-a.png']
  const text = `# A\n\n${addresses.map(address => `![x](${address})`).join('\n')}`
  const { pictures } = draftCourse([{ path: 'a.md', text }], 'a')
  expect(pictures.map(({ from }) => from)).toEqual(addresses)
  expect(new Set(pictures.map(({ name }) => name.toLowerCase())).size).toBe(addresses.length)
})

const odd = fc.string({
  unit: fc.constantFrom(
    ...[
      '![',
      '](',
      ')',
      '[',
      ']',
      '<',
      '>',
      '"',
      '%',
      '%2e',
      '%2f',
      '%5c',
      '%00',
      '..',
      '/',
      '\\',
      ':',
      '//',
      '?',
    ],
    ...[
      'a',
      ' ',
      '\n',
      '\n\n',
      '.png',
      '.md',
      '<img src="',
      '" alt="x">',
      '---\n',
      '+++\n',
      'title: ',
      '&x',
      '*x',
    ],
    ...[
      '{',
      '}',
      '`',
      '|',
      '|--|\n',
      '> ',
      '!!! ',
      ':::',
      '\n    ',
      '[^1]',
      '[^1]: ',
      '#',
      '\u0000',
      '\ud800',
      '=',
    ],
  ),
  maxLength: 40,
})

it('whatever stands in a page, a journey is made of it, and its pictures lie in the course', () => {
  fc.assert(
    fc.property(odd, odd, (head, body) => {
      const { files, pictures } = draftCourse([{ path: 'in/a.md', text: `${head}\n${body}` }], 'a')
      expect(files[0]?.name).toBe('journey.md')
      for (const { from, name } of pictures) {
        expect(`/${from}/`).not.toMatch(/\/\.{1,2}\/|\\|\/\//)
        expect(name).toBe(basename(name))
        expect(name).toMatch(/^[\p{L}\p{N}].*\.\w+$/u)
      }
    }),
    { numRuns: 3000 },
  )
})

it.each([
  ['boxes in boxes', ':::a\n'.repeat(4000)],
  ['a footnote that is a book, again and again', `[^1]: ${'x '.repeat(50_000)}\n\n${'[^1] '.repeat(20_000)}`],
  ['a list of a hundred thousand things', '- a\n'.repeat(100_000)],
])('%s become a journey of no more than ten times their length', (_, text) => {
  const { files } = draftCourse([{ path: 'a.md', text: `# A\n\n${text}` }], 'a')
  expect(files.map(file => file.text).join('').length).toBeLessThan(10 * text.length)
})
