import { expect, it } from 'vitest'
import { duePage } from '../../shared/store/due.ts'
import { limitStore } from '../../shared/store/limits.ts'
import { setAsideStore } from '../../shared/store/set-aside.ts'
import { switchStore } from '../../shared/store/switches.ts'
import { onTables } from '../support/on-tables.ts'

const at = Date.parse('2026-11-23T09:00:00Z')
const hour = 60 * 60_000

onTables('a switch', table => {
  it('holds back what it names, until it is off', async () => {
    const switches = switchStore(table())
    await switches.set('delivery', true, at)
    await switches.set({ journey: 'sample' }, true, at)
    const held = await switches.holds()
    expect([held.delivery, held.planning, [...held.journeys]]).toEqual([true, false, ['sample']])
    await switches.set('delivery', false, at)
    await switches.set({ journey: 'sample' }, false, at)
    await switches.set('planning', true, at)
    const now = await switches.holds()
    expect([now.delivery, now.planning, now.journeys.size]).toEqual([false, true, 0])
  })

  it('of a version trips at the third failure, and of that version only', async () => {
    const switches = switchStore(table())
    await Promise.all([switches.countFailure('sample', 1, 1, at), switches.countFailure('sample', 1, 1, at)])
    expect((await switches.holds()).broken('sample', 1)).toBe(false)
    await switches.countFailure('sample', 1, 1, at)
    const { broken } = await switches.holds()
    expect([broken('sample', 1), broken('sample', 2), broken('other', 1)]).toEqual([true, false, false])
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
    const setAside = setAsideStore(table())
    for (let i = 0; i < 4; i += 1) expect(await setAside.failed(ref, 'a bug')).toBe('tries-again')
    expect(await isDue()).toEqual([id])
    expect(await setAside.failed(ref, 'a bug')).toBe('set-aside')
    expect(await isDue()).toEqual([])
    expect(await table().get(key)).toMatchObject({ v: 7, setAside: 'a bug', tries: 5 })
  })

  it('is not told of again in the stream', async () => {
    await table().write({ put: row })
    await setAsideStore(table()).failed(ref, 'a bug')
    expect(await table().get(key)).not.toHaveProperty('f')
  })

  it('who is gone meanwhile does not come back', async () => {
    expect(await setAsideStore(table()).failed(ref, 'a bug')).toBe('tries-again')
    expect(await table().get(key)).toBeUndefined()
  })
})
