import { shownLength } from '../../terminal/printable.ts'
import type { Io } from './io.ts'

/** The separator of columns. */
const gap = '  '

/** A column of words narrower than this is not worth breaking words into: it gets a line of its own. */
export const fewestForWords = 30

/**
 * Wraps a line at blanks; later lines are indented by two columns. A word longer than a line, such as an address to
 * copy, stays whole.
 * @param width in columns
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

/** What a shell takes for one word, with the option that it belongs to: what is quoted is never broken. */
const shellWords = /\s*(?:--[\w-]+\s+(?!-))?(?:"[^"]*"|'[^']*'|[^\s"'])+/g

/** Wraps a command line to copy, with a backslash at each break. */
export const wrapCommand = (line: string, width: number): string =>
  line
    .split('\n')
    .map(one => wrap(one, width - ' \\'.length, gap, shellWords).join(' \\\n'))
    .join('\n')

/** The start of a command line to paste, at the end of a line. */
const pasted = /npm run (?:operator|journeys) -- /

/** Wraps a line. A command line at its end goes on its own lines, which a shell joins. */
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

/** A line that a shell takes together with the next one. */
const goesOn = / \\$/

/** Every line of a text, wrapped; but for a command that is broken already, since a shell would read it otherwise. */
export const wrapText = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line, i, all) =>
      goesOn.test(line) || goesOn.test(all[i - 1] ?? '') ? [line] : wrapLine(line, width),
    )
    .join('\n')

/** A problem, wrapped where somebody looks: where nobody does, it is one line of a log. */
export const inOneLine = (text: string, { interactive, width }: Pick<Io, 'interactive' | 'width'>): string =>
  interactive ? wrapText(text, width) : text

type Row = readonly string[]

const widthsOf = (rows: readonly Row[]): number[] => {
  const widths: number[] = []
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, shownLength(cell))
  return widths
}

const padded = (text: string, width: number): string =>
  `${text}${' '.repeat(Math.max(0, width - shownLength(text)))}`

/** The columns of a table that share a line, each with its width. */
type Line = { column: number; width: number }[]

const roomBehind = (line: Line, width: number): number =>
  line.reduce((room, one) => room - one.width - gap.length, width)

/** Distributes columns over lines. Text that does not fit is broken within the rest of a line, if that is wide enough. */
function linesOf(widths: readonly number[], width: number): Line[] {
  const lines: Line[] = [[]]
  const indented = width - gap.length
  for (const [column, wanted] of widths.entries()) {
    const line = lines.at(-1) as Line
    const room = roomBehind(line, lines.length > 1 ? indented : width)
    if (wanted <= room || room >= fewestForWords) line.push({ column, width: Math.min(wanted, room) })
    else lines.push([{ column, width: Math.min(wanted, indented) }])
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
 * Formats a table in lines of at most `width` columns. Text is broken, and columns that still do not fit go on
 * further lines, indented so that they are told from the rows.
 * @param rows the first may be headings
 */
export function columns(rows: readonly Row[], width: number): string[] {
  const [first = [], ...more] = linesOf(widthsOf(rows), width)
  const isCut = more.length > 0
  return rows.flatMap(row => [
    // A row may have nothing in the columns of its first line, as one that goes on with the row above.
    ...laidOut(row, first).filter(line => !isCut || line !== ''),
    ...more.flatMap(line =>
      laidOut(row, line)
        .filter(text => text !== '')
        .map(text => `${gap}${text}`),
    ),
  ])
}

/**
 * Formats a table of numbers. A table that is too wide is cut into several, each with the first column.
 * @param rows the first are headings
 */
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
