import { describe, expect, it } from 'vitest'
import { draftedPage } from '../support/drafted-page.ts'

const blocks: readonly [string, string, string][] = [
  ['tabs', '=== "One"\n\n    Words.\n\n=== "Two"\n\n    More.', '**One**\n\nWords.\n\n**Two**\n\nMore.'],
  [
    'a box in a list',
    '- One:\n\n    !!! note inline end "Two"\n        Three.',
    '- One:\n\n> **Two**\n>\n> Three.',
  ],
  ['a box without a title', '!!! note ""\n    Words.', '> Words.'],
  [
    'a box that folds',
    '> [!tip]- One\n> Two.\n>\n> > [!quote]\n> > Three.',
    '> **One**\n>\n> Two.\n>\n> > **Quote**\n> >\n> > Three.',
  ],
  ['a directive', '```{note} One\n:class: wide\n\nTwo <!-- not this -->.\n```', '> **One**\n>\n> Two .'],
  [
    'directives inside each other',
    '````{tip}\nOne.\n\n```{code-block} python\n:linenos:\nx = 1\n```\n````',
    '> **Tip**\n>\n> One.\n>\n> > `x = 1`',
  ],
  ['a directive with colons', ':::{admonition} One\nTwo.\n:::', '> **One**\n>\n> Two.'],
  [
    'a figure',
    '```{figure} a.png\n---\nalt: A door\n---\nIt is open.\n```',
    '![A door](a.png)\n\nIt is open.',
  ],
  [
    'a callout',
    '::: {.callout-tip title="One"}\n## Two\n\nThree.\n:::',
    '> **One**\n>\n> **Two**\n>\n> Three.',
  ],
  ['columns', ':::: {.columns}\n::: {.column width="50%"}\nOne.\n:::\n::::\n\n:::', 'One.'],
  ['a heading in a quotation', '> ## One\n>\n> ```\n> x\n> ```\n{: .challenge}', '> **One**\n>\n> > `x`'],
  ['a place for contents', '* TOC\n{:toc}\n\n[[_TOC_]]\n\nWords.', 'Words.'],
  ['code in an item', '1. ```bash\n   ls\n   ```\n\nWords.', '> `ls`\n\nWords.'],
  ['indented text in no list', 'One.\n\n+++ {"a": 1}\n\n    Two.', 'One.\n\nTwo.'],
  [
    'two meanings of a term',
    'One\n: Two\n: Three\n\nFour\n: Five',
    '- **One**: Two; Three\n- **Four**: Five',
  ],
  [
    'a table before a list',
    '| a | b |\n|---|---|\n| x | y |\n\n- One\n- Two\n\n* Three',
    '- **x** – b: y\n\n* One\n* Two\n\n- Three',
  ],
  [
    'two tables',
    '| a | b |\n|---|---|\n| x | y |\n\n| a | b |\n|---|---|\n| x | y |',
    '- **x** – b: y\n\n* **x** – b: y',
  ],
  ['lists with a comment between them', '1. One\n\n<!-- -->\n\n1. Two', '1. One\n\n1) Two'],
  ['cells without a heading', '| | a |\n|---|---|\n| | y |\n| x | |', '- a: y\n- **x**'],
  ['cells in HTML', '<table>\n<tr><td>One</td><td>Two</td></tr>\n</table>', 'One – Two'],
  [
    'lines that are broken',
    'One  \ntwo\\\nthree<br>\nfour  \n\n## Five  \n\nSix\\',
    'One\\\ntwo\\\nthree\\\nfour\n\n## Five\n\nSix',
  ],
  ['a tag over several lines', '<img\n  src="a.png"\n  alt="A door"\n/>', '![A door](a.png)'],
  [
    'a link over two lines',
    'See [the\ndoor](https://a.example) now.',
    'See [the door](https://a.example) now.',
  ],
  [
    'a short link over two lines',
    'See [the\ndoor].\n\n[the door]: https://a.example',
    'See [the door](https://a.example).',
  ],
  ['a link to a page without words', 'See [](../the-door.md#x).', 'See x.'],
  [
    'an address in the next line',
    'See [the door].\n\n[the door]:\n  https://a.example',
    'See [the door](https://a.example).',
  ],
]

