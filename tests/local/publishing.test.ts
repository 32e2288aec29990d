import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { day } from '../../shared/domain/duration.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { openPublishing } from '../../tools/journeys/open-publishing.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { ownClients, ownTable } from '../../tools/local/own-clients.ts'
import { aJourneyFolder } from '../support/authored-journey.ts'
import { promptJourney } from '../support/doings.ts'
import { FakeTerminal } from '../support/operator-context.ts'
import { aPhoto } from '../support/pictures.ts'
import { type System, startSystem } from './fixture/system.ts'

let folder = ''
let system: System
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publishing-'))
  await mkdir(join(folder, 'good'))
  const picture = { replace: 'Somebody holds a door.', by: '![A door, held open](door.jpg)' }
  for (const { name, text } of aJourneyFolder(picture).files)
    await writeFile(join(folder, 'good', name), text)
  await writeFile(join(folder, 'good', 'door.jpg'), await aPhoto())
  system = await startSystem(promptJourney('shiftworks'), '2030-01-07T10:00:00Z')
  vi.stubEnv('AWS_PORT', new URL(system.local.aws).port)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await system?.close()
  await rm(folder, { recursive: true, force: true })
})

async function publish(): Promise<string> {
  const io = new FakeTerminal()
  const args = ['--folder', folder, 'publish', 'good', '--local', '--yes']
  expect(await runJourneys(args, { io, connect: openPublishing }), io.stdout + io.stderr).toBe(0)
  return io.stdout
}

it('publishes pictures at one address for everybody, which says nothing of who asks', async () => {
  expect(await publish()).toMatch(/good: door\.jpg: \d+ KB became \d+ KB, shown 528 × 352 pixels/)
  const journeys = journeyStore(ownTable(system.local.wiring, ownClients(system.local).dynamo))
  const page = await journeys.page('good', 1, 'first')
  const [address = ''] = /http:[^"\\]*\/pictures\/[0-9a-f]{32}\.jpg/.exec(page?.html ?? '') ?? []
  expect(address.startsWith(system.local.website)).toBe(true)
  const answers = await Promise.all([
    fetch(address),
    fetch(`${address}?who=sam`, { headers: { cookie: 'who=sam', 'user-agent': 'Sam' } }),
  ])
  const shown = await Promise.all(answers.map(async answer => Buffer.from(await answer.arrayBuffer())))
  expect(shown[0]?.equals(shown[1] ?? Buffer.alloc(0))).toBe(true)
  expect(await sharp(shown[0]).metadata()).toMatchObject({ format: 'jpeg', width: 1056 })
  for (const { status, headers } of answers) {
    expect([status, headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(headers.get('cache-control')).toContain('immutable')
    expect(headers.get('set-cookie')).toBeNull()
  }
  expect((await fetch(address, { method: 'POST' })).status).toBe(403)
  expect((await fetch(new URL('/pictures/..%2f..%2fsecrets.json', address))).status).toBe(403)
})

it('publishes by the clock of the system on this machine, which may have been moved', async () => {
  await publish()
  await system.pass(10 * day)
  const { said } = await system.operator('audit', '--days', '12')
  const [{ at } = { at: 0 }] = (said as { what: string; at: number }[]).filter(
    ({ what }) => what === 'journeys publish',
  )
  const ago = system.local.clock.now() - at
  expect(ago / day).toBeGreaterThanOrEqual(10)
  expect(ago / day).toBeLessThan(11)
})
