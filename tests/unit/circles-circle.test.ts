import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Circle,
  CircleEvent,
  circleDueAt,
  evolveCircle,
  introduce,
  membersIn,
} from '../../shared/domain/circles/circle.ts'
import { type CircleCommand, decideCircle } from '../../shared/domain/circles/decide-circle.ts'
import { day } from '../../shared/domain/duration.ts'
import { idOf } from '../../tools/bench/circles/joiners.ts'

const monday = Date.parse('2026-11-30T08:00:00Z')
const on = (days: number): number => monday + days * day

/** A circle, and everything that has happened in it. */
class Course {
  circle: Circle
  happened: CircleEvent[] = []

  constructor(people = 3) {
    const members = Array.from(
      { length: people },
      (_, n) => ({ id: idOf(n), sector: n % 2 ? 'student' : 'ambulance' }) as const,
    )
    this.circle = introduce('circle 1', members, monday)
  }

  asks(command: CircleCommand) {
    const { outcome, events } = decideCircle(this.circle, command)
    for (const event of events) {
      this.circle = evolveCircle(this.circle, CircleEvent.parse(event))
      this.happened.push(event)
    }
    return outcome
  }

  does(type: 'PassOn' | 'Go' | 'Report', who: number, days: number) {
    return this.asks({ type, learnerId: idOf(who), at: on(days) })
  }

  /** What falls due until then, each at its moment. */
  passesTo(days: number): this {
    for (let dueAt = circleDueAt(this.circle); dueAt !== undefined && dueAt <= on(days); ) {
      this.asks({ type: 'GoOnWhenDue', at: dueAt })
      dueAt = circleDueAt(this.circle)
    }
    return this
  }

  get hosts() {
    return this.happened.flatMap(event => (event.type === 'HostAsked' ? [event.host] : []))
  }
}

const ended = (course: Course) => course.happened.filter(({ type }) => type === 'CircleEnded')

describe('hosting', () => {
  test('goes round: with the introduction, after a week and after four; after six the circle ends', () => {
    const course = new Course()
    expect(course.circle.host).toBe(idOf(0))
    course.passesTo(50)
    expect(course.happened).toEqual([
      { type: 'HostAsked', at: on(7), turn: 1, host: idOf(1) },
      { type: 'HostAsked', at: on(28), turn: 2, host: idOf(2) },
      { type: 'CircleEnded', at: on(42), why: 'over' },
    ])
    expect(circleDueAt(course.circle)).toBeUndefined()
  })

  test('of two comes back to the first', () => {
    expect(new Course(2).passesTo(30).hosts).toEqual([idOf(1), idOf(0)])
  })

  test('is passed on with one press, to whoever was not asked yet; pressed twice it is passed on once', () => {
    const course = new Course()
    expect(course.does('PassOn', 0, 1)).toBe('done')
    expect(course.does('PassOn', 0, 1)).toBe('done-before')
    expect(course.circle.host).toBe(idOf(1))
    expect(course.does('PassOn', 2, 1)).toBe('not-the-host')
    course.passesTo(7)
    expect(course.circle.host).toBe(idOf(2))
  })

  test('is nobody’s where all pass it on, and somebody’s again at the next turn', () => {
    const course = new Course()
    for (const who of [0, 1, 2]) course.does('PassOn', who, 1)
    expect(course.circle.host).toBeUndefined()
    course.passesTo(7)
    expect(course.circle.host).toBe(idOf(0))
  })

  test('goes to another where the host goes', () => {
    const course = new Course()
    course.does('Go', 0, 3)
    expect(course.circle.host).toBe(idOf(1))
    expect(course.does('PassOn', 0, 3)).toBe('not-a-member')
  })

  test('of turns that were missed is the last one’s alone', () => {
    const course = new Course()
    course.asks({ type: 'GoOnWhenDue', at: on(30) })
    expect(course.happened).toEqual([{ type: 'HostAsked', at: on(30), turn: 2, host: idOf(1) }])
    course.asks({ type: 'GoOnWhenDue', at: on(50) })
    expect(ended(course)).toHaveLength(1)
  })
})

