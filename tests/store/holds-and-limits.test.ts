import { expect, it } from 'vitest'
import { hour } from '../../shared/domain/duration.ts'
import {
  type Canary,
  holdsBy,
  isHeld,
  type OperatorScope,
  probed,
  recalledModules,
} from '../../shared/domain/hold.ts'
import { duePage } from '../../shared/store/due.ts'
import { holdStore } from '../../shared/store/holds.ts'
import { rowKey } from '../../shared/store/keys.ts'
import { limitStore } from '../../shared/store/limits.ts'
import { quarantineStore } from '../../shared/store/quarantine.ts'
import { onTables } from '../support/on-tables.ts'

const at = Date.parse('2026-11-23T09:00:00Z')

onTables('a hold', table => {
  const sample = { id: 'sample', version: 1 }
  const pauseOf = (scope: OperatorScope) => ({ by: 'operator', scope, why: 'a test', since: at }) as const

  it('holds back what it names, until it is lifted', async () => {
    const holds = holdStore(table())
    const [delivery, planning] = [pauseOf({ is: 'delivery' }), pauseOf({ is: 'planning' })]
    const journey = pauseOf({ is: 'journey', journeyId: 'sample' })
    for (const pause of [delivery, journey]) expect(await holds.place(pause)).toBe(true)
    const held = await holds.all()
    expect([isHeld(held, 'delivery'), isHeld(held, 'planning')]).toEqual([true, false])
    expect(recalledModules(held, 'sample')).toEqual([])
    for (const pause of [delivery, journey]) expect(await holds.lift(pause)).toBe(true)
    await holds.place(planning)
    const now = await holds.all()
    expect(now).toEqual([planning])
    expect([isHeld(now, 'delivery'), isHeld(now, 'planning'), isHeld(now, sample)]).toEqual([
      false,
      true,
      true,
    ])
  })

  it('stays as it was when it is placed again, and is lifted once', async () => {
    const holds = holdStore(table())
    const recall = pauseOf({ is: 'module', moduleId: 'two', journeyId: 'sample' })
    await holds.place(recall)
    expect(await holds.place({ ...recall, why: 'another', since: at + hour })).toBe(false)
    expect(await holds.all()).toEqual([recall])
    expect(recalledModules(await holds.all(), 'sample')).toEqual(['two'])
    expect([await holds.lift(recall), await holds.lift(recall)]).toEqual([true, false])
  })

  it('of a version trips at the third failure, and of that version only', async () => {
    const holds = holdStore(table())
    await Promise.all([holds.countFailures('sample', 1, 1, at), holds.countFailures('sample', 1, 1, at)])
    expect(isHeld(await holds.all(), sample)).toBe(false)
    await holds.countFailures('sample', 1, 1, at)
    const all = await holds.all()
    const places = [sample, { ...sample, version: 2 }, { ...sample, id: 'other' }]
    expect(places.map(place => isHeld(all, place))).toEqual([true, false, false])
  })

  it('lets a canary’s emails out exactly, whoever asks, and then no more', async () => {
    const holds = holdStore(table())
    const canary: Canary = {
      ...{ by: 'canary', scope: { is: 'journey', journeyId: 'sample' }, since: at },
      ...{ version: 1, emails: 10, left: 10 },
    }
    await holds.place(canary)
    const spent = await Promise.all([4, 4, 4, 4].map(emails => holds.spend(canary, emails, at)))
    expect(spent.reduce((a, b) => a + b)).toBe(10)
    expect([await holds.spend(canary, 1, at), isHeld(await holds.all(), sample)]).toEqual([0, true])
    await holds.lift(canary)
    expect(await holds.spend(canary, 3, at)).toBe(3)
  })

  it('lets one probe of a version out, whoever asks, and closes on no word but that of the last', async () => {
    const holds = holdStore(table())
    await holds.countFailures('sample', 1, 3, at)
    const [first] = holdsBy(await holds.all(), 'breaker')
    if (!first) throw new Error('The breaker has not tripped.')
    const spent = await Promise.all([1, 2, 3].map(() => holds.spend(first, 1, at + hour)))
    expect(spent.toSorted()).toEqual([0, 0, 1])
    const [second] = holdsBy(await holds.all(), 'breaker')
    expect(second).toEqual(probed(first, at + hour))
    expect(await holds.close(first)).toBe(false)
    await holds.noteProbe('sample', 1, at + hour, 'failed')
    expect(second && (await holds.close(second))).toBe(false)
    expect(second && (await holds.spend(second, 1, at + 2 * hour))).toBe(1)
    expect(second && (await holds.close(probed(second, at + 2 * hour)))).toBe(true)
    expect(await holds.all()).toEqual([])
  })

  it('of all that is sent keeps since when it lasts, and says why it lasts now', async () => {
    const holds = holdStore(table())
    await holds.stopSending('suspended', at)
    const [stop] = holdsBy(await holds.all(), 'account-fault')
    await holds.stopSending('sending-paused', at + hour)
    expect(await holds.all()).toEqual([{ ...stop, why: 'sending-paused', since: at, usedAt: at + hour }])
    expect(stop && (await holds.close(stop))).toBe(false)
  })
})

onTables('a network’s budget', table => {
  it('is an hour’s, exact among many at once, and refills', async () => {
    const limits = limitStore(table())
    const answers = await Promise.all(Array.from({ length: 7 }, () => limits.takeSignUp('ward', at, 5)))
    expect(answers.filter(answer => answer === 'taken')).toHaveLength(5)
    expect(await limits.takeSignUp('other ward', at, 5)).toBe('taken')
    expect(await limits.takeSignUp('ward', at + hour, 5)).toBe('taken')
    expect(await limits.takeSignUp('ward', at + hour - 1, 5)).toBe('spent')
  })
})

onTables('who cannot be worked on', table => {
  const id = '0'.repeat(24)
  const key = { pk: `L#${id}`, sk: 'E#sample' }
  const row = { ...key, dp: 'due#sample#1', ds: at, v: 7, f: '[{"told":"before"}]' }
  const ref = { learnerId: id, journeyId: 'sample', dueAt: at }
  const isDue = async () =>
    (await duePage(table(), { of: 'sample', shard: 1 }, at, 10)).refs.map(({ learnerId }) => learnerId)

  it('is tried five times, then taken off the due index, whole', async () => {
    await table().write({ put: row })
    const quarantined = quarantineStore(table())
    for (let i = 0; i < 4; i += 1) expect(await quarantined.failed(rowKey(ref), 'a bug')).toBe('tries-again')
    expect(await isDue()).toEqual([id])
    expect(await quarantined.failed(rowKey(ref), 'a bug')).toBe('quarantined')
    expect(await isDue()).toEqual([])
    expect(await table().get(key)).toMatchObject({ v: 7, quarantined: 'a bug', tries: 5 })
  })

  it('is not told of again in the stream', async () => {
    await table().write({ put: row })
    await quarantineStore(table()).failed(rowKey(ref), 'a bug')
    expect(await table().get(key)).not.toHaveProperty('f')
  })

  it('who is gone meanwhile does not come back', async () => {
    expect(await quarantineStore(table()).failed(rowKey(ref), 'a bug')).toBe('tries-again')
    expect(await table().get(key)).toBeUndefined()
  })
})
