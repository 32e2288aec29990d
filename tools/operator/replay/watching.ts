import type { Io } from '../command/io.ts'
import { progressLine } from '../command/progress.ts'
import type { ProgressListener } from './progress-listener.ts'

/**
 * The operator at the terminal as the watcher. Ctrl-C asks whether to stop; where nobody can be asked, it stops.
 * @returns also how to stop listening.
 */
export function watching(io: Io): { listener: ProgressListener; end: () => void } {
  const line = progressLine(io)
  let pressed = false
  const release = io.onInterrupt(() => {
    pressed = true
  })
  return {
    listener: {
      says: words => io.err(`${words}\n`),
      progress: progress => line.show(progress),
      async wantsToStop() {
        if (!pressed) return false
        pressed = false
        line.end()
        return !io.interactive || io.ask('Stop the replay here?')
      },
    },
    end() {
      line.end()
      release()
    },
  }
}
