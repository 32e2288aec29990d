import { convertWords } from './inline.ts'
import type { Inline } from './inline-context.ts'
import type { SourceLine } from './source-line.ts'

/** A converted block, and the number of source lines that it consumed. */
interface Block {
  lines: SourceLine[]
  taken: number
}

/** Converts the block that begins at a line; undefined if it is another kind of block. */
type Reader = (lines: readonly SourceLine[], at: number, inline: Inline) => Block | undefined

const longestCode = 6

/** Converts a page's lines to what an email supports. Each result line has the number of its source line. */
export function convertBlocks(lines: readonly SourceLine[], inline: Inline): SourceLine[] {
  const converted: SourceLine[] = []
  for (let at = 0; at < lines.length; ) {
    const block = blockAt(lines, at, inline)
    for (const line of block.lines) converted.push(line)
    at += Math.max(1, block.taken)
  }
  return converted
}

function blockAt(lines: readonly SourceLine[], at: number, inline: Inline): Block {
  for (const read of textAt(lines, at).length > longestOpening ? [] : readers) {
    const block = read(lines, at, inline)
    if (block) return block
  }
  return { lines: lines.slice(at, at + 1).map(one => plain(one, inline)), taken: 1 }
}

/** The maximal length of a line that can begin a block, in characters; a longer one is text. */
const longestOpening = 1000

const textAt = (lines: readonly SourceLine[], at: number): string => lines[at]?.text ?? ''

const plain = ({ text, line }: SourceLine, inline: Inline): SourceLine => ({
  text: convertWords(withoutTick(text), line, inline).trimEnd(),
  line,
})

/** Removes the checkbox of a list item: `- [ ] a thing to do`. */
const withoutTick = (text: string): string => text.replace(/^(\s*[-*+] )\[[ xX]\] /, '$1')

/** The lines from a position up to the first that satisfies the predicate; all of them if none does. */
function upTo(lines: readonly SourceLine[], from: number, isEnd: (text: string) => boolean): SourceLine[] {
  let end = from
  while (end < lines.length && !isEnd(textAt(lines, end))) end += 1
  return lines.slice(from, end)
}

const quoted = (lines: readonly SourceLine[]): SourceLine[] =>
  trimmed(lines)
    .filter(({ text }, at, all) => text !== '' || all[at - 1]?.text !== '')
    .map(({ text, line }) => ({ text: text === '' ? '>' : `> ${text}`, line }))

/** The nesting limit of admonitions; deeper ones are text. */
const deepest = 8

/** The first line of an admonition, and its content. */
interface Box {
  lines: readonly SourceLine[]
  at: number
  inner: readonly SourceLine[]
}

/** Converts an admonition to a quotation that begins with its title. */
function noteOf(title: string, { lines, at, inner }: Box, inline: Inline): Block {
  const { line = 1 } = lines[at] ?? {}
  const heading = convertWords(title, line, inline)
  const around = [{ text: '', line }]
  const within = { ...inline, depth: (inline.depth ?? 0) + 1 }
  const words =
    within.depth > deepest ? inner.map(one => plain(one, inline)) : convertBlocks(trimmed(inner), within)
  const said = quoted([{ text: `**${heading}**`, line }, { text: '', line }, ...words])
  return { lines: [...around, ...said, ...around], taken: inner.length + 1 }
}

/** Removes leading and trailing empty lines. */
function trimmed(lines: readonly SourceLine[]): readonly SourceLine[] {
  const isWords = ({ text }: SourceLine) => text.trim() !== ''
  return lines.slice(Math.max(0, lines.findIndex(isWords)), lines.findLastIndex(isWords) + 1)
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()

/** Removes the prefix of each line. */
const without = (lines: readonly SourceLine[], mark: RegExp): SourceLine[] =>
  lines.map(({ text, line }) => ({ text: text.replace(mark, ''), line }))

/** `!!! tip "Title"` with content indented by four spaces (Python-Markdown, MkDocs). */
const admonition: Reader = (lines, at, inline) => {
  const [, kind = '', title] =
    /^(?:!!!|\?\?\?\+?) ?([\w-]+)(?: +"([^"]*)")?\s*$/.exec(textAt(lines, at)) ?? []
  if (kind === '') return undefined
  const inner = upTo(lines, at + 1, text => text.trim() !== '' && !/^(?: {4}|\t)/.test(text))
  return noteOf(title ?? capital(kind), { lines, at, inner: without(inner, /^(?: {4}|\t)/) }, inline)
}

const opens = /^:{3,} *\{?\.?[\w-]+/
const closes = /^:{3,}\s*$/

/** The lines up to the one that closes the block; blocks may be nested. */
function upToClosing(lines: readonly SourceLine[], from: number): SourceLine[] {
  let depth = 1
  return upTo(lines, from, text => {
    if (opens.test(text)) depth += 1
    if (closes.test(text)) depth -= 1
    return depth === 0
  })
}

/** `:::tip Title` or `:::::: tip` up to `:::` (Docusaurus, VuePress, Pandoc). */
const container: Reader = (lines, at, inline) => {
  const [, kind = '', brackets, rest = ''] =
    /^:{3,} *\{?\.?([\w-]+)\}?(?:\[([^\]]*)\])?(.*)$/.exec(textAt(lines, at)) ?? []
  const behind = rest.replace(/(?<!:):+ *$/, '').trim()
  if (kind === '') return undefined
  const inner = upToClosing(lines, at + 1)
  const { taken, ...box } = noteOf(brackets || behind || capital(kind), { lines, at, inner }, inline)
  return { ...box, taken: taken + 1 }
}

