import type { Token } from 'markdown-it'
import { type Body, type Passage, passages } from './inline-text.ts'
import type { Leftover } from './leftover.ts'
import { foreignMarkup } from './lint-foreign.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'

const links: readonly Leftover[] = [
  {
    signs: /\]\(<?([^)\n]*)\)?/g,
    say: ([, address = '']) =>
      /\S\s+\S/.test(address)
        ? `This did not become a link: its address holds a space. Write %20 in its place: (${address.trim().replaceAll(/\s+/g, '%20')}).`
        : 'This did not become a link. Write [what is there](https://…), with each bracket closed.',
  },
  {
    signs: /\]\s+\(\s*(?:https?:|mailto:|www\.|[^\s()]{0,200}\w\.\w[^\s()]{0,200}\))/g,
    say: () => 'This did not become a link. Nothing may stand between ] and (: [what is there](https://…).',
  },
  {
    signs: /\)\s*\[\s*(?:https?:|mailto:|www\.)/g,
    say: () => 'This did not become a link. The square brackets come first: [what is there](https://…).',
  },
  {
    signs: /\[([^[\]\n]{1,200})\]\[[^[\]\n]{0,200}\]/g,
    say: ([, words = '']) =>
      /^\d+$/.test(words)
        ? undefined
        : `This did not become a link. Write the address behind its words: [${words}](https://…).`,
  },
  {
    signs: /^\[[^[\]\n]{1,200}\]:/gm,
    say: () =>
      'This line was to say where a link leads, and does not. Write [what is there](https://…) instead.',
  },
  {
    signs: /<[^\s<>]{1,200}\.[^\s<>]{1,200}>/g,
    say: () => 'This did not become a link. Write [what is there](https://…).',
  },
]

const runTogether =
  'These lines did not become a list, and will run together. Put an empty line before them, and begin each with a number, a full stop and a space.'

const blocks: readonly Leftover[] = [
  {
    signs: /^#{2,}[^#\s]|^#{2,}\u00A0|^#{7,}/gm,
    say: () => 'This did not become a heading. Put an ordinary space behind the ##.',
  },
  {
    signs: /^\|.*\|\s*$/gm,
    say: () => 'A table does not hold on a narrow phone; write it as a list.',
  },
  {
    signs: /^([-–•‣◦·*+])\s?\S.*\n\1\s?\S/gm,
    say: () => 'These lines did not become a list, and will run together. Begin each of them with "- ".',
  },
  {
    signs: /^\(?(\d{1,2})[.)]\s?\S.*\n\(?(\d{1,2})[.)]\s?\S/gm,
    say: ([, first, second]) => (Number(second) === Number(first) + 1 ? runTogether : undefined),
  },
  { signs: /^\(?a\)\s?\S.*\n\(?b\)\s?\S/gim, say: () => runTogether },
  {
    signs: /^\[[ xX]?\]\s/g,
    say: () => 'There are no boxes to tick in an email; write it as a list.',
  },
  {
    signs: /\[\^[^[\]\n]+\]/g,
    say: () => 'There are no footnotes in an email; say it where it belongs.',
  },
  {
    signs: /<\/?(?:a|b|i|u|s|br|hr|p|div|span|img|em|strong|font|center|h[1-6]|ul|ol|li|table|td|tr)\b/gi,
    say: () => 'HTML is not shown in an email; write it in Markdown.',
  },
  {
    signs: /\\$/g,
    say: () => 'This backslash will be seen. Take it away: a new line follows here anyway.',
  },
]

/** Matches signs that can only have been meant as markup: they touch a word on one side and are not inside one. */
const marks = (sign: string): RegExp =>
  new RegExp(`(?<![\\w${sign}])${sign}{2}(?=[^\\s${sign}])|(?<=[^\\s${sign}])${sign}{2}(?![\\w${sign}])`, 'g')

