import { styleText } from 'node:util'
import { ownEscapes, printable } from '../../terminal/printable.ts'

/** How text is set apart, or not, where colours are off. */
export interface Style {
  heading(text: string): string
  good(text: string): string
  bad(text: string): string
  faint(text: string): string
  /** A moment in the operator's own zone: `Tue 24 Nov 2026 14:00`. */
  time(at: number): string
  /** That zone, as an IANA name. */
  zone: string
}

/** @param zone an IANA name. @returns how to write a moment down there: `Tue 24 Nov 2026 14:00`. */
export function timeIn(zone: string): (at: number) => string {
  const parts = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  const format = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone })
  return at => format.format(at).replaceAll(',', '')
}

/**
 * @param colours whether the terminal shows them.
 * @param zone the operator's, as an IANA name.
 */
export function styleFor(colours: boolean, zone: string): Style {
  const styled = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    colours ? ownEscapes(styleText(format, printable(text), { validateStream: false })) : text
  return {
    heading: styled('bold'),
    good: styled('green'),
    bad: styled('red'),
    faint: styled('dim'),
    time: timeIn(zone),
    zone,
  }
}

/** Columns as wide as what is in them. @param rows the first may be headings. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length)
  return rows.map(row =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
