import { convertWords, type Inline } from './inline.ts'
import type { SourceLine } from './source-line.ts'

/** A part of a page that stands together, and how many lines it takes. */
interface Block {
  lines: SourceLine[]
  taken: number
}

/** Makes of the lines at the beginning what an email can hold; undefined where they are something else. */
type Reader = (lines: readonly SourceLine[], inline: Inline) => Block | undefined

const longestCode = 6

/** A page's lines as an email can hold them, each with the line that it comes from. */
export function convertBlocks(lines: readonly SourceLine[], inline: Inline): SourceLine[] {
  const converted: SourceLine[] = []
  for (let at = 0; at < lines.length; ) {
    const rest = lines.slice(at)
    const block = readers.map(read => read(rest, inline)).find(one => one !== undefined)
    const { lines: made, taken } = block ?? plain(rest, inline)
    converted.push(...made)
    at += Math.max(1, taken)
  }
  return converted
}

function plain([first]: readonly SourceLine[], inline: Inline): Block {
  if (!first) return { lines: [], taken: 1 }
  const { text, line } = first
  const words = convertWords(withoutTick(text).replace(/^(#{4,}) /, '### '), line, inline)
  return { lines: [{ text: words.trimEnd(), line }], taken: 1 }
}

/** `- [ ] a thing to do` is a thing of a list. */
const withoutTick = (text: string): string => text.replace(/^(\s*[-*+] )\[[ xX]\] /, '$1')

/** How many lines there are up to the first for which this is so; all where it is so for none. */
function upTo(lines: readonly SourceLine[], isEnd: (text: string) => boolean): number {
  const end = lines.findIndex(({ text }) => isEnd(text))
  return end < 0 ? lines.length : end
}

const quoted = (lines: readonly SourceLine[]): SourceLine[] =>
  trimmed(lines)
    .filter(({ text }, at, all) => text !== '' || all[at - 1]?.text !== '')
    .map(({ text, line }) => ({ text: text === '' ? '>' : `> ${text}`, line }))

/** A box of notes is a quotation, whose first words say what it is. */
function note(title: string, at: number, inner: readonly SourceLine[], inline: Inline): SourceLine[] {
  const heading = convertWords(title, at, inline)
  const around = [{ text: '', line: at }]
  const words = convertBlocks(trimmed(inner), inline)
  return [
    ...around,
    ...quoted([{ text: `**${heading}**`, line: at }, { text: '', line: at }, ...words]),
    ...around,
  ]
}

/** Without empty lines at both ends. */
function trimmed(lines: readonly SourceLine[]): readonly SourceLine[] {
  const isWords = ({ text }: SourceLine) => text.trim() !== ''
  return lines.slice(Math.max(0, lines.findIndex(isWords)), lines.findLastIndex(isWords) + 1)
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()

/** `!!! tip "Title"`, with what it says four spaces further in (Python-Markdown, MkDocs). */
const admonition: Reader = ([first, ...rest], inline) => {
  const [, kind = '', title] =
    /^(?:!!!|\?\?\?\+?) ?([\w-]+)(?: +"([^"]*)")?\s*$/.exec(first?.text ?? '') ?? []
  if (!first || kind === '') return undefined
  const length = upTo(rest, text => text.trim() !== '' && !/^(?: {4}|\t)/.test(text))
  const inner = rest
    .slice(0, length)
    .map(({ text, line }) => ({ text: text.replace(/^(?: {4}|\t)/, ''), line }))
  return { lines: note(title ?? capital(kind), first.line, inner, inline), taken: length + 1 }
}

const opens = /^:{3,} *\{?\.?[\w-]+/
const closes = /^:{3,}\s*$/

/** Up to the line that closes what was opened before the first: some stand inside others. */
function upToClosing(lines: readonly SourceLine[]): number {
  let depth = 1
  return upTo(lines, text => {
    if (opens.test(text)) depth += 1
    if (closes.test(text)) depth -= 1
    return depth === 0
  })
}

/** `:::tip Title` or `:::::: tip` up to `:::` (Docusaurus, VuePress, Pandoc). */
const container: Reader = ([first, ...rest], inline) => {
  const [, kind = '', brackets, behind] =
    /^:{3,} *\{?\.?([\w-]+)\}?(?:\[([^\]]*)\])? *(.*?):* *$/.exec(first?.text ?? '') ?? []
  if (!first || kind === '') return undefined
  const length = upToClosing(rest)
  const title = brackets || behind || capital(kind)
  return { lines: note(title, first.line, rest.slice(0, length), inline), taken: length + 2 }
}

/** `> [!NOTE]` (GitHub). */
const alert: Reader = ([first, ...rest], inline) => {
  const [, kind = ''] = /^> ?\[!(\w+)\]\s*$/.exec(first?.text ?? '') ?? []
  if (!first || kind === '') return undefined
  const length = upTo(rest, text => !text.startsWith('>'))
  const inner = rest.slice(0, length).map(({ text, line }) => ({ text: text.replace(/^> ?/, ''), line }))
  return { lines: note(capital(kind), first.line, inner, inline), taken: length + 1 }
}

/** Code is a quotation, a line each. */
const code: Reader = ([first, ...rest], { tell }) => {
  const [, fence = ''] = /^\s*(`{3,}|~{3,})/.exec(first?.text ?? '') ?? []
  if (!first || fence === '') return undefined
  const length = upTo(rest, text => text.trim().startsWith(fence))
  const inner = rest.slice(0, length).filter(({ text }) => text.trim() !== '')
  tell(
    first.line,
    inner.length > longestCode
      ? `${inner.length} lines of code are a quotation now, which is long on a phone: leave them out, or link to them.`
      : 'Code is a quotation now: see whether an email is the place for it.',
  )
  const words = inner.map(({ text, line }, at) => ({
    text: `> \`${text.replaceAll('`', "'").trim()}\`${at < inner.length - 1 ? '\\' : ''}`,
    line,
  }))
  const around = [{ text: '', line: first.line }]
  return { lines: [...around, ...words, ...around], taken: length + 2 }
}

const cellsOf = (text: string): string[] =>
  text
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim().replaceAll('\\|', '|'))

