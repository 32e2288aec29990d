import { describe, expect, test } from 'vitest'
import { dealClosedRound } from '../../shared/application/circles/deal-closed-round.ts'
import type { Entry } from '../../shared/domain/circles/entry.ts'
import { hour, week } from '../../shared/domain/duration.ts'
import { circleStore, proposalStore } from '../../shared/store/circles.ts'
import { roundStore } from '../../shared/store/rounds.ts'
import type { Table } from '../../shared/store/table.ts'
import { idOf, peopleOf } from '../../tools/bench/circles/joiners.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { FaultyWorker, tableFaults } from '../support/faults.ts'

const closesAt = Date.parse('2026-11-30T00:00:00Z')
const round = { journeyId: 'sample', id: '2026-11-29', closesAt }
const next = { journeyId: 'sample', id: '2026-12-06', closesAt: closesAt + week }
/** So much of one sector that some have to wait. */
const people = peopleOf({ 'nhs-hospital': 18, ambulance: 1, student: 1 })

const depsOn = (table: Table) => ({
  table,
  proposals: proposalStore(table),
  circles: circleStore(table),
  rounds: roundStore(table),
})
const dealOn = (table: Table, { smallestPool = 10, now = closesAt + hour } = {}) =>
  dealClosedRound(depsOn(table), round, { smallestPool, zone: 'Europe/London', now })

async function joined(): Promise<MemoryTable> {
  const table = new MemoryTable()
  const { rounds } = depsOn(table)
  for (const { id, sector } of people) {
    const card: Entry['card'] = { name: 'Sam', sector, work: 'studying' }
    const nobody = { parts: [], before: [], notWith: [] }
    const entry: Entry = {
      ...nobody,
      learnerId: id,
      epoch: '00000001',
      at: closesAt - hour,
      isAdult: true,
      card,
    }
    await table.write(rounds.joinWrite(round, entry))
  }
  return table
}

/** What has become of everybody. */
async function whereabouts(table: Table) {
  const { proposals, rounds } = depsOn(table)
  const found = await Promise.all([0, 1, 2, 3].map(place => proposals.find(`sample.2026-11-29.${place}`)))
  const waiting = await rounds.entries(next)
  return {
    proposed: found.flatMap(one => (one ? [one.state.invited] : [])),
    waiting: waiting.toSorted((a, b) => (a.learnerId < b.learnerId ? -1 : 1)),
  }
}

describe('a round that has closed', async () => {
  const whole = await joined()
  const worker = new FaultyWorker()
  const outcome = await dealOn(worker.table(whole))
  const expected = await whereabouts(whole)

  test('is proposed to whoever could be placed, and takes all others along, first in line', () => {
    expect(outcome).toEqual({ is: 'dealt', proposals: 2, waiting: 6 })
    const ids = [
      ...expected.proposed.flat().map(({ id }) => id),
      ...expected.waiting.map(one => one.learnerId),
    ]
    expect(ids.toSorted()).toEqual(people.map(({ id }) => id).toSorted())
    expect(expected.waiting.every(({ isFirstInLine }) => isFirstInLine)).toBe(true)
  })

  test.each(tableFaults)('has everybody in one place alone, whichever call meets this: %s', async fault => {
    for (const number of worker.calls.keys()) {
      const table = await joined()
      const faulty = new FaultyWorker(call => (call === number + 1 ? { is: fault } : undefined))
      await dealOn(faulty.table(table)).catch(() => dealOn(table))
      expect(await whereabouts(table)).toEqual(expected)
    }
  })

  test('has everybody in one place alone, when two deal it at once and one of them again a day later', async () => {
    const table = await joined()
    await Promise.all([dealOn(table), dealOn(table)])
    await dealOn(table, { now: closesAt + 24 * hour })
    expect(await whereabouts(table)).toEqual(expected)
  })

  test('is not dealt while somebody may still be writing that they join', async () => {
    const table = await joined()
    expect(await dealOn(table, { now: closesAt + 60_000 })).toEqual({ is: 'too-early' })
    expect(await whereabouts(table)).toEqual({ proposed: [], waiting: [] })
  })

  test('is not dealt below its smallest pool, and everybody is taken along', async () => {
    const table = await joined()
    expect(await dealOn(table, { smallestPool: 30 })).toEqual({ is: 'dealt', proposals: 0, waiting: 20 })
    expect((await whereabouts(table)).waiting).toHaveLength(20)
  })

  test('keeps who left after it closed out of everything, and changes nobody else’s group', async () => {
    const table = await joined()
    const { rounds } = depsOn(table)
    const [placed, waiting] = [expected.proposed[0]?.[0]?.id ?? '', expected.waiting[0]?.learnerId ?? '']
    for (const id of [placed, waiting, idOf(99)]) await table.write(rounds.leaveWrite(round, id, closesAt))
    await dealOn(table)
    const now = await whereabouts(table)
    const gone = (id: string) => now.proposed.flat().find(one => one.id === id)?.isGone
    expect(gone(placed)).toBe(true)
    expect(now.proposed.map(group => group.map(({ id }) => id))).toEqual(
      expected.proposed.map(group => group.map(({ id }) => id)),
    )
    expect(now.waiting.map(one => one.learnerId)).toEqual(expected.waiting.slice(1).map(one => one.learnerId))
  })

  test('that is dealt after the next one has closed takes nobody along', async () => {
    const table = await joined()
    await dealOn(table, { now: next.closesAt })
    expect((await whereabouts(table)).waiting).toEqual([])
  })
})
