import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const enough = 1_000_000_000

/** In memory, on Linux with a gigabyte free there: at each of their writes, emulators wait for a disk five times as long as the write takes. */
function quickest(): string {
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > enough ? memory : tmpdir()
}

/** A folder for what tests write, which goes when this process ends, with all that they have left in it. */
export function runFolder(): string {
  const folder = mkdtempSync(join(quickest(), 'shiftworks-tests-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}
