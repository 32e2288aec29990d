import { second } from '../../../shared/domain/duration.ts'
import { ownEscapes } from '../../terminal/printable.ts'
import { problemOf } from '../aws/aws-problem.ts'
import type { Io } from './io.ts'
import { wrapText } from './lines.ts'

const every = 10 * second

/** Moves to the beginning of the screen, and clears it from there (ECMA-48, CUP and ED). */
const clear = ownEscapes('\u001b[H\u001b[J')

/** Shown below the last look while there is no newer one. */
const notNow = 'Above is how it was at its time. It is looked at again every 10 seconds.'

/**
 * Looks repeatedly and shows each result in place of the previous one, until Ctrl-C or until nobody reads it. After
 * the first result, errors of AWS are shown below it and looking continues, because they may pass.
 * @throws errors before the first result; later, only bugs.
 */
export async function watch<T>(io: Io, look: () => Promise<T>, show: (seen: T) => void): Promise<void> {
  const over = new AbortController()
  // A second Ctrl-C ends the program at once, whatever it is waiting for.
  const forget = io.onInterrupt(() => {
    over.abort()
    forget()
  })
  io.onUnread(() => over.abort())
  let last: { seen: T } | undefined
  while (!over.signal.aborted) {
    const seen = await look().then(
      now => ({ seen: now }),
      (error: unknown) => ({ problem: passing(error, last) }),
    )
    if (over.signal.aborted) break
    if ('seen' in seen) last = seen
    if (io.isScreen) io.out(clear)
    if (last && (io.isScreen || 'seen' in seen)) show(last.seen)
    if ('problem' in seen) io.err(`${wrapText(`${seen.problem} ${notNow}`, io.width)}\n`)
    await io.rest(every, over.signal)
  }
  forget()
}

/**
 * A temporary error in words.
 * @throws other errors, and any before the first result.
 */
function passing(error: unknown, last: unknown): string {
  const problem = problemOf(error)
  if (!problem || last === undefined) throw error
  return problem.message
}
