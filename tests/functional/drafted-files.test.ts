import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { FakeTerminal } from '../support/operator-context.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'drafted-files-'))
  await mkdir(join(root, 'journeys'))
})
afterEach(() => rm(root, { recursive: true }))

/** Drafts a course of these files. */
async function draft(files: Readonly<Record<string, string | Uint8Array>>) {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, 'course', name)), { recursive: true })
    await writeFile(join(root, 'course', name), content)
  }
  const io = new FakeTerminal()
  const args = ['--folder', join(root, 'journeys'), 'draft', join(root, 'course'), '--id', 'a']
  const connect = () => Promise.reject(new Error('Nothing is opened.'))
  const code = await runJourneys(args, { io, connect })
  return { code, out: io.stdout, err: io.stderr }
}

it('leaves out what other programs keep in the folder of a course', async () => {
  const page = '# Not a page\n\nWords.'
  await draft({
    'one.md': '# One\n\nWords.',
    '.github/two.md': page,
    '_drafts/three.md': page,
    'node_modules/x/four.md': page,
  })
  expect(await readdir(join(root, 'journeys/a'))).toEqual(['journey.md', 'one.md'])
})

it('says which picture is not in the course, and where to put it', async () => {
  const { out } = await draft({ 'one.md': '# One\n\n![A door](doors/door.png)' })
  expect(out).toContain(
    `doors/door.png:1  The picture doors/door.png is not in the course: put it into ${join(root, 'journeys/a')} as door.png.`,
  )
})

it('says that a folder holds no course', async () => {
  const { code, err } = await draft({ 'one.txt': 'Words.' })
  expect([code, err]).toEqual([1, expect.stringContaining('holds no Markdown: no file that ends in .md.')])
})

it('says in which file and line another encoding shows', async () => {
  const { code, err } = await draft({ 'one.md': Buffer.from('# One\n\nCaf\u00e9.', 'latin1') })
  expect([code, err]).toEqual([1, expect.stringMatching(/one\.md, line 3: /)])
})

it('says that a course has no text, and writes nothing', async () => {
  const { code, err } = await draft({ 'one.md': '# One\n', 'two.md': '' })
  expect([code, err]).toEqual([1, expect.stringContaining('holds no text: its pages are empty')])
  expect(await readdir(join(root, 'journeys'))).toEqual([])
})

it('reads pages of all names that courses use, in the order that their table of contents says', async () => {
  const { out } = await draft({
    'mkdocs.yml': 'nav:\n  - docs/b.mdx\n  - _episodes/a.md\n',
    'docs/b.mdx': '# B\n\nWords.',
    'docs/_partial.mdx': '# Part\n\nWords.',
    '_episodes/a.md': '# A\n\nWords.',
    'more/_index.md': '# More\n\nWords.',
    'CONTRIBUTING.md': '# How to\n\nWords.',
    'more/security.md': '# Security\n\nWords.',
    'docs/summary.md': '# Summary\n\nWords.',
    'c.ipynb': '{}',
    'd.ipynb': '{}',
  })
  expect(await readFile(join(root, 'journeys/a/journey.md'), 'utf8')).toContain(
    'modules: [b, a, summary, more, security]',
  )
  for (const told of [
    'more/_index.md:1  No table of contents of the course lists this page',
    'CONTRIBUTING.md:1  This is about the repository',
    'c.ipynb:1  The 2 files that end in .ipynb are no Markdown and not read',
  ])
    expect(out).toContain(told)
})