describe('a circle', () => {
  test('ends kindly for who is left alone, and goes on for two', () => {
    const course = new Course()
    course.does('Go', 0, 1)
    expect(ended(course)).toEqual([])
    course.does('Go', 1, 2)
    expect(ended(course)).toEqual([{ type: 'CircleEnded', at: on(2), why: 'alone' }])
  })

  test('hears that people met, once each, also after its end', () => {
    const course = new Course().passesTo(50)
    const met = { type: 'RecordMet', learnerId: idOf(1), worth: 'yes', at: on(51) } as const
    expect(course.asks(met)).toBe('done')
    expect(course.asks(met)).toBe('done-before')
    expect(course.asks({ ...met, worth: 'not-sure' })).toBe('done')
    expect(course.circle.members.map(({ worth }) => worth)).toEqual([undefined, 'not-sure', undefined])
  })

  test('rests while a report waits for an operator, and goes on once that is settled', () => {
    const course = new Course()
    expect(course.does('Report', 2, 1)).toBe('done')
    expect(course.does('Report', 2, 2)).toBe('done-before')
    expect(course.does('Report', 1, 2)).toBe('done')
    expect(course.circle).toMatchObject({ reportedAt: on(1), reportedBy: [idOf(2), idOf(1)] })
    expect(course.asks({ type: 'ForgetReporter', learnerId: idOf(2), at: on(3) })).toBe('done')
    expect(course.circle).toMatchObject({ reportedAt: on(1), reportedBy: [idOf(1)] })
    expect(course.passesTo(20).hosts).toEqual([])
    course.asks({ type: 'SettleReport', at: on(20) })
    expect(course.circle).not.toHaveProperty('reportedBy')
    course.asks({ type: 'GoOnWhenDue', at: on(20) })
    expect(course.hosts).toEqual([idOf(1)])
  })

  test('can be reported by who has left it, and after its end; by nobody else', () => {
    const course = new Course()
    course.does('Go', 2, 1)
    course.passesTo(50)
    expect(course.does('Report', 2, 60)).toBe('done')
    expect(course.does('Report', 9, 60)).toBe('not-a-member')
  })

  test('is ended by an operator, once', () => {
    const course = new Course()
    expect(course.asks({ type: 'End', at: on(1) })).toBe('done')
    expect(course.asks({ type: 'End', at: on(1) })).toBe('done-before')
    expect(course.does('PassOn', 0, 2)).toBe('ended')
  })

  test('of one person is no circle', () => {
    expect(() => new Course(1)).toThrow('nobody')
  })
})

const happening = fc.tuple(
  fc.constantFrom('PassOn', 'Go', 'Report', 'RecordMet', 'SettleReport', 'End'),
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 0, max: 45 }),
)

describe('whatever happens in a circle', () => {
  test('its host is in it, nobody is asked who passed that turn on, and it ends once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.array(happening, { maxLength: 30 }),
        (people, happenings) => {
          const course = new Course(people)
          for (const [type, who, days] of happenings.toSorted((a, b) => a[2] - b[2])) {
            course.passesTo(days)
            const asked = course.happened.length
            const { passed, turn } = course.circle
            course.asks({ type, learnerId: idOf(who), worth: 'yes', at: on(days) } as CircleCommand)
            for (const event of course.happened.slice(asked))
              if (event.type === 'HostAsked' && event.turn === turn) expect(passed).not.toContain(event.host)
            const { host, endedAt } = course.circle
            if (host && endedAt === undefined)
              expect(membersIn(course.circle).map(({ id }) => id)).toContain(host)
            if (endedAt === undefined) expect(membersIn(course.circle).length).toBeGreaterThanOrEqual(2)
          }
          course.asks({ type: 'SettleReport', at: on(46) })
          course.asks({ type: 'GoOnWhenDue', at: on(46) })
          expect(ended(course)).toHaveLength(1)
          expect(course.circle).toEqual(Circle.parse(course.circle))
        },
      ),
    )
  })
})
