import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import manifest from '../../../package.json' with { type: 'json' }

const tellUsage = new URL('tell-usage.ts', import.meta.url).href
const root = fileURLToPath(new URL('../../..', import.meta.url))
/** Node's arguments in `npm run operator`; the last one is the command line. */
const [, ...nodeArgs] = manifest.scripts.operator.split(' ')

/** One run of the operator's command line in a process of its own. */
export interface CommandRun {
  /** From the start to the end of the process. */
  seconds: number
  /** Its processor time, independent of other work on the machine. */
  processorSeconds: number
  memoryMegabytes: number
}

/** Runs the command on the local stack at a port, as `npm run operator` does. */
export async function runCommand(args: readonly string[], awsPort: string): Promise<CommandRun> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--import', tellUsage, ...nodeArgs, ...args, '--local'], {
    cwd: root,
    env: { ...process.env, AWS_PORT: awsPort },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const read = (stream: unknown) => text(stream as Readable)
  const [[code], , complaint, used] = await Promise.all([
    once(child, 'exit') as Promise<[number]>,
    read(child.stdio[1]),
    read(child.stdio[2]),
    read(child.stdio[3]),
  ])
  const seconds = (performance.now() - begun) / 1000
  if (code > 2) throw new Error(`operator ${args.join(' ')} ended with exit code ${code}: ${complaint}`)
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(used) as NodeJS.ResourceUsage
  const processorSeconds = (userCPUTime + systemCPUTime) / 1_000_000
  return { seconds, processorSeconds, memoryMegabytes: maxRSS / 1024 }
}
