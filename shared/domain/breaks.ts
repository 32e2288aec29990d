import type { Instant } from './ids.ts'

/** A stretch of time, from and up to but not including `to`. */
export interface Stretch {
  from: Instant
  to: Instant
}

/** The break in which a moment lies or, where it lies in none, the next one; undefined where none is to come. */
export type Breaks = (at: Instant) => Stretch | undefined

/** The first moment, not before `at`, that lies in no break. */
export function afterBreak(at: Instant, breaks: Breaks): Instant {
  const found = breaks(at)
  return found && found.from <= at ? afterBreak(found.to, breaks) : at
}

/** What is left of a stretch from the first moment that lies in no break up to the next one; undefined where nothing is. */
export function outsideBreaks({ from, to }: Stretch, breaks: Breaks): Stretch | undefined {
  const begins = afterBreak(from, breaks)
  if (begins >= to) return undefined
  return { from: begins, to: Math.min(to, breaks(begins)?.from ?? to) }
}

/**
 * When a length of time is over that stands still in breaks.
 * @param over when it would be over without any.
 */
export function stoodStill(from: Instant, over: (from: Instant) => Instant, breaks: Breaks): Instant {
  let at = afterBreak(from, breaks)
  let end = over(at)
  for (let next = breaks(at); next && next.from < end; next = breaks(at)) {
    end += next.to - Math.max(next.from, at)
    at = next.to
  }
  return end
}
