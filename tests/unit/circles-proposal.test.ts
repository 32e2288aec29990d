import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideProposal, type ProposalCommand } from '../../shared/domain/circles/decide-proposal.ts'
import {
  answerBy,
  evolveProposal,
  Proposal,
  ProposalEvent,
  proposalDueAt,
  propose,
} from '../../shared/domain/circles/proposal.ts'
import { day, hour } from '../../shared/domain/duration.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { idOf } from '../../tools/bench/circles/joiners.ts'

const monday = Date.parse('2026-11-30T00:00:00Z')
const six: readonly Sector[] = [
  'nhs-hospital',
  'nhs-hospital',
  'nhs-hospital',
  'ambulance',
  'ambulance',
  'student',
]
const proposed = (sectors: readonly Sector[] = six): Proposal =>
  propose(
    'round 1',
    sectors.map((sector, n) => ({ id: idOf(n), sector })),
    monday,
  )

type Happening = [type: 'HandOverLetter' | 'Agree' | 'Decline' | 'Go', who: number, after: number]

/** A proposal, and what its group hears of it. */
class Course {
  proposal: Proposal
  closings: Extract<ProposalEvent, { type: 'ProposalClosed' }>[] = []

  constructor(proposal: Proposal) {
    this.proposal = proposal
  }

  asks(command: ProposalCommand) {
    const { outcome, events } = decideProposal(this.proposal, command)
    for (const event of events) {
      this.proposal = evolveProposal(this.proposal, ProposalEvent.parse(event))
      if (event.type === 'ProposalClosed') this.closings.push(event)
    }
    return outcome
  }

  /** What falls due until then, at its moment. */
  passesTo(at: number): void {
    const dueAt = proposalDueAt(this.proposal)
    if (dueAt !== undefined && dueAt <= at) this.asks({ type: 'CloseWhenDue', at: dueAt })
  }

  lives(happenings: readonly Happening[]): this {
    for (const [type, who, after] of happenings.toSorted((a, b) => a[2] - b[2])) {
      this.passesTo(monday + after)
      this.asks({ type, learnerId: idOf(who), at: monday + after })
    }
    this.passesTo(monday + 20 * day)
    return this
  }
}

const letters = (count = 6): Happening[] =>
  Array.from({ length: count }, (_, who): Happening => ['HandOverLetter', who, hour])
const course = (happenings: readonly Happening[], sectors?: readonly Sector[]): Course =>
  new Course(proposed(sectors)).lives([...letters(sectors?.length), ...happenings])

describe('a proposal', () => {
  test('introduces at its deadline those who said yes, if they are of two sectors', () => {
    const { closings } = course([
      ['Agree', 0, day],
      ['Agree', 3, 2 * day],
      ['Decline', 5, 2 * day],
    ])
    expect(closings).toEqual([
      { type: 'ProposalClosed', at: monday + hour + 5 * day, circles: [[idOf(0), idOf(3)]], again: [] },
    ])
  })

  test.each([
    ['one alone', [['Agree', 0, day]], [0]],
    [
      'two of one sector',
      [
        ['Agree', 0, day],
        ['Agree', 1, day],
      ],
      [0, 1],
    ],
    ['nobody', [], []],
  ] as [string, Happening[], number[]][])(
    'introduces %s to nobody, who is first in line next',
    (_, said, again) => {
      const [closing] = course(said).closings
      expect(closing).toMatchObject({ circles: [], again: again.map(idOf) })
    },
  )

  test('introduces earlier when all said yes, six or more in two circles across sectors', () => {
    const said = six.map((_, who): Happening => ['Agree', who, day + who])
    const [closing] = course(said).closings
    expect(closing?.at).toBe(monday + day + 5)
    expect(closing?.circles).toEqual([
      [idOf(0), idOf(2), idOf(4)],
      [idOf(1), idOf(3), idOf(5)],
    ])
  })

  test.each([
    ['says no', [['Decline', 0, day]]],
    ['says no after all others', [['Decline', 0, 3 * day]]],
    ['leaves', [['Go', 0, day]]],
    ['leaves after all others', [['Go', 0, 3 * day]]],
    [
      'says yes and leaves',
      [
        ['Agree', 0, day],
        ['Go', 0, day + 1],
      ],
    ],
    [
      'says yes and then no',
      [
        ['Agree', 0, day],
        ['Decline', 0, day + 1],
      ],
    ],
  ] as [string, Happening[]][])(
    'looks alike to all others, who said yes, whether one %s or says nothing',
    (_, said) => {
      const others = [1, 2, 3, 4, 5].map((who): Happening => ['Agree', who, 2 * day])
      const { closings } = course(others)
      expect(closings[0]?.at).toBe(monday + hour + 5 * day)
      expect(course([...others, ...said]).closings).toEqual(closings)
    },
  )

  test('keeps six together where one of two circles would be of one sector', () => {
    const sectors: Sector[] = [...Array.from({ length: 5 }, (): Sector => 'student'), 'ambulance']
    const { closings } = course(
      sectors.map((_, who): Happening => ['Agree', who, day]),
      sectors,
    )
    expect(closings[0]?.circles.map(({ length }) => length)).toEqual([6])
  })

  test('waits five days from each letter, and ten in all for one that did not go out', () => {
    const late: Happening[] = [...letters(5), ['HandOverLetter', 5, 3 * day]]
    expect(new Course(proposed()).lives(late).closings[0]?.at).toBe(monday + 8 * day)
    const never = new Course(proposed()).lives(letters(5))
    expect(never.closings[0]?.at).toBe(monday + 10 * day)
    const slow = new Course(proposed()).lives([...letters(5), ['HandOverLetter', 5, 8 * day]])
    expect(slow.closings[0]?.at).toBe(monday + 10 * day)
    const [one] = slow.proposal.invited
    expect(one && answerBy(slow.proposal, one)).toBe(monday + hour + 5 * day)
  })

  test('lets people change their mind until it is closed, and not after', () => {
    const { closings, proposal } = course([
      ['Agree', 0, day],
      ['Decline', 0, 2 * day],
      ['Agree', 1, day],
      ['Decline', 3, day],
      ['Agree', 3, 2 * day],
    ])
    expect(closings[0]?.circles).toEqual([[idOf(1), idOf(3)]])
    const late = { type: 'Agree', learnerId: idOf(0), at: monday + 9 * day } as const
    expect(decideProposal(proposal, late)).toEqual({ outcome: 'closed', events: [] })
  })

  test('knows nobody who was not invited, and nobody who is gone', () => {
    const one = new Course(proposed())
    expect(one.asks({ type: 'Agree', learnerId: idOf(99), at: monday })).toBe('not-invited')
    expect(one.asks({ type: 'Go', learnerId: idOf(0), at: monday })).toBe('done')
    expect(one.asks({ type: 'Go', learnerId: idOf(0), at: monday })).toBe('done-before')
    expect(one.asks({ type: 'Agree', learnerId: idOf(0), at: monday })).toBe('not-invited')
  })
})

