import { print } from '../terminal/printable.ts'
import { fail } from './fail.ts'
import { readOptions } from './options.ts'

/** `npm start`: the whole system on this machine. */

async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env)
  // Loading the rest takes seconds on a busy machine.
  print('ShiftWorks is starting on this machine …')
  const { runStack } = await import('./run-stack.ts')
  await runStack(options)
}

await start().catch(fail)
