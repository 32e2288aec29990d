import fc from 'fast-check'
import { expect, it } from 'vitest'
import { draftCourse } from '../../tools/journeys/draft/draft-course.ts'

/** What marks words in Markdown and its dialects, but for comments and programs. */
const marks = [
  ...[
    '\n',
    '\n\n',
    '\n    ',
    '\n  ',
    '  \n',
    '\\\n',
    ' ',
    '. ',
    '? ',
    '# ',
    '## ',
    '\n## ',
    '\n### ',
    '- ',
    '\n- ',
    '\n1. ',
  ],
  ...[
    '**',
    '*',
    '_',
    '`',
    '``',
    '[',
    ']',
    '(',
    ')',
    '![',
    '](',
    '][',
    '[^1]',
    '\n[^1]: ',
    '^[',
    '[[',
    ']]',
    '|',
    '\n|--|--|\n',
  ],
  ...[
    '\n> ',
    '\n> [!note] ',
    '\n!!! tip "',
    '"\n    ',
    '\n=== "',
    '\n:::tip ',
    '\n:::\n',
    '\n::: {.a}\n',
    '\n```{note} ',
    '\n```\n',
    '\n: ',
  ],
  ...[
    '<',
    '>',
    '<b>',
    '</b>',
    '<td>',
    '</td>',
    '<li>',
    '<summary>',
    '</summary>',
    '<a href="b">',
    '</a>',
    '<br>',
    '{',
    '}',
    '{.a}',
    '==',
    '$',
    '"',
  ],
  ...[
    '\n---\n',
    '\n===\n',
    '\n[TOC]\n',
    '\n* TOC\n{:toc}\n',
    '\n$$\n',
    '\n+--+\n',
    '\n*[',
    ']: ',
    '\n[',
    'https://a.example',
  ],
]

it('whatever marks words, each is in the journey, or in what is told', () => {
  const page = fc.array(fc.oneof(fc.constantFrom(...marks), fc.constant(undefined)), { maxLength: 30 })
  fc.assert(
    fc.property(page, pieces => {
      const words = pieces.flatMap((piece, at) => (piece === undefined ? [`kept${at}x`] : []))
      const text = pieces.map((piece, at) => piece ?? `kept${at}x`).join('')
      // Behind the fence of code stands its language, or the name of a directive.
      fc.pre(!/`{3}(?!\{note\})[^\n]*kept/.test(text))
      const { files, decisions } = draftCourse([{ path: 'a.md', text }], 'a')
      const said = [...files.map(file => file.text), ...decisions.map(({ message }) => message)].join('\n')
      expect(words.filter(word => !said.includes(word))).toEqual([])
    }),
    {
      numRuns: 2000,
      // A heading above nothing in a table; brackets that look like attributes, and like settings; a list between rules.
      examples: [
        [['[', '|', undefined, '\n|--|--|\n', '|']],
        [['{', '## ', undefined, '}']],
        [['[', undefined, ']', '{', undefined, '}']],
        [['{', '\n', undefined, '\n', '}']],
        [['---', '\n- ', undefined, '\n---\n']],
      ],
    },
  )
})
