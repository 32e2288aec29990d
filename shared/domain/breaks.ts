import type { Instant } from './ids.ts'

/** A stretch of time, from and up to but not including `to`. */
export interface Stretch {
  from: Instant
  to: Instant
}

/** The break in which a moment lies or, where it lies in none, the next one; undefined where none is to come. */
export type Breaks = (at: Instant) => Stretch | undefined

/** The time between breaks in which a moment lies, or the next one, from that moment on. It has no end where no break is to come. */
export function betweenBreaks(at: Instant, breaks: Breaks): Stretch {
  const found = breaks(at)
  if (found && found.from <= at) return betweenBreaks(found.to, breaks)
  return { from: at, to: found?.from ?? Number.POSITIVE_INFINITY }
}

/**
 * What is left, from `at` on, of the first window of which anything lies in no break.
 * @param windowAt the first window that has not ended.
 */
export function windowBetweenBreaks(
  at: Instant,
  windowAt: (at: Instant) => Stretch,
  breaks: Breaks,
): Stretch {
  const free = betweenBreaks(at, breaks)
  const window = windowAt(free.from)
  const from = Math.max(free.from, window.from)
  if (from >= free.to) return windowBetweenBreaks(free.to, windowAt, breaks)
  return { from, to: Math.min(window.to, free.to) }
}

/**
 * When a length of time is over that stands still in breaks.
 * @param over when it would be over without any.
 */
export function stoodStill(since: Instant, over: (from: Instant) => Instant, breaks: Breaks): Instant {
  const first = betweenBreaks(since, breaks)
  let { to } = first
  let end = over(first.from)
  while (to < end) {
    const next = betweenBreaks(to, breaks)
    end += next.from - to
    to = next.to
  }
  return end
}
