import { createInterface } from 'node:readline/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Io } from './io.ts'

/**
 * The reader of the output may close it, as `head` does. Further output is dropped, and the command finishes its
 * work.
 */
function outliveReaders(...streams: NodeJS.WriteStream[]): void {
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
}

/** The width if it is unknown, such as behind a pipe. */
const usualWidth = 80

/** The terminal of this process. Colours follow `NO_COLOR` (no-color.org) and are off when piped. */
export function terminal(): Io {
  const { stdin, stdout, stderr, env } = process
  outliveReaders(stdout, stderr)
  return {
    out: text => stdout.write(text),
    err: text => stderr.write(text),
    colours: stdout.isTTY === true && !env['NO_COLOR'],
    width: stdout.columns || usualWidth,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    async ask(question) {
      const dialogue = createInterface({ input: stdin, output: stderr })
      const answer = await dialogue.question(`${question} (yes/no) `)
      dialogue.close()
      return /^y(es)?$/i.test(answer.trim())
    },
    onInterrupt(stop) {
      process.on('SIGINT', stop)
      return () => process.off('SIGINT', stop)
    },
    isScreen: stdout.isTTY === true,
    onUnread: stop => void stdout.on('error', stop),
    rest: (milliseconds, until) => delay(milliseconds, undefined, { signal: until }).catch(() => {}),
  }
}
