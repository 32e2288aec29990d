import { describe, expect, it } from 'vitest'
import { closeInSegments } from '../../shared/application/close-mirror.ts'
import type { ScheduleId } from '../../shared/contracts/schedules.ts'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import type { Schedules } from '../../tools/operator/status/schedules.ts'
import type { Status } from '../../tools/operator/status/status.ts'
import type { World } from '../../tools/simulation/world.ts'
import { afterModuleOne } from '../support/after-module-one.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

const allOn: Schedules = { tick: 'on', 'fold-statistics': 'on', mondays: 'on', circles: 'on' }

/** What a status says of functions, and what needs somebody: in words, and as JSON. */
async function atWork(world: World, change: Partial<Schedules> = {}) {
  const context = operatorContext(world, { schedules: async () => ({ ...allOn, ...change }) })
  const { stdout, code } = await context.run(['status'])
  const { atWork: seen, troubles } = (await context.run(['status', '--json'])).json() as Status
  return { code, words: stdout.split('\nlast at work')[1] ?? '', seen, troubles }
}

/** Three people for whom module two falls due at the same moment, two days later. */
const aQuietMonday = () => afterModuleOne(monday, ['ann@example.org', 'ben@example.org', 'cat@example.org'])

describe('of each function, status', () => {
  it('says when it was last seen at work, which have nothing to do and until when, and what it cannot know', async () => {
    const world = await aQuietMonday()
    const since = world.clock.now()
    world.clock.setTo(monday + 6 * hour)
    expect((await atWork(world)).words).toContain(
      'deliver-due: nothing to do for a day; SES took an email of',
    )
    world.clock.setTo(monday + day + 10 * hour)
    const { seen, words } = await atWork(world)
    const names = ['deliver-due', 'ses-feedback', 'publish-events'] as const
    expect(Object.keys(seen)).toEqual(names)
    for (const name of names) {
      const { at = 0, is } = seen[name] ?? {}
      expect([name, Math.abs(at - since) < 10 * minute, is]).toEqual([name, true, 'idle'])
    }
    expect(words).toMatch(
      /deliver-due: nothing to do before Wed 25 Nov 2026 09:\d\d; SES took an email of Mon 23 Nov 2026 09:\d\d\n/,
    )
    expect(words).toMatch(/ses-feedback: nothing to do; SES told what became of one of Mon 23 Nov 2026 09:/)
    expect(words).toContain('the other functions leave no such mark, nor does a run that has nothing to do;')
  })

  it('says that it is at work while there is something to do, and behind where nothing comes of it', async () => {
    const world = await aQuietMonday()
    world.clock.setTo(monday + 2 * day + 3 * minute)
    expect((await atWork(world)).words).toContain('deliver-due: at work, 3 due; SES took')
    world.clock.setTo(monday + 2 * day + hour)
    expect((await atWork(world)).words).toContain('deliver-due: BEHIND; SES took')
    // Sent, but nobody counts it yet, and SES's word of it is on its way.
    await world.tick()
    expect((await atWork(world)).seen).toMatchObject({
      'deliver-due': { is: 'idle' },
      'ses-feedback': { is: 'at-work' },
      'publish-events': { is: 'at-work' },
    })
    world.clock.setTo(world.clock.now() + 16 * minute)
    expect((await atWork(world)).words).toMatch(
      /ses-feedback: BEHIND\n.*publish-events: BEHIND; counted what happened until Mon/s,
    )
    await world.settle()
    await world.feedback()
    const { seen } = await atWork(world)
    expect(Object.values(seen).map(({ is }) => is)).toEqual(['idle', 'idle', 'idle'])
  })

  it('says that the weekly closing is behind where a Monday night has gone without one', async () => {
    const world = await aQuietMonday()
    const mirror = mirrorStore(world.table)
    await closeInSegments({ ...world.deps, mirror, table: world.table }, Number.MAX_SAFE_INTEGER)
    const closing = async () => (await atWork(world)).seen['close-mirror']
    expect(await closing()).toEqual({ at: world.clock.now(), is: 'idle' })
    world.clock.setTo(monday + 19 * hour)
    expect((await closing())?.is).toBe('idle')
    expect((await atWork(world, { mondays: 'off' })).seen['close-mirror']?.is).toBe('stopped')
    world.clock.setTo(monday + 21 * hour)
    expect((await closing())?.is).toBe('behind')
  })

  it('says that nothing starts it by the clock any more, also in a night in which nothing is due', async () => {
    const world = await aQuietMonday()
    world.clock.setTo(monday + 10 * hour)
    expect(await atWork(world)).toMatchObject({ code: 0, troubles: [] })
    const off = await atWork(world, { tick: 'off' })
    expect(off).toMatchObject({ code: 1, seen: { 'deliver-due': { is: 'stopped' } } })
    expect(off.words).toContain('deliver-due: STOPPED; SES took an email of')
    expect(off.troubles).toEqual([
      'deliver-due does not run by the clock, as its rule is switched off: aws events enable-rule --name ShiftWorks-local-tick',
    ])
    world.clock.setTo(monday + 3 * day)
    expect((await atWork(world, { tick: 'off' })).seen['deliver-due']?.is).toBe('stopped')
  })

  it.each<[ScheduleId, string]>([
    ['tick', 'deliver-due'],
    ['fold-statistics', 'publish-events'],
    ['mondays', 'close-mirror'],
    ['circles', 'deal-circles'],
  ])('says that the rule %s is not there', async (id, name) => {
    expect(await atWork(await aQuietMonday(), { [id]: 'missing' })).toMatchObject({
      code: 1,
      troubles: [
        `${name} does not run by the clock, as there is no rule ShiftWorks-local-${id}: deploy the service stack again.`,
      ],
    })
  })

  it('says nothing to do of what holds it back: a journey on hold makes nobody wait', async () => {
    const world = await aQuietMonday()
    await operatorContext(world).run(['hold', 'journey', 'sample', '--yes', '--reason', 'a test'])
    world.clock.setTo(monday + 3 * day)
    expect((await atWork(world)).seen['deliver-due']?.is).toBe('idle')
  })
})
