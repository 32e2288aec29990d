import { CST, Lexer } from 'yaml'

/** Something that prevents reading the settings, with its line, counted from 1. */
export type Fault = { line: number; message: string }

/**
 * YAML syntax by which text would get lost or change its meaning: comments, anchors, aliases, tags, blocks, maps,
 * escapes. What remains cannot grow or nest.
 */
export function yamlFaults(yaml: string): Fault[] {
  const lines = yaml.split('\n')
  return Array.from(
    Map.groupBy(lexemes(yaml), ({ line }) => line),
    ([line, found]) => ({ line, message: faultIn(found, lines[line - 1] ?? '') }),
  ).filter((fault): fault is Fault => fault.message !== undefined)
}

type Lexeme = {
  type: CST.TokenType | 'words' | 'unclosed-list' | null
  source: string
  line: number
  /** The number of enclosing lists in square brackets. */
  depth: number
}

/** Tokens of the lexer that are no text: the beginnings of a document, a scalar or an error. */
const marks = ['\u0002', '\u0018', '\u001F']

function* lexemes(yaml: string): Generator<Lexeme> {
  let line = 1
  let list = { depth: 0, line: 0 }
  let before = ''
  for (const source of new Lexer().lex(yaml)) {
    const type = before === '\u001F' ? 'words' : CST.tokenType(source)
    before = source
    if (marks.includes(source)) continue
    if (type === 'flow-seq-start') list = { depth: list.depth + 1, line }
    yield { type, source, line, depth: list.depth }
    if (type === 'map-value-ind' && list.depth > 0 && list.line < line) break
    if (type === 'flow-seq-end') list = { ...list, depth: list.depth - 1 }
    line += source.split('\n').length - 1
  }
  if (list.depth > 0) yield { type: 'unclosed-list', source: '', ...list }
}

const known: readonly Lexeme['type'][] = [
  ...(['words', 'single-quoted-scalar', 'double-quoted-scalar', 'map-value-ind', 'seq-item-ind'] as const),
  ...(['flow-seq-start', 'flow-seq-end', 'comma', 'space', 'newline', 'comment'] as const),
]

function faultIn(found: readonly Lexeme[], line: string): string | undefined {
  const count = (type: Lexeme['type']) => found.filter(lexeme => lexeme.type === type).length
  if (count('comment') > 0 && !/^#( |$)/.test(line))
    return `From # on, this line would not be read. ${/: +\[.*\]\s*#|^\s*#/.test(line) ? 'Begin a note to yourself on a line of its own, with "# ".' : `To keep it, ${hint(line)}`}`
  if (count('unclosed-list') > 0)
    return `The square bracket is not closed. Close the list with ], or ${hint(line)}`
  if (found.some(({ type }) => !known.includes(type))) return unreadable(line)
  if (count('map-value-ind') > 1)
    return `There is a second colon in this line. Put the words after the first one in quotes: ${inQuotes(line)}.`
  if (count('seq-item-ind') > 1 || found.some(({ depth }) => depth > 1))
    return 'There is a list in a list. Write one list in square brackets.'
  return found.map(scalarFault).find(fault => fault !== undefined)?.(line)
}

const hint = (line: string): string => `put the words in quotes: ${inQuotes(line)}.`

function scalarFault({ type, source }: Lexeme): ((line: string) => string) | undefined {
  if (type === 'words' && source.includes('\n'))
    return () => 'This setting goes on in the next line, which begins with a space. Write it on one line.'
  if ((type === 'double-quoted-scalar' || type === 'single-quoted-scalar') && source.includes('\n'))
    return line => `The quotation mark is not closed on this line; ${hint(line)}`
  if (type === 'double-quoted-scalar' && /\\[^"\\]/.test(source.replaceAll('\\\\', '')))
    return line => `In double quotes a backslash changes the sign behind it; ${hint(line)}`
  return undefined
}

const setting = /^(\s*(?:- +)?)([\w-]+)( *: +)(.*)$/

/** A line of settings with the text after its first colon in quotes, so that every character counts literally. */
export function inQuotes(line: string): string {
  const [, , name, , words = ''] = setting.exec(line.trimEnd()) ?? []
  return name === undefined ? quoted(line.trim()) : `${name}: ${quoted(words)}`
}

/** The message about a line that cannot be read. */
export function unreadable(line: string): string {
  if (setting.test(line))
    return `This line cannot be read as it is. Put the words in quotes: ${inQuotes(line)}.`
  return 'Settings are lines of the form "name: value", without spaces before the name and with one behind the colon.'
}

/** Existing quotes are kept only if they are part of the text. */
function quoted(text: string): string {
  const [, inDouble] = /^"((?:[^"\\]|\\.)*)"$/.exec(text) ?? []
  const [, inSingle] = /^'((?:[^']|(?<=\w)'(?=\w))*)'$/.exec(text) ?? []
  const words = inDouble?.replaceAll('\\"', '"') ?? inSingle ?? text
  return /["\\]/.test(words) ? `'${words.replaceAll("'", "''")}'` : `"${words}"`
}
