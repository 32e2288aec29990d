import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../shared/domain/duration.ts'
import type { Enrolment } from '../../shared/domain/enrolment.ts'
import { questionAnswered } from '../../shared/domain/evolve/mirror.ts'
import { closeSnapshot } from '../../shared/domain/mirror-close.ts'
import {
  fewestAnswers,
  fewestNew,
  type Snapshot,
  sectorAskedAbout,
  tenthsOf,
  totalOf,
} from '../../shared/domain/mirror-snapshot.ts'
import { countPerson, emptyTally } from '../../shared/domain/mirror-tally.ts'
import { type Sector, sectors } from '../../shared/domain/sectors.ts'
import { aQuestion } from '../support/small-journey.ts'

const question = aQuestion()
const monday = Date.parse('2026-11-23T23:00:00Z')
const nobody: Enrolment = {
  journeyId: 'small-things',
  epoch: '00000001',
  phase: { is: 'completed' },
  emailed: [],
  done: [],
  emailCount: 0,
}

/** Somebody says something in a week. */
interface Saying {
  who: number
  week: number
  answer: number
}
const sayings = (people: number) =>
  fc.array(
    fc.record({
      who: fc.nat(people - 1),
      week: fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 3, 4, 5),
      answer: fc.nat(1),
    }),
    {
      minLength: 40,
      maxLength: 120,
      size: 'max',
    },
  )
const sectorOf = (who: number): Sector => (who % 2 === 0 ? 'ambulance' : 'student')

const after = (enrolment: Enrolment, { who, week, answer }: Saying): Enrolment =>
  questionAnswered(enrolment, {
    type: 'QuestionAnswered',
    at: monday + week * 7 * day - day,
    journeyId: 'small-things',
    moduleId: 'one',
    question: question.version,
    answer,
    sector: sectorOf(who),
  })

function tallied(said: readonly Saying[], before: Snapshot | undefined) {
  const people = new Map<number, Enrolment>()
  for (const saying of said) people.set(saying.who, after(people.get(saying.who) ?? nobody, saying))
  const tally = emptyTally()
  for (const [who, { phase, replies }] of people)
    countPerson(tally, { before, guessed: {} }, { sector: sectorOf(who), phase: phase.is, replies })
  return tally
}

/** Every week's snapshot, one after the other. */
function snapshots(said: readonly Saying[]): Snapshot[] {
  const shown: Snapshot[] = []
  for (let week = 0; week <= 5; week += 1) {
    const until = said.filter(saying => saying.week <= week)
    shown.push(closeSnapshot(shown.at(-1), tallied(until, shown.at(-1)), monday + week * 7 * day))
  }
  return shown
}
const inOrder = (said: readonly Saying[]) => said.toSorted((a, b) => a.week - b.week)
const cellOf = (snapshot: Snapshot | undefined, sector: Sector) =>
  snapshot?.cells[`one:${question.version}:${sector}`]