const happening = fc.tuple(
  fc.constantFrom('Agree', 'Decline', 'Go'),
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 2 * hour, max: 11 * day }),
) as fc.Arbitrary<Happening>
const lateLetters = fc.array(
  fc.tuple(
    fc.constant('HandOverLetter'),
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 0, max: 9 * day }),
  ),
) as fc.Arbitrary<Happening[]>

describe('whatever happens to a proposal', () => {
  const lives = fc
    .tuple(fc.array(happening, { maxLength: 20 }), lateLetters)
    .map(([said, sent]) => [...said, ...sent])

  test('nobody can tell no from silence, leaving and removal: neither by who is introduced, nor by when', () => {
    fc.assert(
      fc.property(
        lives,
        fc.integer({ min: 0, max: 9 * day }),
        fc.nat({ max: 4 * day }),
        (others, letterAfter, later) => {
          const letter: Happening = ['HandOverLetter', 0, letterAfter]
          const at = letterAfter + later
          const silence = new Course(proposed()).lives([letter, ...others]).closings
          const no = new Course(proposed()).lives([letter, ...others, ['Decline', 0, at]]).closings
          const gone = new Course(proposed()).lives([letter, ...others, ['Go', 0, at]]).closings
          const changed = [letter, ...others, ['Agree', 0, at] as Happening, ['Go', 0, at + 1] as Happening]
          expect(no).toEqual(silence)
          expect(gone).toEqual(silence)
          const wasLast = new Course(proposed()).lives([letter, ...others, ['Agree', 0, at]]).closings[0]?.at
          if (wasLast !== monday + at) expect(new Course(proposed()).lives(changed).closings).toEqual(silence)
        },
      ),
    )
  })

  test('it closes once, in ten days at most, and introduces only who said yes last and is here, across sectors', () => {
    fc.assert(
      fc.property(lives, happenings => {
        const { closings, proposal } = new Course(proposed()).lives(happenings)
        expect(closings).toHaveLength(1)
        expect(closings[0]?.at).toBeLessThanOrEqual(monday + 10 * day)
        const known = new Map(proposal.invited.map(one => [one.id, one]))
        const { circles = [], again = [] } = closings[0] ?? {}
        for (const circle of circles)
          expect(new Set(circle.map(id => known.get(id)?.sector)).size).toBeGreaterThanOrEqual(2)
        for (const id of circles.flat()) expect(known.get(id)).toMatchObject({ says: 'yes' })
        for (const one of again.map(id => known.get(id)))
          expect(one?.says === 'yes' || (one?.says === undefined && one?.letterAt === undefined)).toBe(true)
        expect(new Set(circles.flat()).size).toBe(circles.flat().length)
        expect(proposal).toEqual(Proposal.parse(proposal))
      }),
    )
  })

  test('told twice, it is the same', () => {
    fc.assert(
      fc.property(lives, happenings => {
        const once = new Course(proposed()).lives(happenings)
        const twice = new Course(proposed()).lives(happenings.flatMap(one => [one, one]))
        expect(twice.proposal).toEqual(once.proposal)
        expect(twice.closings).toEqual(once.closings)
      }),
    )
  })
})
