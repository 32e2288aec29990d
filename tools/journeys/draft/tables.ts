import { type Reader, textAt, upTo } from './block.ts'
import { convertWords } from './inline.ts'
import type { Inline } from './inline-context.ts'
import { listEnd } from './lists-apart.ts'
import type { SourceLine } from './source-line.ts'

const cellsOf = (text: string): string[] =>
  text
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim().replaceAll('\\|', '|'))

interface Row {
  cells: string[]
  line: number
}

/** Items as a list that continues no other. */
const asList = (items: readonly SourceLine[], line: number): SourceLine[] => [
  { text: listEnd, line },
  ...items,
  { text: listEnd, line },
]

/**
 * Converts a table to a list: an item for each row with its first cell, and the other cells below, with their
 * headings.
 */
function listOf(rows: readonly Row[], inline: Inline): SourceLine[] {
  const [head, ...others] = rows
  if (!head) return []
  const headings = head.cells.map(cell => convertWords(cell, head.line, inline).trim())
  const [corner = ''] = headings
  const filled = (others.length === 0 ? [head] : others).filter(({ cells }) =>
    cells.some(cell => cell !== ''),
  )
  const first = corner === '' ? '' : ` Its first column was called “${corner}”.`
  inline.tell(
    head.line,
    `A table is a list now: see whether its rows read well.${first}${emptyColumns(headings, filled)}`,
  )
  const items = filled.map(({ cells, line }) => ({
    text: `- ${inItem(
      cells.map(cell => convertWords(cell, line, inline).trim()),
      others.length === 0 ? [] : headings,
    )}`,
    line,
  }))
  return asList(items, head.line)
}

/** Names the columns without a word in any row, whose headings stand in no item. */
function emptyColumns(headings: readonly string[], rows: readonly Row[]): string {
  const empty = headings.filter(
    (heading, at) => at > 0 && heading !== '' && !rows.some(({ cells }) => cells[at]),
  )
  return empty.length === 0 ? '' : ` Nothing stood under ${empty.map(heading => `“${heading}”`).join(', ')}.`
}

function inItem([first = '', ...rest]: readonly string[], headings: readonly string[]): string {
  const said = rest
    .map((cell, at) => (headings[at + 1] && cell !== '' ? `${headings[at + 1]}: ${cell}` : cell))
    .filter(cell => cell !== '')
    .join('; ')
  return [first === '' ? '' : `**${first}**`, said].filter(part => part !== '').join(' – ')
}

const rule = /^[\s|]*:?--[-|:\s]*$/

export const table: Reader = (lines, at, inline) => {
  if (!textAt(lines, at).includes('|') || !rule.test(textAt(lines, at + 1))) return undefined
  const all = [...lines.slice(at, at + 1), ...upTo(lines, at + 2, text => !text.includes('|'))]
  const rows = all.map(({ text, line }) => ({ cells: cellsOf(text), line }))
  return { lines: listOf(rows, inline), taken: all.length + 1 }
}

/** A table drawn with `+---+`, whose cells may have several lines (Pandoc). */
export const grid: Reader = (lines, at, inline) => {
  if (!/^\+[-=:+]+\+\s*$/.test(textAt(lines, at))) return undefined
  const all = upTo(lines, at, text => !/^[+|]/.test(text))
  const rows: Row[] = []
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

const meaningOf = (text: string): string | undefined => /^ {0,3}: +(.+)$/.exec(text)?.[1]

/** Converts terms and their definitions on the next lines to a list. */
export const definitions: Reader = (lines, at, inline) => {
  const items: SourceLine[] = []
  let next = at
  while (
    next + 1 < lines.length &&
    textAt(lines, next).trim() !== '' &&
    meaningOf(textAt(lines, next + 1)) !== undefined
  ) {
    const { text, line } = lines[next] ?? { text: '', line: 1 }
    const meanings = upTo(lines, next + 1, one => meaningOf(one) === undefined)
    const said = meanings.map(one => convertWords(meaningOf(one.text) ?? '', one.line, inline)).join('; ')
    items.push({ text: `- **${convertWords(text.trim(), line, inline)}**: ${said}`, line })
    next += 1 + meanings.length
    if (textAt(lines, next).trim() === '' && meaningOf(textAt(lines, next + 2)) !== undefined) next += 1
  }
  return items.length === 0 ? undefined : { lines: asList(items, lines[at]?.line ?? 1), taken: next - at }
}
