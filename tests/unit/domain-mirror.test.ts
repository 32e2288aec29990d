import { describe, expect, test } from 'vitest'
import { dayNumber, type Said } from '../../shared/domain/mirror.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { aReader, epochOf, type Life, types } from '../support/life.ts'
import { aJourney, aModule, aQuestion, on } from '../support/small-journey.ts'

const journey = aJourney([
  aModule('one', { after: { days: 0 }, question: aQuestion() }),
  aModule('two', { question: aQuestion('Who speaks last in your team?') }),
  'three',
])
const question = aQuestion().version

interface More {
  moduleId?: string
  isTruthKnown?: boolean
  sector?: Sector
  mailedAt?: number
}
const says = (
  sam: Life,
  said: Partial<Said>,
  { moduleId = 'one', isTruthKnown = false, ...more }: More = {},
) =>
  sam.does({
    type: 'CompleteModule',
    journeyId: journey.id,
    moduleId,
    epoch: epochOf(1),
    via: 'page',
    reply: { said: { question, ...said }, isTruthKnown },
    ...more,
  })
const monday = dayNumber(on('2026-11-23 09:00'))
const reply = (sam: Life) => sam.in().replies?.['one']
const guessed = { guess: 3, about: 'ambulance' } as const

describe('what somebody says to a question', () => {
  test('is part of the completion’s own write, and moves nothing that is planned', () => {
    const [sam, alex] = [aReader(journey), aReader(journey)]
    alex.completes('one')
    expect(types(says(sam, { answer: 1, ...guessed }).events)).toEqual([
      'QuestionAnswered',
      'ModuleCompleted',
    ])
    expect(reply(sam)).toEqual({ question, answer: 1, ...guessed, day: monday })
    expect(sam.nextDue).toBe(alex.nextDue)
  })

  test('said twice is said once; changed, it is of that day, and what is not said again stays', () => {
    const sam = aReader(journey)
    says(sam, { answer: 1, ...guessed })
    expect(says(sam, { answer: 1, ...guessed })).toEqual({ outcome: 'done-before', events: [] })
    sam.passesTo('2026-11-24 12:00')
    says(sam, { answer: 0 })
    expect(reply(sam)).toEqual({ question, answer: 0, ...guessed, day: monday + 1 })
    sam.passesTo('2026-11-25 12:00')
    says(sam, { guess: 4, about: 'ambulance' })
    expect(reply(sam)).toMatchObject({ guess: 4, day: monday + 1 })
  })

  test('is nothing where the form was left empty, or asked what the module asks no more', () => {
    const sam = aReader(journey)
    expect(types(says(sam, {}).events)).toEqual(['ModuleCompleted'])
    says(sam, { question: 'old', answer: 1 })
    says(sam, { answer: 2 })
    expect(reply(sam)).toBeUndefined()
  })

  test('keeps the guess as it is once the truth was shown, and takes none after it', () => {
    const [sam, alex] = [aReader(journey), aReader(journey)]
    says(sam, guessed, { isTruthKnown: true })
    says(sam, { answer: 1, guess: 7, about: 'ambulance' }, { isTruthKnown: true })
    expect(reply(sam)).toMatchObject({ answer: 1, guess: 3 })
    says(alex, { answer: 1 })
    says(alex, { answer: 0, guess: 7, about: 'ambulance' }, { isTruthKnown: true })
    expect(reply(alex)).toEqual({ question, answer: 0, day: monday })
    const kim = aReader(journey)
    says(kim, guessed)
    says(kim, { guess: 7, about: 'ambulance' })
    says(kim, { guess: 0, about: 'student' })
    expect(reply(kim)).toMatchObject({ guess: 7, about: 'ambulance' })
  })

  test('is a guess about others than oneself', () => {
    const sam = aReader(journey)
    says(sam, { answer: 0, ...guessed }, { sector: 'ambulance' })
    expect(reply(sam)).toEqual({ question, answer: 0, sector: 'ambulance', day: monday })
  })

  test('begins anew with another version of the question', () => {
    const sam = aReader(journey)
    says(sam, { answer: 1, ...guessed })
    const edited = aQuestion('When did anybody last ask what you see?')
    sam.publish(aJourney([aModule('one', { question: edited }), 'two', 'three']))
    says(sam, { question: edited.version, answer: 0 })
    expect(reply(sam)).toEqual({ question: edited.version, answer: 0, day: monday })
  })

  test('is changed through one email’s link as often as anything else, and said for the first time always', () => {
    const sam = aReader(journey)
    const mailedAt = on('2026-11-23 09:00')
    says(sam, { answer: 0 }, { mailedAt })
    const pressed = Array.from({ length: 30 }, (_, i) => says(sam, { answer: (i + 1) % 2 }, { mailedAt }))
    expect(pressed.filter(({ events }) => events.length > 0)).toHaveLength(20)
    expect(pressed.map(({ outcome }) => outcome)).toContain('too-often')
    const two = { question: aQuestion('Who speaks last in your team?').version, answer: 0 }
    says(sam, two, { moduleId: 'two', mailedAt })
    expect(sam.in().replies?.['two']).toMatchObject({ answer: 0 })
  })

  test('may say where they work, once, with the same press', () => {
    const sam = aReader(journey)
    says(sam, { answer: 0 }, { sector: 'student' })
    expect(sam.learner.sector).toBe('student')
    expect(reply(sam)?.sector).toBe('student')
    says(sam, { answer: 1 }, { sector: 'ambulance' })
    expect(sam.learner.sector).toBe('student')
  })
})
