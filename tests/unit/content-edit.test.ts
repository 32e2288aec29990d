import { describe, expect, test } from 'vitest'
import { compareVersions } from '../../shared/content/edit.ts'
import { day } from '../../shared/domain/duration.ts'
import type { Enrolment } from '../../shared/domain/enrolment.ts'
import type { Journey, Module } from '../../shared/domain/journey.ts'
import { type Learner, newLearner } from '../../shared/domain/learner.ts'
import { peopleNow } from '../../shared/domain/place.ts'
import { questionVersion } from '../../shared/domain/question.ts'
import { editInWords } from '../../tools/journeys/edit/edit-in-words.ts'
import { estimate, peopleInWords } from '../../tools/journeys/edit/estimate.ts'
import { ForecastTally } from '../../tools/journeys/edit/forecast.ts'

const now = Date.parse('2026-11-23T09:00:00Z')

const module = (id: string, changes: Partial<Module> = {}): Module => ({
  id,
  title: id.toUpperCase(),
  after: { days: 2 },
  remind: [],
  ...changes,
})
const journey = (...modules: (string | Module)[]): Journey => ({
  id: 'small-things',
  version: 1,
  title: 'Small things',
  zone: 'Europe/London',
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  hours: { from: 8, to: 20 },
  modules: modules.map(one => (typeof one === 'string' ? module(one) : one)),
})

const order = ['a', 'b', 'c', 'd', 'e']

/** Somebody at a place: before the first module, with one before them, or done with it. */
function learnerAt(place: string, number: number): Learner {
  const [phase, last = ''] = place.split('.')
  const emailed = order.slice(0, order.indexOf(last) + 1)
  const isReading = phase === 'reading' || phase === 'paused'
  const enrolment: Enrolment = {
    journeyId: 'small-things',
    epoch: 'aaaaaaaa',
    phase: isReading
      ? { is: 'reading', moduleId: last, since: now, reminders: 0 }
      : phase === 'completed'
        ? { is: 'completed' }
        : { is: 'waiting', since: now },
    ...(phase === 'paused' && { pausedBy: 'learner' }),
    emailed,
    done: isReading ? emailed.slice(0, -1) : emailed,
    emailCount: emailed.length,
    dueAt: isReading ? now + 3 * day : now,
  }
  const learner = newLearner(String(number).padStart(24, 'a'), 'aaaaaaaa')
  return { ...learner, status: 'active', enrolments: { 'small-things': enrolment } }
}

const crowd = (people: Readonly<Record<string, number>>): Learner[] =>
  Object.entries(people).flatMap(([place, count]) =>
    Array.from({ length: count }, (_, i) => learnerAt(place, i)),
  )

const people = { start: 1, 'reading.a': 2, 'after.a': 3, 'reading.b': 4, 'after.c': 5, completed: 7 }
const before = journey('a', 'b', 'c', 'd')

function foretold(
  after: Journey,
  { from = before, of = crowd(people), renames = new Map<string, string>() } = {},
) {
  const tally = new ForecastTally({ before: from, after, renames, others: {}, now })
  for (const learner of of) tally.count(learner)
  return {
    before: from,
    after,
    people: peopleNow(people),
    edit: compareVersions(from, after, renames),
    forecast: tally.forecast(0),
  }
}

/** What is said of modules and of those who get another one next. */
const said = (...modules: (string | Module)[]) => editInWords(foretold(journey(...modules))).slice(2)

