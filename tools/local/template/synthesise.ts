import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { LocalProblem } from '../local-problem.ts'

const root = resolve(import.meta.dirname, '../../..')
const lock = join(root, '.build', 'synthesising')

/**
 * Runs the CDK app, which also bundles the functions, for the stage on this machine.
 * @param folder gets the cloud assembly
 * @throws {LocalProblem} with what the app said, when it fails
 */
export async function synthesise(folder: string): Promise<void> {
  await alone(async () => {
    const app = spawn(process.execPath, [join(root, 'infra/app.ts')], {
      cwd: root,
      env: { ...process.env, CDK_OUTDIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said: string[] = []
    for (const stream of [app.stdout, app.stderr]) stream.on('data', chunk => said.push(String(chunk)))
    const [code] = (await once(app, 'exit')) as [number | null]
    if (code !== 0)
      throw new LocalProblem(
        `The infrastructure can't be synthesised, so there is nothing to run:\n${said.join('')}`,
      )
  })
}

/** The bundles go to one folder for everybody, so two that start at once take turns. */
async function alone(work: () => Promise<void>): Promise<void> {
  mkdirSync(join(root, '.build'), { recursive: true })
  while (!take()) await delay(100)
  try {
    await work()
  } finally {
    rmdirSync(lock)
  }
}

function take(): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    forgetStale()
    return false
  }
}

/** Somebody was killed while holding the lock; a synthesis never takes two minutes. */
function forgetStale(): void {
  const { mtimeMs } = statSync(lock, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
  if (Date.now() - mtimeMs > 120_000) rmdirSync(lock)
}
