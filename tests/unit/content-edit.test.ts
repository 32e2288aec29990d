import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeEdit } from '../../shared/content/edit.ts'
import type { Journey, Module } from '../../shared/domain/journey.ts'
import { type Enrolment, newLearner } from '../../shared/domain/learner.ts'
import { nextModule } from '../../shared/domain/progress.ts'
import { questionVersion } from '../../shared/domain/question.ts'
import { editInWords } from '../../tools/journeys/edit-in-words.ts'

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
  days: ['monday'],
  hours: { from: 8, to: 20 },
  modules: modules.map(one => (typeof one === 'string' ? module(one) : one)),
})

const people = {
  start: 1,
  'reading.a': 2,
  'after.a': 3,
  'reading.b': 4,
  'reading.c': 5,
  paused: 6,
  completed: 7,
}
const before = journey('a', 'b', 'c')

const editTo = (...modules: (string | Module)[]) => {
  const { modules: edits, detours } = describeEdit(before, journey(...modules), people)
  return {
    edits: edits.map(({ is, module: { id }, place, next }) => `${is} ${id} at ${place}: ${next}`),
    detours: detours.map(
      ({ people, was, becomes }) => `${people}: ${was?.id ?? 'end'} > ${becomes?.id ?? 'end'}`,
    ),
  }
}

describe('what an edit means for the people in a journey', () => {
  test('how many there are', () => {
    expect(describeEdit(before, before, people)).toEqual({
      people: { underWay: 15, paused: 6, rejected: 0, unreachable: 0, completed: 7, left: 0 },
      modules: [],
      questions: [],
      detours: [],
    })
  })

  test.each<[string, (string | Module)[], string[], string[]]>([
    ['a module goes: people go on with the one behind it', ['a', 'c'], ['gone b at 2: 5'], ['5: b > c']],
    ['the last one goes: people are at the end', ['a', 'b'], ['gone c at 3: 4'], ['4: c > end']],
    ['the first one goes', ['b', 'c'], ['gone a at 1: 1'], ['1: a > b']],
    [
      'one is added: those who have not passed it get it',
      ['a', 'b', 'x', 'c'],
      ['added x at 3: 4'],
      ['4: c > x'],
    ],
    [
      'one is added at the end: those reading the last get it',
      ['a', 'b', 'c', 'x'],
      ['added x at 4: 5'],
      ['5: end > x'],
    ],
    ['one moves forward', ['a', 'c', 'b'], ['moved c at 2: 4'], ['5: b > c', '4: c > end']],
    ['one is replaced', ['a', 'x', 'c'], ['gone b at 2: 5', 'added x at 2: 9'], ['5: b > x', '4: c > x']],
    ['waits change', ['a', module('b', { after: { days: 5 } }), 'c'], ['retimed b at 2: 5'], []],
    ['a title changes', ['a', module('b', { title: 'New' }), 'c'], [], []],
  ])('%s', (_, modules, edits, detours) => {
    expect(editTo(...modules)).toEqual({ edits, detours })
  })

  test('how many are reading a module that goes', () => {
    const { modules } = describeEdit(before, journey('a', 'c'), people)
    expect(modules).toMatchObject([{ is: 'gone', next: 5, reading: 4 }])
    expect(editInWords(describeEdit(before, journey('a', 'c'), people)).join('\n')).toContain(
      '4 people may be reading it: its page now tells them',
    )
  })

  test('a question that comes, changes or goes is no change of the timing, and is told', () => {
    const asks = (id: string, ...options: string[]) => {
      const question = { text: 'When?', options, guess: 0 }
      return module(id, { question: { ...question, version: questionVersion(question) } })
    }
    const asking = journey(asks('a', 'now', 'later'), asks('b', 'now', 'later'), 'c', asks('d', 'yes', 'no'))
    const edited = journey(
      'a',
      asks('b', 'now', 'later on'),
      asks('c', 'now', 'later'),
      asks('d', 'yes', 'no'),
    )
    const edit = describeEdit(asking, edited, {})
    expect(edit.modules).toEqual([])
    expect(edit.questions.map(({ is, module: { id } }) => `${id} ${is}`)).toEqual([
      'a gone',
      'b changed',
      'c added',
    ])
    expect(editInWords(edit)).toEqual([
      'nobody under way, 0 paused, 0 finished.',
      'The modules, their order and their timing stay as they are.',
      '“A” (a) asks its question no longer.',
      '“B” (b) asks another question now, which begins anew: “When?” Only answers to exactly these words and options count for it.',
      '“C” (c) asks a question now: “When?”',
    ])
  })

  test('where one moves, only that one is told', () => {
    const long = journey('a', 'b', 'c', 'd', 'e')
    const moved = (...order: string[]) =>
      describeEdit(long, journey(...order), {}).modules.map(({ module: { id } }) => id)
    expect(moved('e', 'a', 'b', 'c', 'd')).toEqual(['e'])
    expect(moved('b', 'c', 'd', 'e', 'a')).toEqual(['a'])
  })
})

/** Somebody who has been sent, and has done, the first so many modules of a journey. */
const learnerAfter = (before: Journey, sent: number): Enrolment => {
  const ids = before.modules.slice(0, sent).map(({ id }) => id)
  return {
    journeyId: before.id,
    epoch: 'aaaaaaaa',
    phase: { is: 'waiting', since: 0 },
    emailed: ids,
    done: ids,
    emailCount: sent,
  }
}

test('the prediction is what the engine then does', () => {
  const order = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f'], { minLength: 1 })
  fc.assert(
    fc.property(order, order, fc.nat(6), (old, new_, sent) => {
      const [before, after] = [journey(...old), journey(...new_)]
      const at = Math.min(sent, old.length)
      const place = at === 0 ? 'start' : `after.${old[at - 1]}`
      const learner = newLearner('a'.repeat(24), 'aaaaaaaa')
      const enrolment = learnerAfter(before, at)
      const [was, becomes] = [before, after].map(version => nextModule(version, learner, enrolment)?.id)
      const { detours } = describeEdit(before, after, { [place]: 1 })
      expect(detours.map(detour => [detour.was?.id, detour.becomes?.id])).toEqual(
        was === becomes ? [] : [[was, becomes]],
      )
    }),
  )
})
