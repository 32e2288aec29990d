import type { Instant } from './ids.ts'

/** A span of time: includes `from`, excludes `to`. */
export interface Stretch {
  from: Instant
  to: Instant
}

/** The break that contains the moment, otherwise the next one; undefined if there is none. */
export type Breaks = (at: Instant) => Stretch | undefined

/**
 * The span without a break that contains the moment, or the next such span; it starts no earlier than the moment. It
 * ends at Infinity if no further break is known.
 */
export function betweenBreaks(at: Instant, breaks: Breaks): Stretch {
  const found = breaks(at)
  if (found && found.from <= at) return betweenBreaks(found.to, breaks)
  return { from: at, to: found?.from ?? Number.POSITIVE_INFINITY }
}

/**
 * The part, from `at` on, of the first window that is not wholly covered by breaks.
 * @param windowAt the first window that has not ended at a moment.
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
 * The end of a wait that does not run during breaks.
 * @param over the end of the wait if there were no breaks.
 */
export function endOutsideBreaks(since: Instant, over: (from: Instant) => Instant, breaks: Breaks): Instant {
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
