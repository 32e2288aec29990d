import { readOptions } from './options.ts'
import { fail, runStack } from './run-stack.ts'

/** `npm start`: the whole system on this machine. */

async function start(): Promise<void> {
  await runStack(readOptions(process.argv.slice(2), process.env))
}

await start().catch(fail)
