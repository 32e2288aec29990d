import { describe, expect, test } from 'vitest'
import type { TryAnswer } from '../../shared/domain/try-answers.ts'
import { aReader, epochOf, type Life } from '../support/life.ts'
import { on } from '../support/small-journey.ts'

const journeyId = 'small-things'
const says = (sam: Life, answer: TryAnswer, moduleId = 'one', mailedAt?: number) =>
  sam.does({
    type: 'RecordTried',
    journeyId,
    moduleId,
    epoch: epochOf(1),
    answer,
    ...(mailedAt !== undefined && { mailedAt }),
  })

describe('whether somebody tried what a module asks', () => {
  test('is kept with the completion, changes when they say so, and is told once', () => {
    const sam = aReader()
    sam.completes('one')
    expect(says(sam, 'not-yet').outcome).toBe('done')
    expect(sam.in().tried).toEqual({ one: 'not-yet' })
    expect(says(sam, 'not-yet')).toEqual({ outcome: 'done-before', events: [] })
    expect(says(sam, 'yes').events).toMatchObject([
      { type: 'ModuleTried', moduleId: 'one', answer: 'yes', instead: 'not-yet' },
    ])
    expect(sam.in().tried).toEqual({ one: 'yes' })
  })

  test('is no answer before the module is done, and moves nothing that is planned', () => {
    const sam = aReader()
    expect(says(sam, 'yes')).toEqual({ outcome: 'not-done-yet', events: [] })
    sam.completes('one')
    const planned = sam.nextDue
    says(sam, 'yes')
    expect(sam.nextDue).toBe(planned)
  })

  test('can be said after the end, and not after leaving', () => {
    const sam = aReader()
    for (const module of ['one', 'two', 'three']) sam.completes(module)
    expect(says(sam, 'yes', 'three').outcome).toBe('done')
    sam.does({ type: 'Leave', via: 'page' })
    expect(says(sam, 'not-yet', 'three').outcome).toBe('not-a-learner')
  })

  test('is changed through one email’s link as often as anything else, and said for the first time always', () => {
    const sam = aReader()
    const mailedAt = on('2026-11-23 09:00')
    sam.completes('one')
    sam.completes('two')
    says(sam, 'yes', 'one', mailedAt)
    const answers = ['not-yet', 'yes'] as const
    const outcomes = Array.from(
      { length: 30 },
      (_, i) => says(sam, answers[i % 2] ?? 'yes', 'one', mailedAt).outcome,
    )
    expect(outcomes.filter(outcome => outcome === 'done')).toHaveLength(20)
    expect(outcomes).toContain('too-often')
    expect(says(sam, 'yes', 'two', mailedAt).outcome).toBe('done')
  })
})
