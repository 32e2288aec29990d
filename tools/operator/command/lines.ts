import { shownLength } from '../../terminal/printable.ts'

/** What stands between columns. */
const gap = '  '

/** A column of words narrower than this is not worth breaking words into: it gets a line of its own. */
const fewestForWords = 30

/**
 * A line as lines of at most so many columns, broken at blanks; those that follow stand two columns deeper. What is longer
 * than a line and has no blank, such as an address to copy, stays whole.
 */
export function wrap(line: string, width: number, deeper = gap, words = /\s*\S+/g): string[] {
  if (shownLength(line) <= width) return [line]
  const [indent = ''] = /^ */.exec(line) ?? []
  const lines = ['']
  for (const [word] of line.matchAll(words)) {
    const last = lines.at(-1) ?? ''
    if (last === '' || shownLength(last + word) <= width) lines[lines.length - 1] = last + word
    else lines.push(`${indent}${deeper}${word.trim()}`)
  }
  return lines
}

/** What a shell takes for one word: what is quoted is never broken. */
const shellWords = /\s*(?:"[^"]*"|'[^']*'|[^\s"'])+/g

/** A command line to copy: where it is broken, a backslash says that it goes on. */
export const wrapCommand = (line: string, width: number): string =>
  line
    .split('\n')
    .map(one => wrap(one, width - ' \\'.length, gap, shellWords).join(' \\\n'))
    .join('\n')

/** Where a command line to paste begins, at the end of its line. */
const pasted = /npm run (?:operator|journeys) -- /

/** A line, wrapped. A command line at its end stands on lines of its own then, which a shell puts together again. */
function wrapLine(line: string, width: number, deeper = gap): string[] {
  const at = line.search(pasted)
  if (at < 0 || shownLength(line) <= width) return wrap(line, width, deeper)
  const [indent = ''] = /^ */.exec(line) ?? []
  const before = line.slice(0, at).trimEnd()
  const place = before === '' ? indent : `${indent}${gap}`
  return [
    ...(before === '' ? [] : wrap(before, width, deeper)),
    ...wrapCommand(`${place}${line.slice(at)}`, width).split('\n'),
  ]
}

/** Every line of a text, wrapped. */
export const wrapText = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap(line => wrapLine(line, width))
    .join('\n')

type Row = readonly string[]

const widthsOf = (rows: readonly Row[]): number[] => {
  const widths: number[] = []
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, shownLength(cell))
  return widths
}

const padded = (text: string, width: number): string =>
  `${text}${' '.repeat(Math.max(0, width - shownLength(text)))}`

/** Which columns stand side by side on a line, each with the columns that it may take. */
type Line = { column: number; width: number }[]

const roomBehind = (line: Line, width: number): number =>
  line.reduce((room, one) => room - one.width - gap.length, width)

/** Fills lines with columns; words that would not fit are broken within what is left of a line, if that is enough. */
function linesOf(widths: readonly number[], width: number): Line[] {
  const lines: Line[] = [[]]
  for (const [column, wanted] of widths.entries()) {
    const line = lines.at(-1) as Line
    const room = roomBehind(line, width)
    if (wanted <= room || room >= fewestForWords) line.push({ column, width: Math.min(wanted, room) })
    else lines.push([{ column, width: Math.min(wanted, width) }])
  }
  return lines
}

function laidOut(row: Row, line: Line): string[] {
  const cells = line.map(({ column, width }) => wrapLine(row[column] ?? '', width, ''))
  const height = Math.max(...cells.map(cell => cell.length))
  return Array.from({ length: height }, (_, i) =>
    line
      .map(({ width }, at) => padded(cells[at]?.[i] ?? '', width))
      .join(gap)
      .trimEnd(),
  )
}

/**
 * Columns as wide as what is in them, on lines of at most so many columns: words are broken, and what still does not fit
 * stands on further lines.
 * @param rows the first may be headings.
 */
export function columns(rows: readonly Row[], width: number): string[] {
  const [first = [], ...more] = linesOf(widthsOf(rows), width)
  return rows.flatMap(row => [
    ...laidOut(row, first),
    ...more.flatMap(line => laidOut(row, line)).filter(line => line !== ''),
  ])
}

/** A table of figures: what is too wide is cut into several, each with the first column. @param rows the first are headings. */
export function cutTable(rows: readonly Row[], width: number): string[] {
  const [first = 0, ...others] = widthsOf(rows)
  const parts = linesOf(others, width - first - gap.length).map(line => line.map(({ column }) => column + 1))
  return parts.flatMap((part, i) => [
    ...(i > 0 ? [''] : []),
    ...columns(
      rows.map(row => [0, ...part].map(column => row[column] ?? '')),
      width,
    ),
  ])
}
