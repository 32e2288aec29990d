import type { Token } from 'markdown-it'
import { type Body, type Inline, inlines } from './inline-text.ts'
import { plainText } from './markdown.ts'
import { errorAt, type Problem } from './problem.ts'

/**
 * Text that Markdown interprets without leaving a visible trace: an unused link definition, a heading made by the
 * line below it, a year that begins a list, asterisks inside words.
 */
export const lintSilent = (tokens: readonly Token[], body: Body): Problem[] => [
  ...[
    ...unusedDefinitions(tokens),
    ...tokens.flatMap((token, at) => becomesSomethingElse(token, tokens[at + 1])),
  ].map(({ token, message }) => errorAt(body.file, body.line + (token.map?.[0] ?? 0), message)),
  ...Array.from(inlines(tokens, body))
    .filter(isInsideOfWords)
    .map(({ token, line }) => errorAt(body.file, line, insideOfWords(token.markup))),
  ...invisibleSigns(body),
]

type Found = { token: Token; message: string }

function unusedDefinitions(tokens: readonly Token[]): Found[] {
  const used = new Set(
    tokens
      .flatMap(({ children }) => children ?? [])
      .map(token => token.attrGet('href') ?? token.attrGet('src')),
  )
  const labels = new Set<unknown>()
  return tokens.flatMap(token => {
    if (token.type !== 'reference_definition') return []
    const isNew = !labels.has(token.meta?.['label'])
    labels.add(token.meta?.['label'])
    return isNew && used.has(String(token.meta?.['href'])) ? [] : [{ token, message: unused }]
  })
}

const unused =
  'This line says where a link leads, and people will not see it. Nothing in the text uses it: write [what is there](https://…), or \\[ if it is meant as it stands.'

function becomesSomethingElse(token: Token, next: Token | undefined): Found[] {
  const message = underlinedHeading(token, next) ?? hugeNumber(token)
  return message === undefined ? [] : [{ token, message }]
}

function underlinedHeading({ type, markup }: Token, words: Token | undefined): string | undefined {
  if (type !== 'heading_open' || !/^[-=]/.test(markup)) return undefined
  const isSettings = words?.content.split('\n').every(line => /^[\w-]{1,40}:(\s|$)/.test(line))
  return isSettings
    ? 'These look like settings, and settings stand at the top of the file alone, between two lines of ---. Move up what is wanted, and take the rest out.'
    : `The line of ${markup} makes a heading of what stands above it. Put an empty line between them, or begin the heading with ##.`
}

/** A list hardly begins at a hundred or more; a year does. */
function hugeNumber(token: Token): string | undefined {
  const first = Number(token.attrGet('start') ?? 1)
  if (token.type !== 'ordered_list_open' || first < 100) return undefined
  return `${first} begins a list here. If it is a year, write ${first}\\${token.markup} with a backslash.`
}

/** As in "5*3 and 4*2", whose asterisks vanish. Asterisks around a syllable may be meant. */
function isInsideOfWords({ token, siblings, index }: Inline): boolean {
  if (token.type !== 'em_open' && token.type !== 'strong_open') return false
  let end = index + 1
  while (end < siblings.length && siblings[end]?.level !== token.level) end++
  const [left = '', right = ''] = [siblings[index - 1]?.content.at(-1), siblings[end + 1]?.content.at(0)]
  if (/\d/.test(left) && /\d/.test(right)) return true
  return /\w/.test(left) && /\w/.test(right) && /\s/.test(plainText(siblings.slice(index, end)))
}

const insideOfWords = (markup: string): string =>
  `${markup} marks words here and will not be seen. If it is meant as it stands, write ${markup.replaceAll(/./g, '\\$&')}.`

/** Control characters of Windows-1252 and the like. Gmail cuts an email off at one (github.com/hteumeuleu/email-bugs, 41). */
const invisibleSigns = ({ file, markdown, line }: Body): Problem[] =>
  markdown.split('\n').flatMap((text, at) => {
    const [sign] = text.match(/[^\P{Cc}\t]/u) ?? []
    if (sign === undefined) return []
    const code = `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    return [
      errorAt(
        file,
        line + at,
        `An invisible sign (${code}) stands in this line. Type the words around it anew.`,
      ),
    ]
  })
