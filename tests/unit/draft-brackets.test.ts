import { describe, expect, it } from 'vitest'
import { draftedPage } from '../support/drafted-page.ts'

describe('links and pictures of a page', () => {
  it.each<[string, string, string]>([
    [
      'an address with brackets of its own',
      '[Foo](https://en.wikipedia.org/wiki/Foo_(bar)) (and more).',
      '[Foo](https://en.wikipedia.org/wiki/Foo_(bar)) (and more).',
    ],
    ['an address with spaces', '[Foo](<https://a.example/a b(c>)', '[Foo](https://a.example/a%20b%28c)'],
    [
      'a title between single quotation marks',
      "[Foo](https://a.example 'A title').",
      '[Foo](https://a.example).',
    ],
    [
      'a picture that is a link',
      '[![A door](a.png)](https://a.example)',
      '[![A door](a.png)](https://a.example)',
    ],
    ['a picture that led to another page', '[![A door](a.png)](b.md)', '![A door](a.png)'],
    [
      'brackets among the words',
      '[one [two] three](https://a.example)',
      '[one [two] three](https://a.example)',
    ],
    ['code among the words', '[the `x` sign](https://a.example)', '[the `x` sign](https://a.example)'],
    ['code that holds a backtick', 'Say ``a ` ==b==`` ==now==.', 'Say ``a ` ==b==`` **now**.'],
    ['signs that are meant', 'Say \\[this\\](that) and \\<b>.', 'Say \\[this\\](that) and \\<b>.'],
    [
      'a name that is explained below',
      'See [the  Door], [`Code`] and [x].\n\n[the door]: https://a.example\n[`Code`]: https://b.example',
      'See [the  Door](https://a.example), [`Code`](https://b.example) and [x].',
    ],
    ['a link without words', '[](https://a.example/b)', '[a.example](https://a.example/b)'],
    ['a picture in HTML', `<img src='a b.png' alt="It's [a] door">`, "![It's a door](a-b.png)"],
    [
      'notes of the author in a line',
      'One <!-- not `this --> two {/* nor this */} three %% nor this %%.',
      'One  two  three .',
    ],
    ['such signs in code', 'Say `<!--` and\n\n`-->`.', 'Say `<!--` and\n\n`-->`.'],
  ])('hold %s', (_, text, words) => {
    expect(draftedPage(text).words).toBe(words)
  })

  it('end nowhere with a note that does not end, which is told', () => {
    const { words, told } = draftedPage('One <!-- two.\n\nThree.')
    expect(words).toBe('One  two.\n\nThree.')
    expect(told).toContainEqual(
      '3 <!-- has no end, so what follows it stays: see whether it was meant to be read.',
    )
  })

  it('hold no script or style sheet, with what is in it, which is told', () => {
    const { words, told } = draftedPage(
      'One.\n\n<script>\nlet x\n</script>\n<style>\n.a { }\n\n.b { }\n</style>\n\nTwo.',
    )
    expect(words).toBe('One.\n\nTwo.')
    expect(told).toContainEqual('5 A script is left out.')
    expect(told).toContainEqual('8 A style sheet is left out.')
  })
})
