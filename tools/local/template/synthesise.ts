import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { day } from '../../../shared/domain/duration.ts'
import { LocalProblem } from '../local-problem.ts'

const root = resolve(import.meta.dirname, '../../..')
const build = join(root, '.build')
const lock = join(build, 'synthesising.pid')
/** The sources of the synthesised app. */
const sources = ['infra', 'functions', 'shared', 'package-lock.json', 'cdk.json']

/**
 * Runs the CDK app for the local stage, which also bundles the functions. Does nothing if no source has changed since
 * the last run.
 * @param say told what takes long
 * @returns the folder with the cloud assembly
 * @throws {LocalProblem} with the app's output, if it fails
 */
export async function synthesise(say: (line: string) => void = () => {}): Promise<string> {
  const folder = join(build, `assembly-${fingerprint()}`)
  await underLock(say, async () => {
    if (existsSync(folder)) return
    say(
      'Bundling the functions, since their sources are new or have changed: half a minute, longer on a busy machine …',
    )
    forgetOld()
    const draft = join(build, 'assembly-draft')
    rmSync(draft, { recursive: true, force: true })
    await runApp(draft)
    renameSync(draft, folder)
  })
  return folder
}

async function runApp(folder: string): Promise<void> {
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
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(root, source)
    const below = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()
      : ['']
    for (const name of below) {
      const { mtimeMs, size } = statSync(join(path, name))
      hash.update(`${source}/${name} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** Deletes old bundles. A running local stack may still use yesterday's, so these stay. */
function forgetOld(): void {
  for (const name of readdirSync(build)) {
    const path = join(build, name)
    if (name.startsWith('assembly-') && Date.now() - statSync(path).mtimeMs > day)
      rmSync(path, { recursive: true })
  }
}

/** Runs the work under a lock, because all processes share one folder of bundles. */
async function underLock(say: (line: string) => void, work: () => Promise<void>): Promise<void> {
  mkdirSync(build, { recursive: true })
  if (!acquireLock()) {
    say('Another start bundles the functions at this moment: waiting for it …')
    while (!acquireLock()) await delay(100)
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function acquireLock(): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (holderIsGone()) rmSync(lock, { force: true })
    return false
  }
}

/** The process was killed while it held the lock. */
function holderIsGone(): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
