import { describe, expect, it } from 'vitest'
import { draftCourse } from '../../tools/journeys/draft/draft-course.ts'
import type { CoursePage } from '../../tools/journeys/draft/page-order.ts'
import { draftedPage } from '../support/drafted-page.ts'

/** The settings of a page's first module, and what is reported. */
function drafted(text: string, path = 'a.md') {
  const { files, decisions } = draftCourse([{ path, text }], 'a')
  const setting = (name: string) => new RegExp(`^${name}: "(.*)"$`, 'm').exec(files[1]?.text ?? '')?.[1]
  return {
    files: files.map(({ name }) => name),
    title: setting('title'),
    preheader: setting('preheader'),
    reflection: setting('reflection'),
    journey: files[0]?.text ?? '',
    words: files[1]?.text.split('\n---\n')[1]?.trim(),
    told: decisions.filter(({ file }) => file === path).map(({ line, message }) => `${line} ${message}`),
  }
}

describe('the head of a page', () => {
  it.each<[string, string]>([
    ['a byte order mark before a heading', '\uFEFF# 2024\n\nWords.'],
    ['a byte order mark before front matter', '\uFEFF---\ntitle: "2024"\n---\nWords.'],
    ['ends of lines of old Macs', '---\rtitle: "2024"\r---\rWords.'],
    ['a number', '---\ntitle: 2024\n---\nWords.'],
    ['YAML that ends in dots', '---\ntitle: 2024\n...\nWords.'],
    ['JSON', '{\n  "title": 2024,\n  "weight": 3\n}\n\nWords.'],
    ['TOML', '+++\ntitle = 2024\n+++\nWords.'],
  ])('with %s is its title', (_, text) => {
    expect(drafted(text)).toMatchObject({ title: '2024', words: 'Words.' })
  })

  it('without a title is called as its file, or as its folder', () => {
    expect(drafted('Words.', '01-first_steps.mdx').title).toBe('First steps')
    expect(drafted('Words.', '2-later/_index.md').title).toBe('Later')
  })

  it('keeps a number as it is written, and takes lines across the page for none', () => {
    expect(drafted('---\ntitle: 1.10\n---\nWords.').title).toBe('1.10')
    expect(drafted('---\nWords between lines.\n---\n\nMore.').words).toContain('Words between lines.')
  })

  it('with another title than its heading says which of them is left out', () => {
    const { title, told } = drafted('---\ntitle: One\n---\n# Two\n\nWords.')
    expect(title).toBe('One')
    expect(told).toContainEqual('4 The page is called “One” in its settings: its heading “Two” is left out.')
  })
})

describe('the settings of a module', () => {
  it.each<[string, string, string]>([
    ['a number sign', '# #1 rule of handing over?', '#1 rule of handing over?'],
    ['a lone quotation mark', '# The 5" rule of "quiet', 'The 5” rule of “quiet'],
    ['a name with lines inside', '# The `snake_case` way', 'The snake_case way'],
    ['a sign that is meant', '# a \\* b > c', 'a * b > c'],
    ['a picture', '# ![Logo](a.png) The house', 'The house'],
  ])('hold a title with %s', (_, heading, title) => {
    expect(drafted(`${heading}\n\nWords.`).title).toBe(title)
  })

  it('have an id that ends in a letter or a digit', () => {
    expect(drafted('# What helps?\n\nWords.').files[1]).toBe('what-helps.md')
    expect(drafted(`# ${'a'.repeat(60)}\n\nWords.`).files[1]).toBe(`${'a'.repeat(34)}.md`)
    expect(drafted('# Asking about a very long one (or two)\n\nWords.').files[1]).toBe(
      'asking-about-a-very-long-one-or.md',
    )
  })

  it('hold whole sentences, without the quotation mark of another', () => {
    const { preheader, reflection } = drafted(
      '# A\n\nShe said "Go at 3.5 miles. Or stay." Then what? It ends.',
    )
    expect([preheader, reflection]).toEqual(['She said Go at 3.5 miles.', 'Then what?'])
  })
})

