import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownToHtml } from '../../shared/content/markdown.ts'
import { markdownToText } from '../../shared/content/markdown-text.ts'
import { enEmails } from '../../shared/texts/en-emails.ts'
import { aCompiledJourney, emailOf } from '../support/compiled-journey.ts'

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const addressesOf = (html: string) =>
  Array.from(html.matchAll(/(?:href|src)="([^"]*)"/g), ([, value = '']) =>
    value.replaceAll(/&\w+;/g, entity => entities[entity] ?? entity),
  )
const toText = (markdown: string) => markdownToText(markdown, enEmails.picture, {})

/** Addresses that the text does not hold at the end of a line, where a mail reader makes a whole link of each. */
const missing = (html: string, text: string) => {
  const lines = text.split('\n')
  return addressesOf(html).filter(address => !lines.some(line => line.endsWith(address)))
}

const address = fc
  .tuple(fc.nat(999), fc.constantFrom('', '?a=1&b=2', '#x', '/(y)', '/a_b*c*', '/long'.repeat(20), '/%20é'))
  .map(([number, rest]) => `https://example.org/${number}${rest}`)
const link = address.map(to => `[the thing](${to})`)
const picture = address.map(to => `![A door](${to})`)
const inline = fc.oneof(
  link,
  picture,
  address.map(to => `[*the* **thing** \`x\`](${to} "Its title")`),
  fc.tuple(picture, address).map(([shown, to]) => `[${shown}](${to})`),
  fc.tuple(link, link).map(([one, other]) => `**${one} and *${other}***`),
  address.map(to => `<${to}>`),
  fc.constantFrom('words', 'more words than fit on a line of the text part of an email, by some way'),
)
const texts = fc.array(inline, { minLength: 1, maxLength: 4 }).map(parts => parts.join(' '))
const indent = (text: string, by: string) => text.replaceAll('\n', `\n${by}`)

const { block } = fc.letrec<{ block: string }>(tie => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    texts,
    texts.map(text => `## ${text}`),
    texts.map(text => `${text}\n===`),
    fc.tuple(texts, texts).map(([one, other]) => `|${one}|${other}|\n|-|-|\n|${other}|${one}|`),
    fc.tuple(texts, texts).map(([one, other]) => `${one}\\\n${other}\n${one}`),
    texts.map(text => `    ${text}`),
    texts.map(text => `\`\`\`\n${text}\n\`\`\``),
    address.map(to => `[the thing][it]\n\n[it]: ${to}`),
    tie('block').map(inner => `> ${indent(inner, '> ')}`),
    fc
      .tuple(tie('block'), tie('block'))
      .map(([one, other]) => `- ${indent(one, '  ')}\n- ${indent(other, '  ')}`),
    fc.tuple(tie('block'), texts).map(([one, other]) => `1. ${indent(one, '   ')}\n\n2. ${other}`),
  ),
}))
const body = fc.array(block, { minLength: 1, maxLength: 4 }).map(blocks => blocks.join('\n\n'))

test('every address in the HTML is in the text, on a line that ends with it', () => {
  fc.assert(
    fc.property(body, markdown => {
      expect(missing(markdownToHtml(markdown), toText(markdown))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

describe('an address is told where its words stand', () => {
  test.each([
    ['a heading', '## [A](https://a.example/)\n\nB', 'A [1]\n-----\n[1] https://a.example/\n\nB'],
    ['a picture', '![A door](https://a.example/d.png)', 'Picture: A door [1]\n[1] https://a.example/d.png'],
    [
      'a picture that is a link',
      '[![A door](https://a.example/d.png)](https://a.example/)',
      'Picture: A door [1] [2]\n[1] https://a.example/d.png\n[2] https://a.example/',
    ],
    ['a quotation', '> ## [A](https://a.example/)', '> A [1]\n> -----\n> [1] https://a.example/'],
    ['a list', '- [A](https://a.example/)\n- B', '- A [1]\n  [1] https://a.example/\n- B'],
  ])('%s', (_, markdown, text) => {
    expect(toText(markdown)).toBe(text)
  })
})

test('every email holds in its text whatever can be pressed or loaded in its HTML', async () => {
  const by = '## [A](https://a.example/1)\n\n> ![B](https://a.example/2.png)\n\n- [C](https://a.example/3)'
  const { emails } = await aCompiledJourney({ replace: 'Somebody holds a door.', by })
  expect(addressesOf(emailOf({ emails } as never, 'module.first').html)).toContain('https://a.example/2.png')
  for (const { key, html, text } of emails) expect([key, missing(html, text)]).toEqual([key, []])
})
