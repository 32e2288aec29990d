import { describe, expect, it } from 'vitest'
import { draftCourse } from '../../tools/journeys/draft/draft-course.ts'
import type { CoursePage } from '../../tools/journeys/draft/page-order.ts'

const course = (...pages: CoursePage[]) => draftCourse(pages, 'a')

/** A page of a course as a module, and what is told about it. */
function drafted(text: string) {
  const { files, decisions } = course({ path: 'a.md', text })
  return {
    module: files[1]?.text ?? '',
    words: files[1]?.text.split('\n---\n')[1]?.trim(),
    told: decisions.filter(({ file }) => file === 'a.md').map(({ line, message }) => `${line} ${message}`),
  }
}

describe('words of a page', () => {
  it.each<[string, string, string]>([
    ['a sign that divides cells, in a cell', '| a | b |\n|---|---|\n| x \\| y | z |', '- **x | y** – b: z'],
    ['an empty cell', '| a | b | c |\n|---|---|---|\n| x |  | z |', '- **x** – c: z'],
    ['a comment over several lines', 'Before.\n\n<!-- one\ntwo\n-->\n\nAfter.', 'Before.\n\nAfter.'],
    ['a comment in a line', 'Before <!-- not this --> and after.', 'Before  and after.'],
    ['backticks in code', '```\nrun `x`\n```', "> `run 'x'`"],
    ['code in a line', 'Say `==this== <b>`.', 'Say `==this== <b>`.'],
    ['bold and slanted words in HTML', '<b>One</b> and <em>two</em>.', '**One** and *two*.'],
    ['a picture explained below', '![A door][d]\n\n[d]: door.png', '![A door](door.png)'],
    ['a page that begins with a heading', '## One\n\nWords.', '## One\n\nWords.'],
  ])('hold %s', (_, text, words) => {
    expect(drafted(`# A\n\n${text}`).words).toBe(words)
  })

  it.each<[string, string, string, string]>([
    ['code that is long', `\`\`\`\n${'x\n'.repeat(7)}\`\`\``, '`x`', '3 7 lines of code are a quotation now'],
    ['code that is short', `\`\`\`\n${'x\n'.repeat(6)}\`\`\``, '`x`', '3 Code is a quotation now'],
    ['a footnote that says nothing', 'See[^9].', 'See.', '3 [^9] leads to no footnote and is left out.'],
    ['a formula', 'So $x^2 + y$.', 'So x 2 + y.', '3 The formula x^2 + y cannot be shown in an email'],
    [
      'a picture on another website',
      '![A door](https://example.org/door.png)',
      '![A door](https://example.org/door.png)',
      '3 The picture https://example.org/door.png lies elsewhere',
    ],
  ])('hold %s, which is told', (_, text, words, tells) => {
    const draft = drafted(`# A\n\n${text}`)
    expect(draft.words).toContain(words)
    expect(draft.told).toContainEqual(expect.stringContaining(tells))
  })
})

describe('settings of a module', () => {
  it('hold a title that is quoted, and one that is too long is cut between two words, which is told', () => {
    const { module, told } = drafted(
      '# The "quiet" hour in which everybody listens to everybody else\n\nWords.',
    )
    expect(module).toContain('title: "The “quiet” hour in which everybody listens to…"\n')
    expect(told).toContainEqual(expect.stringContaining('is longer than 50 characters and was cut'))
    expect(drafted('# Short\n\nWords.').told).not.toContainEqual(expect.stringContaining('was cut'))
  })

  it('hold the first sentence, and the last question, of what is told and not of headings, lists or quotations', () => {
    const { module } = drafted(
      '# A\n\n> Is this said? It is.\n\nIt begins. What helps you?\n\n- Who? You.\n\n> And this?',
    )
    expect(module).toContain('preheader: "It begins."\n')
    expect(module).toContain('reflection: "What helps you?"\n')
  })

  it('hold no question that is longer than a reflection may be', () => {
    const { module } = drafted(`# A\n\nWhat helps you? Does ${'it '.repeat(140)}help?`)
    expect(module).toContain('reflection: "What helps you?"\n')
  })
})

describe('a course of several pages', () => {
  it('has modules of different ids, of pages with one title', () => {
    const pages = ['1.md', '2.md', '3.md'].map(path => ({ path, text: '# The same\n\nWords.' }))
    expect(course(...pages).files.map(({ name }) => name)).toEqual([
      'journey.md',
      'the-same.md',
      'the-same-2.md',
      'the-same-3.md',
    ])
  })

  it('has pictures of one name from two folders apart, and each once', () => {
    const { pictures, files } = course(
      { path: '1/a.md', text: '# A\n\n![x](p.png) ![x](p.png)' },
      { path: '2/b.md', text: '# B\n\n![y](p.png) ![x](../1/p.png)' },
    )
    expect(pictures).toEqual([
      { from: '1/p.png', name: 'p.png' },
      { from: '2/p.png', name: '2-p.png' },
    ])
    expect(files[2]?.text).toContain('![y](2-p.png) ![x](p.png)')
  })

  it('tells what is to be decided by page and line, and that nobody says what it is', () => {
    const text = '# A\n\n:what: this\n\nSee[^1].\n\n<kbd>x</kbd>'
    const { decisions } = course({ path: 'b.md', text }, { path: 'a.md', text })
    const places = decisions.map(({ file, line }) => [file, line] as const)
    expect(places).toEqual(places.toSorted(([a, one], [b, other]) => a.localeCompare(b) || one - other))
    expect(decisions.at(-1)?.message).toContain('The course does not say in a sentence what it is')
  })

  it('says what it is in its own words, whatever its site calls them', () => {
    const { files, decisions } = course({
      path: 'a.md',
      text: '---\nsummary: All about A.\n---\n# A\n\nWords.',
    })
    expect(files[0]?.text).toContain('\n---\nAll about A.\n')
    expect(decisions).not.toContainEqual(expect.objectContaining({ line: 9 }))
  })
})
