import { createInterface } from 'node:readline/promises'
import type { Io } from './io.ts'

/** The terminal that this process runs in. Colours follow `NO_COLOR` (no-color.org) and are off when piped. */
export function terminal(): Io {
  const { stdin, stdout, stderr, env } = process
  return {
    out: text => stdout.write(text),
    err: text => stderr.write(text),
    colours: stdout.isTTY === true && !env['NO_COLOR'],
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
  }
}
