import { createInterface } from 'node:readline/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { whyOf } from '../file-problem.ts'
import { exitCodes } from '../problem.ts'
import type { Io } from './io.ts'

type Machine = Pick<
  NodeJS.Process,
  'stdin' | 'stdout' | 'stderr' | 'env' | 'exitCode' | 'on' | 'off' | 'once'
>

/**
 * Whoever reads the output may have seen enough and closed it, as `head` does. What is said from then on goes nowhere, and
 * the command does its work to the end. So it does where a disk is full; then its end says that results are lost.
 */
function outliveReaders(machine: Machine): void {
  for (const stream of [machine.stdout, machine.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return
      machine.stderr.write(
        `What this command says could not be written: ${whyOf(error)}. What it did is done.\n`,
      )
      machine.once('exit', () => {
        machine.exitCode = exitCodes.trouble
      })
    })
}

/** The width if it is unknown, such as behind a pipe. */
const usualWidth = 80

const isBroken = ({ code }: NodeJS.ErrnoException): boolean => code === 'ABORT_ERR'

/** The terminal that this process runs in. Colours follow `NO_COLOR` (no-color.org) and are off when piped. */
export function terminal(machine: Machine = process): Io {
  const { stdin, stdout, stderr, env } = machine
  outliveReaders(machine)
  return {
    out: text => stdout.write(text),
    err: text => stderr.write(text),
    colours: stdout.isTTY === true && !env['NO_COLOR'],
    width: stdout.columns || usualWidth,
    // Undefined where TZ names a zone that there is not: Node goes by UTC then.
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    async ask(question, broken = false) {
      const dialogue = createInterface({ input: stdin, output: stderr })
      try {
        return /^y(es)?$/i.test((await dialogue.question(`${question} (yes/no) `)).trim())
      } catch (error) {
        if (!isBroken(error as NodeJS.ErrnoException)) throw error
        stderr.write('\n')
        return broken
      } finally {
        dialogue.close()
      }
    },
    onInterrupt(stop) {
      machine.on('SIGINT', stop)
      return () => machine.off('SIGINT', stop)
    },
    isScreen: stdout.isTTY === true,
    onUnread: stop => void stdout.on('error', stop),
    rest: (milliseconds, until) => delay(milliseconds, undefined, { signal: until }).catch(() => {}),
  }
}
