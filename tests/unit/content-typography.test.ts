import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownToHtml, typeset } from '../../shared/content/markdown.ts'
import { aCompiledJourney, emailOf } from '../support/compiled-journey.ts'

const paragraph = (words: string) => markdownToHtml(words).replace(/^<p>([\s\S]*)<\/p>\n$/, '$1')

describe('only quotation marks and dashes change', () => {
  test.each([
    ['(a) sleep, (b) food and (c) rest', '(a) sleep, (b) food and (c) rest'],
    ['(C) (r) (R) (tm) (TM) (p)', '(C) (r) (R) (tm) (TM) (p)'],
    ['+-5 and so on... or .... then', '+-5 and so on... or .... then'],
    ['Really????? Yes!!!!! a,, b', 'Really????? Yes!!!!! a,, b'],
    ['1/2 -> <- => != x^2 :-) 3x4', '1/2 -&gt; &lt;- =&gt; != x^2 :-) 3x4'],
    [`"Tea," she said, "isn't 'just' tea"`, '“Tea,” she said, “isn’t ‘just’ tea”'],
    ['one -- two--three --- four---five', 'one – two–three — four—five'],
    ['a ---- line, a-b, --help', 'a ---- line, a-b, --help'],
    [`\`"a" -- 'b' (c)...\``, `<code>&quot;a&quot; -- 'b' (c)...</code>`],
    [
      'See https://example.org/a--b?q=\'x\'"y"(c) now',
      "See https://example.org/a--b?q='x'&quot;y&quot;(c) now",
    ],
    [`Write to o'brien--x@example.org.`, `Write to o'brien--x@example.org.`],
    [`Go to www.example.org/it's, "they" say`, `Go to www.example.org/it's, “they” say`],
    [`It is at "example.org/a---b".`, `It is at “example.org/a---b”.`],
    [
      `["Tea"--now](https://example.org/a--b?q='c'...)`,
      `<a href="https://example.org/a--b?q='c'...">“Tea”–now</a>`,
    ],
  ])('%s', (written, shown) => {
    expect(paragraph(written)).toBe(shown)
  })
})

test('a title gets the same signs as a body, and keeps everything else', () => {
  expect(typeset(`"Tea" -- (c)... *it's* +-`)).toBe('“Tea” – (c)... *it’s* +-')
})

test('letters between brackets reach both parts of the email', async () => {
  const words = '(a) sleep, (b) food and (c) rest... (tm)'
  const { html, text } = emailOf(
    await aCompiledJourney({ replace: 'Somebody holds a door.', by: words }),
    'module.first',
  )
  expect(html).toContain(words)
  expect(text).toContain(words)
})

test('words without quotation marks and dashes stay as they are, whatever they are', () => {
  const sign = fc.constantFrom(...'(c)(r)(tm)+.,?!:;/=%#@&^~|a 1', ' ')
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 30 }), words => {
      expect(typeset(`x${words}x`)).toBe(`x${words}x`)
    }),
  )
})
