import { afterEach, describe, expect, it } from 'vitest'
import { auditStore } from '../../shared/store/audit.ts'
import { replayStore } from '../../shared/store/replays.ts'
import type { OperatorDeps } from '../../tools/operator/deps.ts'
import type { World } from '../../tools/simulation/world.ts'
import { brokenHour } from '../support/broken-hour.ts'
import { busOf, FakeArchive } from '../support/fake-archive.ts'
import { type ConsoleVisit, visitConsole } from '../support/operator-console.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function visit(world: World, change: Partial<OperatorDeps> = {}): Promise<ConsoleVisit> {
  const visited = await visitConsole(world, change)
  closers.push(visited.close)
  return visited
}

const window = { from: '2026-11-23T08:00', to: '2026-11-23T10:00', rate: '50' }
const why = { why: 'start-journey was broken' }

/** Tries a replay out. @returns the address of the page that does it. */
async function tryOut({ press, ended }: ConsoleVisit, form: Record<string, string>): Promise<string> {
  const dryRun = await ended(await press('/replay', form))
  expect(dryRun).toMatch(/would change[\s\S]*3 events, 3 people: 3 JourneyStarted, 3 ModuleEmailed/)
  return /href="(\/replay\/run\/[^"]+)"/.exec(dryRun)?.[1] ?? ''
}

const modulesOf = (world: World) => world.ses.delivered.filter(({ kind }) => kind === 'module_one').length

const trail = async (world: World) =>
  (await auditStore(world.table).between(0, world.clock.now() + 1)).map(({ what, about, outcome }) => [
    what,
    about['source'],
    about['resumed'] ?? false,
    outcome,
  ])

/** Something that waits at its first call until it is let go. */
function gate() {
  const [reached, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  return {
    reached: reached.promise,
    open: opened.resolve,
    async pass(): Promise<void> {
      reached.resolve()
      await opened.promise
    },
  }
}

describe('the console’s replay of the archive', () => {
  it('lets what was swallowed happen, after a dry run, with both side by side', async () => {
    const world = await brokenHour()
    const console_ = await visit(world)
    const rows = JSON.stringify([...world.table.rows])
    const run = await tryOut(console_, window)
    expect((await console_.get(run)).page).toContain('Replay 6 events on local?')
    expect(JSON.stringify([...world.table.rows])).toBe(rows)
    const page = await console_.ended(await console_.press(run, why))
    expect(page).toContain('The replay is done')
    expect(page).toMatch(/people changed<\/th>\s*<td[^>]*>3<\/td>\s*<td[^>]*>3</)
    expect(modulesOf(world)).toBe(3)
    expect(await trail(world)).toEqual([['replay', 'archive', false, 'done']])
    const again = await console_.get(run)
    expect([again.status, again.page]).toEqual([400, expect.stringContaining('is not known any more')])
  })

  it('only to the rules that are ticked', async () => {
    const world = await brokenHour()
    const console_ = await visit(world)
    const dryRun = await console_.ended(await console_.press('/replay', { ...window, rule: 'foreign' }))
    expect(dryRun).toMatch(/events[\s\S]*0 events/)
    expect(modulesOf(world)).toBe(0)
  })

  it('is cancelled for good where somebody stops it', async () => {
    const world = await brokenHour()
    const archive = new FakeArchive(world)
    archive.perLook = 1
    const { reached, open, pass } = gate()
    const held: OperatorDeps['archive'] = {
      rules: () => archive.rules(),
      start: asked => archive.start(asked),
      cancel: name => archive.cancel(name),
      async describe(name) {
        await pass()
        return archive.describe(name)
      },
    }
    const console_ = await visit(world, { archive: held })
    const work = await console_.press(await tryOut(console_, window), why)
    await reached
    await console_.press(`${work}/stop`)
    open()
    const page = await console_.ended(work)
    expect(page).toContain('The replay was cancelled')
    expect(page).not.toContain('Go on with it')
    expect((await console_.get('/replay')).page).not.toContain('/replay/resume/')
    expect([...archive.replays.values()]).toMatchObject([{ cancelled: true, told: 1 }])
  })
})

describe('a replay that was stopped in the console', () => {
  it('goes on there, with a reason of its own, and tells nobody twice', async () => {
    const world = await brokenHour()
    const { reached, open, pass } = gate()
    const bus: OperatorDeps['bus'] = {
      async put(events) {
        await pass()
        await busOf(world).put(events)
      },
    }
    const console_ = await visit(world, { bus })
    const work = await console_.press(await tryOut(console_, { rate: '50', journey: 'sample' }), why)
    await reached
    await console_.press(`${work}/stop`)
    open()
    const stopped = await console_.ended(work)
    const resume = /href="(\/replay\/resume\/[^"]+)">Go on with it/.exec(stopped)?.[1] ?? ''
    expect(modulesOf(world)).toBe(1)

    expect((await console_.get('/replay')).page).toContain(`href="${resume}"`)
    expect((await console_.get(resume)).page).toContain('Go on with the replay')
    const page = await console_.ended(await console_.press(resume, { why: 'all is calm again' }))
    expect(page).toContain('The replay is done')
    expect(modulesOf(world)).toBe(3)
    expect(await replayStore(world.table).list()).toMatchObject([{ state: 'done' }])
    expect(await trail(world)).toEqual([
      ['replay', 'histories', true, 'done'],
      ['replay', 'histories', false, 'done'],
    ])
    const over = await console_.get(resume)
    expect([over.status, over.page]).toEqual([400, expect.stringContaining('Unfinished: none.')])
  })
})
