import { describe, expect, test } from 'vitest'
import {
  actInCircle,
  actOnProposal,
  type CircleDeps,
  writeProposals,
} from '../../shared/application/circles/act.ts'
import { proposalsOf } from '../../shared/domain/circles/dealt-round.ts'
import { day } from '../../shared/domain/duration.ts'
import { circleStore, proposalStore } from '../../shared/store/circles.ts'
import type { Table } from '../../shared/store/table.ts'
import { peopleOf } from '../../tools/bench/circles/joiners.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { FaultyWorker, tableFaults } from '../support/faults.ts'

const at = Date.parse('2026-11-30T00:00:00Z')
const people = peopleOf({ 'nhs-hospital': 10, ambulance: 6, student: 2 })
const { proposals } = proposalsOf({ journeyId: 'sample', id: '2026-11-29', at }, people, 0)

const depsOn = (table: Table): CircleDeps => ({
  table,
  proposals: proposalStore(table),
  circles: circleStore(table),
})

/** A round, as whoever works on it does all of it: everybody says yes but one of the first group, and one host passes on. */
async function work(table: Table): Promise<void> {
  const deps = depsOn(table)
  await writeProposals(deps, proposals)
  for (const { id, invited } of proposals) {
    for (const one of invited)
      await actOnProposal(deps, id, { type: 'HandOverLetter', learnerId: one.id, at: at + day })
    for (const [place, one] of invited.entries())
      await actOnProposal(deps, id, {
        type: place === 0 && id === proposals[0]?.id ? 'Decline' : 'Agree',
        learnerId: one.id,
        at: at + 2 * day,
      })
    await actOnProposal(deps, id, { type: 'CloseWhenDue', at: at + 6 * day })
  }
  const circle = await deps.circles.find(`${proposals[0]?.id}.0`)
  if (circle?.state.host)
    await actInCircle(deps, circle.state.id, {
      type: 'PassOn',
      learnerId: circle.state.members[0]?.id ?? '',
      at: at + 7 * day,
    })
}

/** What is stored, without how often it was written. */
async function stored(table: Table) {
  const deps = depsOn(table)
  const ids = proposals.map(({ id }) => id)
  const states = await Promise.all([
    ...ids.map(id => deps.proposals.find(id)),
    ...ids.flatMap(id => [0, 1].map(place => deps.circles.find(`${id}.${place}`))),
  ])
  return states.map(one => one?.state)
}

/** Begins again until it comes through. */
async function persistently(
  table: Table,
  happens: ConstructorParameters<typeof FaultyWorker>[0],
): Promise<string[]> {
  const worker = new FaultyWorker(happens)
  await work(worker.table(table)).catch(() => work(table))
  return worker.calls
}

describe('a round of circles', async () => {
  const whole = new MemoryTable()
  const calls = await persistently(whole, () => undefined)
  const expected = await stored(whole)

  test('introduces everybody who said yes to others who did, each in one circle', () => {
    const circles = expected.flatMap(one =>
      one && 'members' in one ? [one.members.map(({ id }) => id)] : [],
    )
    const saidNo = proposals[0]?.invited[0]?.id
    expect(circles.flat().toSorted()).toEqual(
      people
        .map(({ id }) => id)
        .filter(id => id !== saidNo)
        .toSorted(),
    )
    expect(circles.map(({ length }) => length).toSorted()).toEqual([3, 3, 3, 3, 5])
  })

  test.each(tableFaults)('comes out the same whichever call meets this: %s', async fault => {
    for (const number of calls.keys()) {
      const table = new MemoryTable()
      await persistently(table, call => (call === number + 1 ? { is: fault } : undefined))
      expect(await stored(table)).toEqual(expected)
    }
  })

  test('comes out the same when two deal it and all press at once', async () => {
    const table = new MemoryTable()
    const deps = depsOn(table)
    await Promise.all([writeProposals(deps, proposals), writeProposals(deps, proposals)])
    const pressed = proposals.flatMap(({ id, invited }) =>
      invited.map(one => actOnProposal(deps, id, { type: 'Agree', learnerId: one.id, at: at + 2 * day })),
    )
    expect(new Set(await Promise.all(pressed))).toEqual(new Set(['done']))
    const states = await Promise.all(proposals.map(({ id }) => deps.proposals.find(id)))
    expect(states.map(one => one?.state.closedAt)).toEqual(proposals.map(() => at + 2 * day))
  })

  test('that is dealt once more and answered otherwise, long after, changes nothing', async () => {
    const deps = depsOn(whole)
    await writeProposals(deps, proposals)
    for (const { id, invited } of proposals)
      for (const one of invited)
        expect(await actOnProposal(deps, id, { type: 'Decline', learnerId: one.id, at: at + 90 * day })).toBe(
          'closed',
        )
    expect(await stored(whole)).toEqual(expected)
  })

  test('knows no proposal and no circle that never was', async () => {
    const deps = depsOn(new MemoryTable())
    expect(await actOnProposal(deps, 'none', { type: 'CloseWhenDue', at })).toBe('gone')
    expect(await actInCircle(deps, 'none', { type: 'GoOnWhenDue', at })).toBe('gone')
  })
})
