import { describe, expect, it } from 'vitest'
import { day, hour } from '../../shared/domain/duration.ts'
import { holdsBy } from '../../shared/domain/hold.ts'
import { enrolmentKey } from '../../shared/store/keys.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const changing = ['--yes', '--reason', 'a test']

describe('operator release', () => {
  it('resets the breaker of a journey’s own current version, and of no other', async () => {
    const world = new World(monday)
    const { holds } = world.deps
    await world.publish()
    await world.publish(sampleJourney('other'))
    for (const [id, version] of [
      ['sample', 1],
      ['sample', 2],
      ['other', 1],
    ] as const)
      await holds.countFailures(id, version, 3, world.clock.now())
    await holds.stopSending('sender-not-verified', world.clock.now())
    const { code, stdout } = await operatorContext(world).run(['release', 'journey', 'sample', ...changing])
    expect([code, stdout]).toEqual([0, expect.stringContaining('The breaker of version 1 is reset.')])
    const left = holdsBy(await holds.all(), 'breaker').map(
      ({ scope }) => `${scope.journeyId} ${scope.version}`,
    )
    expect(left.toSorted()).toEqual(['other 1', 'sample 2'])
    expect(holdsBy(await holds.all(), 'account-fault')).toHaveLength(1)
  })
})

describe('operator who-has', () => {
  it('counts nobody who gets it no more, and names rows that it cannot read', async () => {
    const world = new World(monday)
    await world.publish()
    for (const email of ['has@example.org', 'left@example.org', 'past@example.org', 'broken@example.org'])
      await world.learner(email)
    await world.execute('left@example.org', { type: 'LeaveJourney', journeyId: 'sample' })
    await world.done('past@example.org', 'one')
    await world.passTo(monday + 2 * day + hour)
    await world.done('past@example.org', 'two')
    const { learner } = await world.person('broken@example.org')
    await world.table.write({ update: enrolmentKey(learner.id, 'sample'), set: { _: 99 } })
    const { json } = await operatorContext(world).run(['who-has', 'sample', 'one', '--json'])
    expect(json()).toMatchObject({ onItsWay: [], next: [], later: 0, unreadable: [learner.id] })
    const two = (await operatorContext(world).run(['who-has', 'sample', 'two', '--json'])).json()
    expect(two).toMatchObject({ has: [expect.any(String)], next: [], later: 1, unreadable: [learner.id] })
  })
})
