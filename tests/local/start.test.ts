import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readJourneys } from '../../tools/local/journeys.ts'

const folder = mkdtempSync(join(tmpdir(), 'shiftworks-start-'))
afterAll(() => rmSync(folder, { recursive: true }))

const script = join(import.meta.dirname, '../../tools/local/start.ts')

/** `npm start`, on any ports that are free unless told otherwise. */
function start(
  env: Record<string, string> = {},
  args: string[] = [],
  command: [string, ...string[]] = [process.execPath, script],
) {
  const [program, ...first] = command
  const child = spawn(program, [...first, ...args], {
    env: { ...process.env, LOCAL_DATA_DIR: folder, PORT: '0', AWS_PORT: '0', ...env },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk
    })
  const ended = once(child, 'exit').then(([code]) => ({ code: code as number, said: () => said }))
  return { child, ended, said: () => said }
}

async function until(condition: () => boolean, child: ChildProcess): Promise<void> {
  while (!condition() && child.exitCode === null) await new Promise(resolve => setTimeout(resolve, 50))
}

const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some(address => address?.address === '::1')

test.each([['127.0.0.1'], ...(hasIpv6 ? [['::1']] : [])])(
  'a port that is taken at %s: says which and what to do, exit code 1',
  async host => {
    const other = createServer().listen(0, host)
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const { code, said } = await start({ PORT: String(port) }).ended
    other.close()
    expect(code).toBe(1)
    expect(said()).toContain(`Port ${port} is taken by another program`)
    expect(said()).toContain(`PORT=${port + 1} npm start`)
    expect(said()).not.toContain('    at ')
  },
)

test.each([
  [{}, ['--rest'], '"--rest" is no option'],
  [{ PORT: 'high' }, [], 'PORT=high is not a number'],
  [{ AWS_PORT: '99999' }, [], 'AWS_PORT=99999 is not a number'],
  [{}, ['--help'], '--reset   begin anew'],
])('%j %j is answered by the usage, exit code 1', async (env, args, message) => {
  const { code, said } = await start(env, args).ended
  expect(code).toBe(1)
  expect(said()).toContain(message)
})

test('a broken journey is named by file and line', async () => {
  const journeys = join(folder, 'journeys')
  mkdirSync(join(journeys, 'broken'), { recursive: true })
  writeFileSync(join(journeys, 'broken', 'journey.md'), '---\ntitle: Broken\n---\n')
  await expect(readJourneys(journeys)).rejects.toThrow(/broken\/journey\.md:\d+ /)
})

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise(closed => server.close(closed))
  return port
}

/** Asks until somebody listens; what is asked while the app starts must be answered too. */
async function firstAnswer(website: string, child: ChildProcess): Promise<Response | undefined> {
  while (child.exitCode === null) {
    const answer = await fetch(website).catch(() => undefined)
    if (answer) return answer
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return undefined
}

test('the real app starts, answers also meanwhile, and stops without leaving anything running', async () => {
  const port = await freePort()
  const website = `http://localhost:${port}`
  const { child, ended, said } = start({ PORT: String(port) })
  const early = await firstAnswer(website, child)
  expect([early?.status, early?.headers.get('refresh')]).toEqual([503, '2'])
  expect(said()).toMatch(/^ShiftWorks is starting on this machine …\n/)
  await until(() => said().includes('Ctrl-C'), child)
  const [site, inbox] = await Promise.all([fetch(`${website}/`), fetch(`${website}/_local/`)])
  expect([site.status, inbox.status]).toEqual([200, 200])
  const [head, twoSlashes] = await Promise.all([fetch(website, { method: 'HEAD' }), fetch(`${website}//`)])
  expect(head.headers.get('content-length')).toBe(site.headers.get('content-length'))
  expect(twoSlashes.status).toBe(404)
  child.kill('SIGINT')
  const { code } = await ended
  expect(code).toBe(0)
  expect(execFileSync('ps', ['-e', '-o', 'args'], { encoding: 'utf8' })).not.toContain(folder)
})

test("stops when npm's shell is ended, as by a signal to npm", async () => {
  // With something to do afterwards, so that no shell puts Node in its own place.
  const shell: [string, ...string[]] = ['sh', '-c', '"$0" "$1"; exit', process.execPath, script]
  const { child, said } = start({ npm_lifecycle_event: 'start' }, [], shell)
  await until(() => said().includes('Ctrl-C'), child)
  const silent = once(child, 'close')
  child.kill('SIGTERM')
  await silent
  expect(said()).toContain('Stopping …')
  expect(execFileSync('ps', ['-e', '-o', 'args'], { encoding: 'utf8' })).not.toContain(folder)
})
