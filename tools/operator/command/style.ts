import { styleText } from 'node:util'
import { ownEscapes, printable } from '../../terminal/printable.ts'

/** Formatting of text; without effect if colours are off. */
export interface Style {
  heading(text: string): string
  good(text: string): string
  bad(text: string): string
  faint(text: string): string
  /** A moment in the operator's time zone: `Tue 24 Nov 2026 14:00`. */
  time(at: number): string
  /** That time zone, as an IANA name. */
  zone: string
  /** The width of a line, in columns. */
  width: number
}

/**
 * @param zone an IANA name
 * @returns a function that formats a moment in that zone: `Tue 24 Nov 2026 14:00`
 */
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
 * @param colours whether the terminal shows them
 * @param zone the operator's, as an IANA name
 * @param width of a line in columns; infinite if the output is no terminal
 */
export function styleFor(colours: boolean, zone: string, width = Number.POSITIVE_INFINITY): Style {
  const styled = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    colours ? ownEscapes(styleText(format, printable(text), { validateStream: false })) : text
  return {
    heading: styled('bold'),
    good: styled('green'),
    bad: styled('red'),
    faint: styled('dim'),
    time: timeIn(zone),
    zone,
    width,
  }
}