const pairAround = (sign: string): RegExp =>
  new RegExp(
    `(?<![\\w${sign}])${sign}(?:\\s[^${sign}\\n]*[^${sign}\\s]|[^${sign}\\s][^${sign}\\n]*\\s)${sign}(?![\\w${sign}])`,
    'g',
  )

const emphasis = (sign: string): string =>
  `Signs of ${sign.length > 1 ? 'bold' : 'italics'} stayed among the words. No space may stand inside them, and they need a partner in the same paragraph: ${sign}words${sign}. If they are meant as they stand, write ${sign.replaceAll(/./g, '\\$&')}.`

const inline: readonly Leftover[] = [
  { signs: marks('\\*'), say: () => emphasis('**') },
  { signs: marks('_'), say: () => emphasis('__') },
  {
    signs: marks('~'),
    say: () => 'Signs for striking words out stayed among them. Write ~~words~~ without a space inside.',
  },
  { signs: pairAround('\\*'), say: () => emphasis('*') },
  { signs: pairAround('_'), say: () => emphasis('_') },
  {
    signs: /`/g,
    say: () =>
      'A backtick stayed among the words. Write an apostrophe, or close what it begins with another backtick.',
  },
  {
    signs: /(?<=[^\S\n])([*_])(?=[^\s*_])(?![\s\S]*?\1)/g,
    isAdvice: true,
    say: ([, sign = '']) => `If ${sign} was to begin italics here, it has no partner.`,
  },
]

/** All kinds, the most obvious first. */
const leftovers: readonly Leftover[] = [...links, ...blocks, ...inline]

/** The first unmatched square bracket. */
function strayBracket(text: string): { at: number; message: string }[] {
  const open: number[] = []
  const stray = Array.from(text.matchAll(/[[\]]/g)).find(({ 0: sign, index }) =>
    sign === '[' ? open.push(index) < 0 : open.pop() === undefined,
  )
  const at = stray?.index ?? open[0]
  if (at === undefined) return []
  return [
    {
      at,
      message: `The square bracket ${text[at]} has no partner. If it is meant as it stands, write \\${text[at]}.`,
    },
  ]
}

/** Replaces what the author meant literally: code, or a character written with a backslash or as an entity. */
const meant = '\uFFFC'

function wordsOf(token: Token): string {
  if (token.type === 'image') return (token.children ?? []).map(wordsOf).join('')
  if (token.type === 'text') return token.content
  return token.type === 'text_special' || token.type === 'code_inline' ? meant : ''
}

/**
 * Markup that readers would see because it did not take effect: a link with a space in its address, bold with a space
 * inside, another website's checkbox. Characters after a backslash are meant literally.
 */
export const lintLeftovers = (tokens: readonly Token[], body: Body): Problem[] =>
  passages(tokens, body, wordsOf).flatMap(passage => {
    const foreign = found(foreignMarkup, passage, body.file)
    const known = new Set(foreign.map(({ line }) => line))
    const own = [...found(leftovers, passage, body.file), ...bracketIn(passage, body.file)]
    return [...foreign, ...oneALine(own, known)]
  })

const found = (kinds: readonly Leftover[], passage: Passage, file: string): Problem[] =>
  kinds.flatMap(({ signs, say, isAdvice }) =>
    Array.from(passage.text.matchAll(signs)).flatMap(match => {
      const message = say(match)
      return message === undefined
        ? []
        : [(isAdvice ? warningAt : errorAt)(file, passage.lineAt(match.index), message)]
    }),
  )

const bracketIn = (passage: Passage, file: string): Problem[] =>
  strayBracket(passage.text).map(({ at, message }) => errorAt(file, passage.lineAt(at), message))

/**
 * Keeps one problem for each line, because others on the same line are mostly the same fault.
 * @param known lines that have a problem already.
 */
function oneALine(problems: readonly Problem[], known: ReadonlySet<number>): Problem[] {
  const seen = new Set(known)
  return problems.filter(({ line }) => !seen.has(line) && seen.add(line))
}
