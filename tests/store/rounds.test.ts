import { expect, it } from 'vitest'
import type { Entry } from '../../shared/domain/circles/entry.ts'
import { week } from '../../shared/domain/duration.ts'
import { roundStore } from '../../shared/store/rounds.ts'
import { idOf } from '../../tools/bench/circles/joiners.ts'
import { onTables } from '../support/on-tables.ts'

const closesAt = Date.parse('2026-11-30T00:00:00Z')
const round = { journeyId: 'sample', id: '2026-11-29', closesAt }
const anEntry = (n: number, change: Partial<Entry> = {}): Entry => ({
  learnerId: idOf(n),
  epoch: '00000001',
  at: closesAt - 1000,
  isAdult: true,
  card: { name: 'Sam', sector: 'ambulance', work: 'care-and-support' },
  parts: ['night'],
  before: [idOf(7)],
  notWith: [],
  ...change,
})

onTables('a round', table => {
  const rounds = () => roundStore(table())
  const join = (entry: Entry) => table().write(rounds().joinWrite(round, entry))
  const leave = (id: string, at: number) => table().write(rounds().leaveWrite(round, id, at))

  it('keeps nothing of where somebody is reached, nor of what they said, once that is taken away', async () => {
    const one = anEntry(1, { employer: 'a', mailbox: 'b', isFirstInLine: true })
    const gone = { card: { name: 'X', work: 'something-else' }, parts: [], isGone: true }
    for (const takesAway of [
      () => rounds().forget(round, one.learnerId),
      () => table().write(rounds().keepPlaceWrite(round, one)),
    ]) {
      await join(one)
      await takesAway()
      const left = await rounds().find(round, one.learnerId)
      expect(left).toMatchObject(gone)
      expect([left?.employer, left?.mailbox]).toEqual([undefined, undefined])
    }
  })

  it('has everybody who joined, as they said it last', async () => {
    const people = Array.from({ length: 20 }, (_, n) => anEntry(n, { employer: 'a' }))
    for (const entry of people) await join(entry)
    const anew = anEntry(3, { card: { name: 'Zoë', sector: 'student', work: 'studying' }, parts: [] })
    await join(anew)
    const entries = await rounds().entries(round)
    expect(entries).toHaveLength(20)
    expect(entries).toEqual(expect.arrayContaining([...people.slice(0, 3), anew, ...people.slice(4)]))
    expect(await rounds().entries({ ...round, id: '2026-12-06' })).toEqual([])
    expect(await rounds().entries({ ...round, journeyId: 'other' })).toEqual([])
  })

  it('is left without a trace while it is open, and as somebody who is gone from then on', async () => {
    for (const n of [1, 2]) await join(anEntry(n))
    await leave(idOf(1), closesAt - 1)
    await leave(idOf(2), closesAt)
    await leave(idOf(3), closesAt)
    expect(await rounds().entries(round)).toEqual([anEntry(2, { isGone: true })])
  })

  it('takes along who waited, once, first in line, also if they join by themselves before or after', async () => {
    await join(anEntry(1, { parts: ['early'] }))
    for (const n of [1, 2, 2]) await rounds().admitWaiting(round, anEntry(n))
    await join(anEntry(2, { parts: [] }))
    const entries = await rounds().entries(round)
    expect(entries.toSorted((a, b) => (a.learnerId < b.learnerId ? -1 : 1))).toEqual([
      anEntry(1, { parts: ['early'], isFirstInLine: true }),
      anEntry(2, { parts: [], isFirstInLine: true }),
    ])
  })

  it('is forgotten after a quarter', async () => {
    await join(anEntry(1))
    const shards = Array.from({ length: 16 }, (_, shard) => table().query(`round#sample.2026-11-29#${shard}`))
    expect((await Promise.all(shards)).flat().map(({ ttl }) => ttl)).toEqual([(closesAt + 13 * week) / 1000])
  })
})
