import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { day } from '../../shared/domain/duration.ts'
import { openPublishing } from '../../tools/journeys/open-publishing.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { aJourneyFolder } from '../support/authored-journey.ts'
import { promptJourney } from '../support/doings.ts'
import { FakeTerminal } from '../support/operator-context.ts'
import { type System, startSystem } from './fixture/system.ts'

let folder = ''
let system: System
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publishing-'))
  await mkdir(join(folder, 'good'))
  for (const { name, text } of aJourneyFolder().files) await writeFile(join(folder, 'good', name), text)
  system = await startSystem(promptJourney('shiftworks'), '2030-01-07T10:00:00Z')
  vi.stubEnv('AWS_PORT', new URL(system.local.aws).port)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await system?.close()
  await rm(folder, { recursive: true, force: true })
})

async function publish(): Promise<void> {
  const io = new FakeTerminal()
  const args = ['--folder', folder, 'publish', 'good', '--local', '--yes']
  expect(await runJourneys(args, { io, connect: openPublishing }), io.stdout + io.stderr).toBe(0)
}

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