describe('what an edit means for the people in a journey', () => {
  test.each<[string, (string | Module)[], string[]]>([
    [
      'a module goes: people go on with the one behind it',
      ['a', 'c', 'd'],
      [
        '“B” (b) goes. It was still to come to 6 people, to 5 of them next. 4 people may be reading it: its page now tells them that it has gone, and the next module follows in place of a reminder.',
        '5 people will get “C” next, instead of “B”.',
      ],
    ],
    [
      'the last one goes: people are at the end',
      ['a', 'b', 'c'],
      [
        '“D” (d) goes. It was still to come to 15 people, to 5 of them next.',
        '5 people will have finished, instead of “D”.',
      ],
    ],
    [
      'one comes in: those who have passed its place do not get it',
      ['a', 'x', 'b', 'c', 'd'],
      [
        '“X” (x) comes in as number 2. It comes to 6 people, to 5 of them next.',
        '5 people will get “X” next, instead of “B”.',
      ],
    ],
    [
      'one moves to the front: whoever is past it misses it, though it was nobody’s next',
      ['d', 'a', 'b', 'c'],
      [
        '“D” (d) moves to number 1. It comes to 1 person, to 1 of them next. It was to come to 14 people to whom it comes no more.',
        '1 person will get “D” next, instead of “A”.',
        '5 people will have finished, instead of “D”.',
      ],
    ],
    [
      'two change places: who had the one misses the other, which stands before it now',
      ['a', 'b', 'd', 'c'],
      [
        '“D” (d) moves to number 3. It comes to 10 people, to 4 of them next. It was to come to 5 people to whom it comes no more.',
        '4 people will get “D” next, instead of “C”.',
        '5 people will have finished, instead of “D”.',
      ],
    ],
    [
      'waits change',
      ['a', module('b', { after: { days: 3 } }), 'c', 'd'],
      [
        '“B” (b) keeps its place, but its waits or its audience change. It comes to 6 people, to 5 of them next. To 2 people it comes later.',
      ],
    ],
    ['a title changes', ['a', module('b', { title: 'New' }), 'c', 'd'], []],
  ])('%s', (_, modules, lines) => {
    const { edit } = foretold(journey(...modules))
    const order = edit.modules.map(({ module: { title } }) => title)
    expect(order).toHaveLength(new Set(order).size)
    expect(said(...modules).toSorted()).toEqual(lines.toSorted())
  })

  test('how many there are, and that nothing is counted of who has finished', () => {
    const lines = editInWords(foretold(before))
    expect(lines).toEqual([
      '15 people under way, 0 paused, 7 finished.',
      'The modules, their order and their waits stay as they are.',
    ])
  })

  test('who is paused counts as who goes on', () => {
    const of = crowd({ 'paused.a': 3 })
    expect(editInWords(foretold(journey('a', 'c', 'd'), { of })).at(-1)).toBe(
      '3 people will get “C” next, instead of “B”.',
    )
  })

  test('going back to a version whose module people have had already: it comes to who has not', () => {
    const from = journey('a', 'b', 'c')
    const lines = editInWords(foretold(before, { from, of: crowd({ 'after.d': 308, 'after.c': 1 }) }))
    expect(lines.slice(2)).toEqual([
      '“D” (d) comes in as number 4. It comes to 1 person, to 1 of them next. 308 people had it already.',
      '1 person will get “D” next, instead of finishing.',
    ])
  })

  test('a module under another id is said to be one, and who gets it a second time', () => {
    const renames = new Map([['bee', 'b']])
    const after = journey('a', module('bee', { title: 'B' }), 'c', 'd')
    const lines = editInWords(foretold(after, { renames }))
    expect(lines.slice(2)).toEqual([
      '“B” is called bee now, and was b: by its id, that is another module. It comes to 10 people, to 9 of them next. To 4 people it comes a second time. If it is to stay the same one, publish with --keep-ids, or write “id: b” again.',
      '5 people will get “B” next, instead of “B”.',
      '4 people will get “B” next, instead of “C”.',
    ])
  })

  test('other hours are a change of times', () => {
    const after = { ...before, hours: { from: 10, to: 20 } }
    const lines = editInWords(foretold(after))
    expect(lines[1]).toBe('Its sending days, its hours or its time zone change.')
    expect(lines).toContain('“B” (b) stays. To 2 people it comes later.')
  })

  test('a question that comes, changes or goes is no change of the timing, and is told', () => {
    const asks = (id: string, ...options: string[]) => {
      const question = { text: 'When?', options, guess: 0 }
      return module(id, { question: { ...question, version: questionVersion(question) } })
    }
    const from = journey(asks('a', 'now', 'later'), asks('b', 'now', 'later'), 'c', asks('d', 'yes', 'no'))
    const edited = journey(
      'a',
      asks('b', 'now', 'later on'),
      asks('c', 'now', 'later'),
      asks('d', 'yes', 'no'),
    )
    const edit = foretold(edited, { from })
    expect(edit.edit.questions.map(({ is, module: { id } }) => `${id} ${is}`)).toEqual([
      'a gone',
      'b changed',
      'c added',
    ])
    expect(editInWords(edit).slice(1)).toEqual([
      'The modules, their order and their waits stay as they are.',
      '“A” (a) asks its question no longer.',
      '“B” (b) asks another question now, which begins anew: “When?” Only answers to exactly these words and options count for it.',
      '“C” (c) asks a question now: “When?”',
    ])
  })

  test('where one moves, only that one is told', () => {
    const long = journey('a', 'b', 'c', 'd', 'e')
    const moved = (...ids: string[]) =>
      compareVersions(long, journey(...ids), new Map()).modules.flatMap(({ is, module: { id } }) =>
        is === 'kept' ? [] : [id],
      )
    expect(moved('e', 'a', 'b', 'c', 'd')).toEqual(['e'])
    expect(moved('b', 'c', 'd', 'e', 'a')).toEqual(['a'])
  })
})

describe('a number of people of whom not all were looked at', () => {
  const of = { all: 1_400_000, looked: 100_000 }

  test.each([
    [0, 'nobody (or 38 at most)'],
    [1, 'about 14 people (within 46)'],
    [7_000, 'about 98,000 people (within 2,134)'],
    [100_000, 'about 1,400,000 people (within 38)'],
  ])('%i of 100,000', (count, words) => {
    expect(peopleInWords(estimate(count, of))).toBe(words)
  })

  test('is exact where all were', () => {
    expect(peopleInWords(estimate(3, { all: 12, looked: 12 }))).toBe('3 people')
  })
})
