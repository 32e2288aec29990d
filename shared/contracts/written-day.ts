import * as z from 'zod/mini'

const upTo = (max: number) =>
  z.int('break-wrong').check(z.minimum(1, 'break-wrong'), z.maximum(max, 'break-wrong'))

/** A future day as a person wrote it. Without a year, the next such day. */
export const WrittenDay = z.object(
  { day: upTo(31), month: upTo(12), year: z.optional(z.int('break-wrong')) },
  'break-wrong',
)
export type WrittenDay = z.infer<typeof WrittenDay>

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

function monthOf(written: string): number {
  if (!/^\p{L}{3,}$/u.test(written)) return numberOf(written, /^(\d{1,2})$/)
  return months.findIndex(name => name.startsWith(written)) + 1
}

/** The number in a pattern's first group; NaN, which every schema rejects, if there is none. */
const numberOf = (written: string, pattern: RegExp): number => Number(pattern.exec(written)?.[1] ?? NaN)

/** Adds a missing century: 26 is 2026. */
function yearOf(written: string): number {
  const year = numberOf(written, /^(\d\d|\d{4})$/)
  return year < 100 && written.length === 2 ? 2000 + year : year
}

/**
 * Splits a written day: `24 12 2026`, `24/12/26`, `24th Dec`, `2026-12-24`.
 * @returns numbers for `WrittenDay` to validate; undefined if there are too few or too many words.
 */
export function splitDay(written: string): { day: number; month: number; year?: number } | undefined {
  const words = written
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const [day, month, year] = /^\d{4}$/.test(words[0] ?? '') ? words.toReversed() : words
  if (!day || !month || words.length > 3) return undefined
  return {
    day: numberOf(day, /^(\d{1,2})(?:st|nd|rd|th)?$/),
    month: monthOf(month),
    ...(year && { year: yearOf(year) }),
  }
}
