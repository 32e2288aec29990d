import { join, relative, resolve } from 'node:path'
import { print } from '../terminal/printable.ts'
import { fail } from './fail.ts'
import { publishJourneys, readJourneys } from './journeys.ts'
import { LocalProblem } from './local-problem.ts'
import type { Options } from './options.ts'
import { type Local, startLocal } from './start-local.ts'

// Lambda's clock is UTC, and a thread's inherited time zone cannot be changed later.
process.env['TZ'] = 'UTC'

/** The folder of everything that survives a restart: `.local`, unless `LOCAL_DATA_DIR` is set. */
export const dataDir = resolve(process.env['LOCAL_DATA_DIR'] ?? join(import.meta.dirname, '../../.local'))

function announce({ website, aws }: Local, seconds: string): void {
  print(`
ShiftWorks runs on this machine (ready after ${seconds} s).

  Sign up          ${website}/
  Inbox and clock  ${website}/_local/
  Console          ${website}/_local/console/
  AWS endpoint     ${aws}

Ctrl-C stops it. Everything is kept in ${relative('', dataDir) || '.'}/; \`npm start -- --reset\` begins anew.
`)
}

/** @returns a function that stops the system; a second call stops it at once */
function stopper(local: Local): () => Promise<void> {
  let stopping = false
  return async () => {
    if (stopping) process.exit(1)
    stopping = true
    print('\nStopping …')
    await local.close()
    process.exit(0)
  }
}

/** npm passes a signal only to its shell, which ends. This process would keep running and hold the ports. */
function whenNpmHasEnded(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, 500)
  watch.unref()
}

/**
 * Starts the whole system on this machine, prints its addresses, and runs until it is stopped.
 * @throws {LocalProblem} if the developer has to solve something first
 */
export async function runStack(options: Options): Promise<void> {
  const journeys = await readJourneys()
  const onCrash = (what: string) => fail(new LocalProblem(`${what}. Start again with npm start.`))
  const local = await startLocal({ ...options, dataDir, onCrash, say: print })
  const stop = stopper(local)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  whenNpmHasEnded(stop)
  try {
    await publishJourneys(local, print, journeys)
  } catch (error) {
    await local.close()
    throw error
  }
  announce(local, (performance.now() / 1000).toFixed(1))
}
