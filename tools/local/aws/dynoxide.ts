import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { LocalProblem } from '../local-problem.ts'
import { callJson } from './call.ts'

/** A running DynamoDB emulator. */
export type Database = { endpoint: string; close(): Promise<void> }

/**
 * Starts the DynamoDB emulator with its data in a file, or uses the one that `DYNAMODB_ENDPOINT` names.
 * @param path of the database file
 * @param onCrash called if the emulator ends by itself
 * @throws {LocalProblem} if there is no emulator for this computer
 */
export async function startDatabase(path: string, onCrash: (what: string) => void): Promise<Database> {
  const binary = findBinary()
  if (binary) return startDynoxide(binary, path, onCrash)
  const endpoint = process.env['DYNAMODB_ENDPOINT']
  if (endpoint) return { endpoint, close: async () => {} }
  const name = `@dynoxide/${process.platform}-${process.arch}`
  throw new LocalProblem(
    `There is no DynamoDB emulator for this computer (${name} is not installed). Run \`npm install --no-save ${name}\`; if that package doesn't exist, start DynamoDB Local and set DYNAMODB_ENDPOINT, for example to http://127.0.0.1:8000.`,
  )
}

export function findBinary(): string | undefined {
  const name = `@dynoxide/${process.platform}-${process.arch}`
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    return join(folder, process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide')
  } catch {
    return undefined
  }
}

async function startDynoxide(
  binary: string,
  path: string,
  onCrash: (what: string) => void,
): Promise<Database> {
  mkdirSync(dirname(path), { recursive: true })
  const { host, port } = await freePlace()
  // In its own process group, so that Ctrl-C does not end the emulator before the processes that still write to it.
  const child = spawn(binary, ['serve', '--host', host, '--port', String(port), '--db-path', path], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', chunk => {
    complaint = String(chunk).trim()
  })
  const guard = endWithUs(child)
  const crashed = () => onCrash(`The DynamoDB emulator ended by itself${complaint && `: ${complaint}`}`)
  child.once('exit', crashed)
  const endpoint = `http://${host}:${port}`
  await answering(endpoint, child, () => complaint)
  indexStreams(path)
  return { endpoint, close: () => stop(child, guard, crashed) }
}

/**
 * Without an index, the emulator goes through all stream records that ever existed for each write and each read of a
 * stream. With thousands of records it does little else. This adds the index to its database; an emulator with
 * another schema stays unchanged.
 */
function indexStreams(path: string): void {
  const records = '_stream_records'
  const order = 'CAST(sequence_number AS INTEGER)'
  const database = new DatabaseSync(path, { timeout: 5000 })
  try {
    const isKnown = database
      .prepare(`SELECT 1 FROM pragma_table_info('${records}') WHERE name = 'sequence_number'`)
      .get()
    if (!isKnown) return
    database.exec(`
      CREATE INDEX IF NOT EXISTS stream_order ON ${records} (table_name, ${order});
      CREATE INDEX IF NOT EXISTS shard_order ON ${records} (table_name, shard_id, ${order})`)
  } finally {
    database.close()
  }
}

/** Ends the emulator even if this process is killed: the guard process ends it once its standard input closes. */
function endWithUs(child: ChildProcess): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const guard = spawn('sh', ['-c', 'read -r _; kill "$0"', String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  return guard
}

async function stop(
  child: ChildProcess,
  guard: ChildProcess | undefined,
  crashed: () => void,
): Promise<void> {
  child.off('exit', crashed)
  guard?.kill('SIGKILL')
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

async function answering(endpoint: string, child: ChildProcess, complaint: () => string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (child.exitCode !== null) break
    try {
      await callJson(endpoint, 'DynamoDB_20120810.ListTables', {})
      return
    } catch {
      await delay(20)
    }
  }
  throw new LocalProblem(
    `The DynamoDB emulator didn't start: ${complaint() || 'it gives no reason'}. Another copy may be using the same files; \`npm start -- --reset\` begins with new ones.`,
  )
}

/**
 * The emulator answers every website, and a script can try all ports of an address. On Linux all of 127.0.0.0/8 is
 * this machine. So the emulator listens at a random one of 16 million addresses and some 28,000 ports.
 */
const hiddenHost = (): string =>
  process.platform === 'linux'
    ? `127.${[...randomBytes(3)].map(byte => Math.min(byte, 254)).join('.')}`
    : '127.0.0.1'

async function freePlace(): Promise<{ host: string; port: number }> {
  const host = hiddenHost()
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('A TCP server without a port')
  return { host, port: address.port }
}
