import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proposalsOf } from '../../shared/domain/circles/dealt-round.ts'
import { decideProposal } from '../../shared/domain/circles/decide-proposal.ts'
import { circlesOf } from '../../shared/domain/circles/introductions.ts'
import { evolveProposal, type Proposal, propose } from '../../shared/domain/circles/proposal.ts'
import { roundAt } from '../../shared/domain/circles/round.ts'
import { day } from '../../shared/domain/duration.ts'
import { pools } from '../../tools/bench/circles/joiner-pools.ts'
import { idOf, peopleOf } from '../../tools/bench/circles/joiners.ts'

const at = Date.parse('2026-11-30T00:00:00Z')
const round = { journeyId: 'sample', id: '2026-11-29', at }

describe('a round', () => {
  test.each([
    ['on its Monday', '2026-11-23T00:00:00Z', '2026-11-29', '2026-11-30T00:00:00Z'],
    ['late on its Sunday', '2026-11-29T23:59:59Z', '2026-11-29', '2026-11-30T00:00:00Z'],
    ['on the Monday after', '2026-11-30T00:00:00Z', '2026-12-06', '2026-12-07T00:00:00Z'],
    ['in summer', '2026-07-05T22:59:59Z', '2026-07-05', '2026-07-05T23:00:00Z'],
    ['after midnight in summer', '2026-07-05T23:00:00Z', '2026-07-12', '2026-07-12T23:00:00Z'],
    ['on the Sunday of 25 hours', '2026-10-25T23:30:00Z', '2026-10-25', '2026-10-26T00:00:00Z'],
    ['on the Sunday of 23 hours', '2026-03-29T22:30:00Z', '2026-03-29', '2026-03-29T23:00:00Z'],
  ])('closes on Sunday night in London: joined %s', (_, joined, id, closesAt) => {
    expect(roundAt(Date.parse(joined), 'Europe/London')).toEqual({ id, closesAt: Date.parse(closesAt) })
  })

  test('proposes groups with ids of its own, and nobody twice', () => {
    const people = peopleOf({ 'nhs-hospital': 20, ambulance: 10, student: 10 })
    const { proposals, waiting } = proposalsOf(round, people, 30)
    expect(proposals.map(({ id }) => id)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map(place => `sample.2026-11-29.${place}`),
    )
    const all = [...proposals.flatMap(({ invited }) => invited.map(({ id }) => id)), ...waiting]
    expect(all.toSorted()).toEqual(people.map(({ id }) => id).toSorted())
    const sectorOf = new Map(people.map(({ id, sector }) => [id, sector]))
    for (const { id, sector } of proposals.flatMap(({ invited }) => invited))
      expect(sectorOf.get(id)).toBe(sector)
  })

  test('is not dealt below its smallest pool: all are first in line for the next', () => {
    const people = peopleOf({ 'nhs-hospital': 15, ambulance: 14 })
    expect(proposalsOf(round, people, 30)).toEqual({
      proposals: [],
      waiting: people.map(({ id }) => id).toSorted(),
    })
    expect(proposalsOf(round, people, 29).proposals).toHaveLength(5)
  })

  test('is proposed alike by whoever asks again, in any order', () => {
    const asked = pools(0, 40).chain(people =>
      fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
    )
    fc.assert(
      fc.property(asked, ([people, again]) => {
        expect(proposalsOf(round, again, 0)).toEqual(proposalsOf(round, people, 0))
      }),
      { numRuns: 20 },
    )
  })
})

describe('circles of a proposal', () => {
  const sectors = ['student', 'student', 'ambulance', 'ambulance', 'ambulance', 'student'] as const
  const invited = sectors.map((sector, n) => ({ id: idOf(n), sector }))

  /** Those who say yes, and the circles that come of it at the end. */
  function circlesAfter(id: string, ...agreed: number[]) {
    let proposal: Proposal = propose(id, invited, at)
    for (const who of agreed)
      for (const event of decideProposal(proposal, { type: 'Agree', learnerId: idOf(who), at }).events) {
        proposal = evolveProposal(proposal, event)
        if (event.type === 'ProposalClosed') return circlesOf(proposal, event)
      }
    const { events } = decideProposal(proposal, { type: 'CloseWhenDue', at: at + 10 * day })
    return events.flatMap(event => (event.type === 'ProposalClosed' ? circlesOf(proposal, event) : []))
  }

  test('hold who said yes and say nothing of anybody else', () => {
    const [circle, ...others] = circlesAfter('p', 0, 2, 3)
    expect(others).toEqual([])
    expect(circle).toMatchObject({ id: 'p.0', at: at + 10 * day, turn: 0 })
    expect(circle?.members.map(({ id }) => id).toSorted()).toEqual([0, 2, 3].map(idOf))
    for (const who of [1, 4, 5]) expect(JSON.stringify(circle)).not.toContain(idOf(who))
    expect(circle?.members.every(member => Object.keys(member).length === 2)).toBe(true)
  })

  test('are two with an id each where all six said yes', () => {
    expect(circlesAfter('p', 0, 1, 2, 3, 4, 5).map(({ id, members }) => [id, members.length])).toEqual([
      ['p.0', 3],
      ['p.1', 3],
    ])
  })

  test('are hosted first by anybody, and not by whose id or sector comes first', () => {
    const first = Array.from({ length: 60 }, (_, n) => circlesAfter(`p${n}`, 0, 2, 3)[0]?.host)
    for (const who of [0, 2, 3]) expect(first.filter(id => id === idOf(who)).length).toBeGreaterThan(8)
  })
})
