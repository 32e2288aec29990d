import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { enTogether } from '../../shared/texts/en-together.ts'
import { fillFolder } from '../../tools/demo/fill-folder.ts'
import { playLife } from '../../tools/demo/life.ts'
import { publishJourneys, readJourneys } from '../../tools/local/journeys.ts'
import { settingOf } from '../../tools/local/own-clients.ts'
import { startLocal } from '../../tools/local/start-local.ts'
import { DataFolder } from '../../tools/local/state/data-folder.ts'
import { readAssembly } from '../../tools/local/template/assembly.ts'
import { synthesise } from '../../tools/local/template/synthesise.ts'
import { readWiring } from '../../tools/local/template/wiring.ts'
import { connect } from '../../tools/operator/aws/connect.ts'
import { operate } from '../../tools/operator/operate.ts'
import { FakeTerminal } from '../support/operator-context.ts'

const folder = mkdtempSync(join(tmpdir(), 'shiftworks-demo-'))
afterAll(() => rmSync(folder, { recursive: true }))

const script = join(import.meta.dirname, '../../tools/demo/demo.ts')

/** `npm run demo`, over a folder in which something is, until it ends by itself. */
async function demo(args: string[], env: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(folder, 'used-'))
  writeFileSync(join(dataDir, 'table.db'), 'mine')
  const options = { env: { ...process.env, LOCAL_DATA_DIR: dataDir, ...env } }
  return new Promise<{ code: unknown; said: string; kept: string[] }>(resolve =>
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error?.code, said: stdout + stderr, kept: readdirSync(dataDir) }),
    ),
  )
}

test('refuses to overwrite a local stack that somebody has used', async () => {
  const { code, said, kept } = await demo([])
  expect(code).toBe(1)
  expect(said).toContain('npm run demo -- --reset')
  expect(kept).toEqual(['table.db'])
})

test('takes nothing away where it cannot start afterwards', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const { code, said, kept } = await demo(['--reset'], { PORT: String(port) })
  other.close()
  expect(code).toBe(1)
  expect(said).toContain(`PORT=${port + 1} npm run demo`)
  expect(kept).toEqual(['table.db'])
})

test('the local stack goes on from where the made-up people are', async () => {
  const dataDir = join(folder, 'filled')
  const journeys = await readJourneys()
  const wiring = readWiring(readAssembly(await synthesise()), { website: 'http://localhost:1', aws: '' })
  const played = await playLife({
    ...{ people: 120, weeks: 6, seed: 1, end: Date.now(), journeys, say: () => {} },
    ...{ tableName: settingOf(wiring, 'TABLE_NAME'), publicUrl: 'http://localhost:1' },
  })
  await fillFolder(await DataFolder.open(dataDir, false), wiring, played)
  const local = await startLocal({ port: 0, awsPort: 0, dataDir })
  try {
    const said: string[] = []
    await publishJourneys(local, line => void said.push(line), journeys)
    expect(said.join()).toContain('nothing has changed')
    const together = await (await fetch(`${local.website}/together`)).text()
    expect(together).not.toContain(enTogether.none.title)
    const link = local.inbox
      .emails()
      .flatMap(({ html }) => /http:\/\/localhost:1(\/modules\/[^"]+)/.exec(html)?.[1] ?? [])
      .at(-1)
    expect((await fetch(`${local.website}${link?.replaceAll('&amp;', '&')}`)).status).toBe(200)
    const io = new FakeTerminal()
    const env = { AWS_PORT: new URL(local.aws).port }
    await operate(['reconcile', '--local', '--json'], { io, connect, env })
    expect((JSON.parse(io.stdout) as { findings: unknown[] }).findings).toEqual([])
  } finally {
    await local.close()
  }
})