const inline: readonly [string, string, string][] = [
  ['an address for emails', 'Ask <me@a.example>.', 'Ask [me@a.example](mailto:me@a.example).'],
  ['words between < and >', 'Run `x` <name>.', 'Run `x` \\<name>.'],
  [
    'a link in HTML',
    '<a class="x" href="https://a.example">the <b>door</b></a>',
    '[the **door**](https://a.example)',
  ],
  ['a heading in HTML', '<h2 align="center">One</h2>\n\nWords.', '## One\n\nWords.'],
  ['a list in HTML', '<ul>\n<li>One</li>\n<li>Two</li>\n</ul>', '- One\n- Two'],
  ['what is unfolded', '<details><summary>One</summary>Two.</details>', '**One** Two.'],
  ['paragraphs in HTML', '<p>One</p><p>Two</p>', 'One  Two'],
  ['an icon', 'Press (<i class="fa"></i>) now.', 'Press () now.'],
  ['a span', 'Say [HTTP]{#http} and [x]{.y}.', 'Say HTTP and x.'],
  ['settings of kramdown', 'One{:target="_blank"}.\n{: .x #y}', 'One.'],
  ['settings of MkDocs', 'One{ data-x="y" }.', 'One.'],
  ['a block’s name', 'One. ^a1b2', 'One.'],
  ['prices', 'It costs $5_000 or $6_000.', 'It costs $5_000 or $6_000.'],
  ['pairs of braces in code', 'Say `{{ x }}`.', 'Say `{ { x } }`.'],
  ['the reader’s name', 'Hello {{name}}!', 'Hello {{firstName|friend}}!'],
  ['a picture of a shortcode', '{{< figure src="a.png" alt="A door" >}}', '![A door](a.png)'],
  [
    'a picture of a wiki',
    '![[a door.png|300]] and ![[b.png|A door]]',
    '![](a-door.png) and ![A door](b.png)',
  ],
  ['a footnote that is used again', 'One[^a], two[^a].\n\n[^a]: Three.', 'One (Three), two.'],
]

const reported: readonly [string, string, string, string][] = [
  [
    'imports',
    "import X from './x'\nimport {\n  Y,\n} from 'y'\n\nexport const a = {\n  b: 1,\n}\n\nWords.",
    'Words.',
    '3 “import X from',
  ],
  [
    'components',
    '<Tabs\n  values={[1]}>\n<TabItem value="a" label="One">\n\nWords.\n\n</TabItem>\n</Tabs>',
    '**One**\n\nWords.',
    '5 <TabItem value="a" label="One"> is a component of its website',
  ],
  [
    'shortcodes',
    'One {{< youtube a >}}{{ site.title }} two.',
    'One  two.',
    '3 {{ site.title }} did something on its website',
  ],
  [
    'included files',
    '{{#include a.md}}\n\n--8<-- "b.md"\n\nWords.',
    'Words.',
    '5 --8<-- "b.md" did something on its website',
  ],
  [
    'a footnote in its line',
    'One^[Two [three].] four.',
    'One (Two [three]) four.',
    '3 The footnote “Two [three].” stands in brackets now',
  ],
  [
    'a footnote that nothing refers to',
    'One.\n\n[^a]: Two.',
    'One.',
    '5 Nothing refers to the footnote [^a]',
  ],
  [
    'links of a wiki',
    'See [[One#Two]] or [[One|this]].',
    'See One – Two or this.',
    '3 “this” led to the page One of the course',
  ],
  [
    'roles',
    'See {ref}`the door <door>` and {kbd}`x`.',
    'See the door and `x`.',
    '3 {ref} the door <door> referred to something',
  ],
  [
    'what a website makes',
    '```{toctree}\na\nb\n```\n\nWords.',
    'Words.',
    '3 {toctree}  did something on its website',
  ],
  ['a formula in its own lines', '$$\na^2\n$$', 'a 2', '3 The formula a^2 cannot be shown'],
  [
    'names that are defined nowhere',
    'See [the door][door].',
    'See the door.',
    '3 “the door” led to “door”, which the page does not define',
  ],
  [
    'the name of a first column',
    '| a | b |\n|---|---|\n| x | y |',
    '- **x** – b: y',
    '3 A table is a list now: see whether its rows read well. Its first column was called “a”.',
  ],
]

describe('what websites know and emails do not', () => {
  it.each([...blocks, ...inline])('%s', (_, text, words) => {
    expect(draftedPage(text).words).toBe(words)
  })

  it.each(reported)('%s, which is told', (_, text, words, tells) => {
    const draft = draftedPage(text)
    expect(draft.words).toBe(words)
    expect(draft.told).toContainEqual(expect.stringContaining(tells))
  })
})