/** `> [!NOTE]` (GitHub). */
const alert: Reader = (lines, at, inline) => {
  const [, kind = ''] = /^> ?\[!(\w+)\]\s*$/.exec(textAt(lines, at)) ?? []
  if (kind === '') return undefined
  const inner = upTo(lines, at + 1, text => !text.startsWith('>'))
  return noteOf(capital(kind), { lines, at, inner: without(inner, /^> ?/) }, inline)
}

/** Converts code to a quotation, line by line. */
const code: Reader = (lines, at, { tell }) => {
  const [, fence = ''] = /^\s*(`{3,}|~{3,})/.exec(textAt(lines, at)) ?? []
  const { line = 1 } = lines[at] ?? {}
  if (fence === '') return undefined
  const all = upTo(lines, at + 1, text => text.trim().startsWith(fence))
  const inner = all.filter(({ text }) => text.trim() !== '')
  tell(
    line,
    inner.length > longestCode
      ? `${inner.length} lines of code are a quotation now, which is long on a phone: leave them out, or link to them.`
      : 'Code is a quotation now: see whether an email is the place for it.',
  )
  const words = inner.map((one, place) => ({
    text: `> \`${one.text.replaceAll('`', "'").trim()}\`${place < inner.length - 1 ? '\\' : ''}`,
    line: one.line,
  }))
  const around = [{ text: '', line }]
  return { lines: [...around, ...words, ...around], taken: all.length + 2 }
}

const cellsOf = (text: string): string[] =>
  text
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim().replaceAll('\\|', '|'))

/**
 * Converts a table to a list: an item for each row with its first cell, and the other cells below, with their
 * headings.
 */
function listOf(rows: readonly { cells: string[]; line: number }[], inline: Inline): SourceLine[] {
  const [head, ...others] = rows
  if (!head) return []
  inline.tell(head.line, 'A table is a list now: see whether its rows read well.')
  const items = others.map(({ cells: [first = '', ...rest], line }) => {
    const said = rest.flatMap((cell, at) => (cell === '' ? [] : [`${head.cells[at + 1] ?? ''}: ${cell}`]))
    const words = `**${first}**${said.length > 0 ? ` – ${said.join('; ')}` : ''}`
    return { text: `- ${convertWords(words, line, inline)}`, line }
  })
  const around = [{ text: '', line: head.line }]
  return [...around, ...items, ...around]
}

const rule = /^[\s|]*:?--[-|:\s]*$/

const table: Reader = (lines, at, inline) => {
  if (!textAt(lines, at).includes('|') || !rule.test(textAt(lines, at + 1))) return undefined
  const all = [...lines.slice(at, at + 1), ...upTo(lines, at + 2, text => !text.includes('|'))]
  const rows = all.map(({ text, line }) => ({ cells: cellsOf(text), line }))
  return { lines: listOf(rows, inline), taken: all.length + 1 }
}

/** A table drawn with `+---+`, whose cells may have several lines (Pandoc). */
const grid: Reader = (lines, at, inline) => {
  if (!/^\+[-=:+]+\+\s*$/.test(textAt(lines, at))) return undefined
  const all = upTo(lines, at, text => !/^[+|]/.test(text))
  const rows: { cells: string[]; line: number }[] = []
  let isNew = true
  for (const { text, line } of all) {
    const cells = cellsOf(text)
    if (text.startsWith('+')) isNew = true
    else if (isNew) rows.push({ cells, line })
    else for (const [place, cell] of cells.entries()) addTo(rows.at(-1)?.cells ?? [], place, cell)
    if (text.startsWith('|')) isNew = false
  }
  return { lines: listOf(rows, inline), taken: all.length }
}

const addTo = (cells: string[], at: number, words: string): void => {
  if (words !== '') cells[at] = cells[at] ? `${cells[at]} ${words}` : words
}

/** Converts a term and its definition on the next line to a list item. */
const definition: Reader = (lines, at, inline) => {
  const [first] = lines.slice(at, at + 1)
  const [, meaning] = /^: +(.+)$/.exec(textAt(lines, at + 1)) ?? []
  if (!first || first.text.trim() === '' || meaning === undefined) return undefined
  const text = `- **${convertWords(first.text.trim(), first.line, inline)}**: ${convertWords(meaning, first.line + 1, inline)}`
  return { lines: [{ text, line: first.line }], taken: 2 }
}

/** Removes placeholders for a table of contents. */
const nothing: Reader = (lines, at) =>
  /^\s*\[\[?_?toc_?\]?\]\s*$/i.test(textAt(lines, at)) ? { lines: [], taken: 1 } : undefined

const readers: readonly Reader[] = [code, nothing, admonition, container, alert, table, grid, definition]