describe('a snapshot', () => {
  it('of answers that were told twice and in another order equals a recount', () => {
    fc.assert(
      fc.property(sayings(60).map(inOrder), fc.infiniteStream(fc.nat()), (said, order) => {
        const places = [...order.take(60)]
        const told = said
          .flatMap(saying => [saying, saying])
          .toSorted((a, b) => a.week - b.week || (places[a.who] ?? 0) - (places[b.who] ?? 0))
        const last = new Map(said.map(saying => [saying.who, saying.answer]))
        const recount = (sector: Sector, answer: number) =>
          [...last].filter(([who, one]) => sectorOf(who) === sector && one === answer).length
        const { cells } = tallied(told, undefined)
        for (const sector of ['ambulance', 'student'] as const)
          for (const answer of [0, 1])
            expect(cells[`one:${question.version}:${sector}`]?.counts[answer] ?? 0).toBe(
              recount(sector, answer),
            )
      }),
    )
  })

  it('never changes what a sector is shown to have said for fewer than ten other people', () => {
    fc.assert(
      fc.property(sayings(60).map(inOrder), said => {
        const shown = snapshots(said)
        for (const sector of ['ambulance', 'student'] as const)
          for (const [week, snapshot] of shown.entries()) {
            const [cell, before] = [cellOf(snapshot, sector), cellOf(shown[week - 1], sector)]
            if (!cell || cell.day === before?.day) {
              expect(cell).toEqual(before ?? cell)
              continue
            }
            const since = shown.findIndex(one => cellOf(one, sector)?.day === before?.day && before)
            const people = new Set(
              said
                .filter(
                  one => sectorOf(one.who) === sector && one.week <= week && one.week > (before ? since : -1),
                )
                .map(({ who }) => who),
            )
            expect(people.size).toBeGreaterThanOrEqual(before ? fewestNew : fewestAnswers)
          }
      }),
      { numRuns: 300 },
    )
  })

  it('looks the same to whoever compares all of them, whatever one person said since a sector was shown', () => {
    fc.assert(
      fc.property(sayings(40).map(inOrder), fc.nat(39), (said, who) => {
        const others = said.filter(saying => saying.who !== who)
        const sector = sectorOf(who)
        const worlds = [0, 1].map(answer => snapshots(inOrder([...others, { who, week: 5, answer }])))
        const [one, other] = worlds.map(shown => cellOf(shown[5], sector))
        const before = cellOf(worlds[0]?.[4], sector)
        if (JSON.stringify(one) === JSON.stringify(other)) return
        const week = before
          ? snapshots(others).findIndex(shown => cellOf(shown, sector)?.day === before.day)
          : -1
        const fresh = new Set(others.filter(s => sectorOf(s.who) === sector && s.week > week).map(s => s.who))
        expect(fresh.size + 1).toBeGreaterThanOrEqual(before ? fewestNew : fewestAnswers)
      }),
      { numRuns: 300 },
    )
  })

  it('never says that nobody, or everybody, of those shown chose something', () => {
    for (let answers = fewestAnswers; answers < 200; answers += 1) {
      expect(tenthsOf({ counts: [0, answers] }, 0)).toBe(tenthsOf({ counts: [1, answers - 1] }, 0))
      expect(tenthsOf({ counts: [answers, 0] }, 0)).toBe(tenthsOf({ counts: [answers - 1, 1] }, 0))
    }
    expect(
      [0, 10, 11, 55, 85, 90, 91, 100].map(share => tenthsOf({ counts: [share, 100 - share] }, 0)),
    ).toEqual([0, 1, 1, 6, 9, 9, 10, 10])
  })

  it('goes on showing what it showed, though nobody is counted to it any more', () => {
    const said = Array.from({ length: 2 * fewestAnswers }, (_, who) => ({ who, week: 0, answer: 0 }))
    const shown = closeSnapshot(undefined, tallied(said, undefined), monday)
    expect(Object.keys(shown.cells)).toHaveLength(2)
    expect(closeSnapshot(shown, emptyTally(), monday + 7 * day).cells).toEqual(shown.cells)
  })

  it('adds up what is shown, and nothing else', () => {
    const said = Array.from({ length: 34 }, (_, who) => ({ who, week: 0, answer: who % 3 === 0 ? 1 : 0 }))
    const small = said.filter(({ who }) => who % 2 === 0 || who < 12)
    const [first] = snapshots(small)
    if (!first) throw new Error('There is none.')
    expect(Object.keys(first.cells)).toEqual([`one:${question.version}:ambulance`])
    expect(totalOf(first, 'one', question)).toEqual({ counts: cellOf(first, 'ambulance')?.counts })
  })
})

describe('whom somebody is asked about', () => {
  const asked = (snapshot: Snapshot, met: Sector[] = [], learnerId = 'a', moduleId = 'one') =>
    sectorAskedAbout(snapshot, {
      learnerId,
      moduleId,
      question: question.version,
      own: 'student',
      met,
    })
  const cells = (...named: Sector[]) =>
    Object.fromEntries(
      named.map(one => [`one:${question.version}:${one}`, { counts: [11], day: 0, since: 0 }]),
    )

  it('is another sector than their own, with answers, or else with learners, and nobody where there is neither', () => {
    expect(asked({ at: 0, people: ['ambulance'], cells: cells('student', 'social-care') })).toBe(
      'social-care',
    )
    expect(asked({ at: 0, people: ['student', 'ambulance'], cells: cells('student') })).toBe('ambulance')
    expect(asked({ at: 0, people: ['student'], cells: {} })).toBeUndefined()
  })

  it('is one they have not met yet, as long as there is one, and not the same for everybody', () => {
    const all: Snapshot = { at: 0, people: [], cells: cells(...sectors) }
    const met: Sector[] = []
    for (let module = 0; module < 10; module += 1) met.push(asked(all, met) ?? 'student')
    expect(new Set(met)).toEqual(new Set(sectors.filter(sector => sector !== 'student')))
    expect(new Set(Array.from({ length: 200 }, (_, i) => asked(all, [], `learner-${i}`))).size).toBe(10)
    const learners: Snapshot = { at: 0, people: [...sectors], cells: {} }
    const inModules = Array.from({ length: 8 }, (_, i) => asked(learners, [], 'a', `module-${i}`))
    expect(new Set(inModules).size).toBeGreaterThan(2)
  })
})
