import { second } from '../../../shared/domain/duration.ts'
import { ownEscapes } from '../../terminal/printable.ts'
import type { Io } from './io.ts'

const every = 10 * second

/** Moves to the beginning of the screen, and clears it from there (ECMA-48, CUP and ED). */
const clear = ownEscapes('\u001b[H\u001b[J')

/** Looks again and again, and shows each look in place of the one before, until Ctrl-C, or until nobody reads it. */
export async function watch<T>(io: Io, look: () => Promise<T>, show: (seen: T) => void): Promise<void> {
  const over = new AbortController()
  const forget = io.onInterrupt(() => over.abort())
  io.onUnread(() => over.abort())
  for (;;) {
    const seen = await look()
    if (over.signal.aborted) break
    if (io.isScreen) io.out(clear)
    show(seen)
    await io.rest(every, over.signal)
  }
  forget()
}