/** Rows of a table as a list: of each its first cell, and the others under what stands above them. */
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

const table: Reader = (lines, inline) => {
  const [head, rule, ...rest] = lines
  if (!head?.text.includes('|') || !/^\s*\|?\s*:?-{2,}[-|:\s]*$/.test(rule?.text ?? '')) return undefined
  const length = upTo(rest, text => !text.includes('|'))
  const rows = [head, ...rest.slice(0, length)].map(({ text, line }) => ({ cells: cellsOf(text), line }))
  return { lines: listOf(rows, inline), taken: length + 2 }
}

/** A table drawn with `+---+`, whose cells may go on over several lines (Pandoc). */
const grid: Reader = (lines, inline) => {
  if (!/^\+[-=:+]+\+\s*$/.test(lines[0]?.text ?? '')) return undefined
  const length = upTo(lines, text => !/^[+|]/.test(text))
  const rows: { cells: string[]; line: number }[] = []
  let isNew = true
  for (const { text, line } of lines.slice(0, length)) {
    const cells = cellsOf(text)
    if (text.startsWith('+')) isNew = true
    else if (isNew) rows.push({ cells, line })
    else for (const [at, cell] of cells.entries()) addTo(rows.at(-1)?.cells ?? [], at, cell)
    if (text.startsWith('|')) isNew = false
  }
  return { lines: listOf(rows, inline), taken: length }
}

const addTo = (cells: string[], at: number, words: string): void => {
  cells[at] = `${cells[at] ?? ''} ${words}`.trim()
}

/** A term, and what it means on the line below, is a thing of a list. */
const definition: Reader = ([first, second], inline) => {
  const [, meaning] = /^: +(.+)$/.exec(second?.text ?? '') ?? []
  if (!first || first.text.trim() === '' || meaning === undefined) return undefined
  const text = `- **${convertWords(first.text.trim(), first.line, inline)}**: ${convertWords(meaning, first.line + 1, inline)}`
  return { lines: [{ text, line: first.line }], taken: 2 }
}

/** A comment, or a place for a table of contents, is nothing. */
const nothing: Reader = (lines, _) => {
  const [first] = lines
  if (/^\s*\[\[?_?toc_?\]?\]\s*$/i.test(first?.text ?? '') || /^\s*<!--.*-->\s*$/.test(first?.text ?? ''))
    return { lines: [], taken: 1 }
  if (!/^\s*<!--/.test(first?.text ?? '')) return undefined
  return { lines: [], taken: upTo(lines, text => text.includes('-->')) + 1 }
}

const readers: readonly Reader[] = [code, nothing, admonition, container, alert, table, grid, definition]