describe('headings', () => {
  it.each<[string, string, string]>([
    ['underlined in any alphabet', 'Übergabe\n---\n\nWords.', '## Übergabe\n\nWords.'],
    ['in code', '```\na\n---\n```', '> `a`\\\n> `---`'],
    ['glued to their marks', '##One\n\nWords.', '## One\n\nWords.'],
    ['without words', 'One.\n\n##\n\n## <a id="x"></a>\n\nTwo.', 'One.\n\nTwo.'],
    [
      'that skip a level',
      '#### One\n\nWords.\n\n###### Two\n\nWords.\n\n#### Three\n\nWords.',
      '## One\n\nWords.\n\n### Two\n\nWords.\n\n## Three\n\nWords.',
    ],
    ['with a picture', '## ![A door](a.png) One\n\nWords.', '## One\n\n![A door](a.png)\n\nWords.'],
    ['that are a picture', 'One.\n\n## ![A door](a.png)\n\nTwo.', 'One.\n\n![A door](a.png)\n\nTwo.'],
  ])('%s', (_, text, words) => {
    expect(draftedPage(text).words).toBe(words)
  })

  it('with nothing below them are left out, which is told', () => {
    const { words, told } = draftedPage('## One\n\n### Small\n\n## Two\n\nWords.')
    expect(words).toBe('## Two\n\nWords.')
    expect(told).toContainEqual('3 “One”, “Small” has nothing below it, and is left out.')
  })
})

describe('the order of pages', () => {
  const page = (path: string, head = ''): CoursePage => ({
    path,
    text: `${head && `---\n${head}\n---\n`}# ${path.replace('_', '')}\n\nWords.`,
  })
  const order = (pages: CoursePage[], contents: CoursePage[] = []) =>
    draftCourse(pages, 'a', contents)
      .files.slice(1)
      .map(({ text }) => /title: "(.*)"/.exec(text)?.[1])

  it('is that of their folders, each begun by its index page, whose number is its folder’s', () => {
    const pages = [
      page('b/2.md'),
      page('b/1.md', 'weight: 9'),
      page('b/_index.md', 'weight: 2'),
      page('c/x.md'),
      page('a/z.mdx'),
      page('a/index.md', 'order: 3'),
      page('README.md', 'order: 8'),
      page('1.md', 'order: 1'),
    ]
    expect(order(pages)).toEqual([
      'README.md',
      '1.md',
      'b/index.md',
      'b/1.md',
      'b/2.md',
      'a/index.md',
      'a/z.mdx',
      'c/x.md',
    ])
  })

  it.each<[string, CoursePage]>([
    [
      'mdBook',
      {
        path: 'src/SUMMARY.md',
        text: '# Summary\n\n[Two](two.md)\n\n- [One](./in/one.md)\n    - [Draft]()\n',
      },
    ],
    [
      'MkDocs',
      {
        path: 'mkdocs.yml',
        text: 'site_name: x\nnav:\n  - Two: two.md\n  - More:\n    - in/one.md\nx: !!python/name:a.b\nexclude: [three.md]\n',
      },
    ],
    [
      'Jupyter Book',
      { path: '_toc.yml', text: 'format: jb-book\nroot: src/two\nchapters:\n- file: src/in/one\n' },
    ],
  ])(
    'is that of the table of contents of %s; what it does not list comes last, which is told',
    (_, contents) => {
      const pages = [page('src/in/one.md'), page('src/three.md'), page('src/two.md')]
      expect(order(pages, [contents])).toEqual(['src/two.md', 'src/in/one.md', 'src/three.md'])
      const { decisions } = draftCourse(pages, 'a', [contents])
      const unlisted = decisions.filter(({ message }) => message.startsWith('No table of contents'))
      expect(unlisted).toEqual([expect.objectContaining({ file: 'src/three.md', line: 1 })])
    },
  )
})

it('the descriptions of all pages but the first are left out, which is told', () => {
  const page = (path: string) => ({ path, text: `---\ndescription: About ${path}.\n---\nWords.` })
  const { files, decisions } = draftCourse([page('a.md'), page('b.md')], 'a')
  expect(files[0]?.text).toContain('About a.md.')
  expect(decisions).toContainEqual({
    file: 'b.md',
    line: 1,
    message: 'The page describes itself as “About b.md.”, which is left out: say it in its text.',
  })
})

it('a page without text is no module, which is told', () => {
  const { files, told } = drafted('# A\n\n<!-- later -->\n')
  expect(files).toEqual(['journey.md'])
  expect(told).toContainEqual('1 The page has no text, and is left out.')
})

describe('footnotes and abbreviations', () => {
  it('hold all paragraphs of a footnote', () => {
    expect(draftedPage('One[^1].\n\n[^1]: Two.\n\n    Three[^2].\n\nFour.').words).toBe(
      'One (Two. Three).\n\nFour.',
    )
  })

  it('say what is short for what', () => {
    const { words, told } = draftedPage('The NHS.\n\n*[NHS]: National Health Service')
    expect(words).toBe('The NHS.')
    expect(told).toContainEqual(
      '5 NHS is short for “National Health Service”: say so in the text where it stands first.',
    )
  })

  it('are code in code', () => {
    expect(draftedPage('```\n[a]: b\n```').words).toBe('> `[a]: b`')
  })
})
