import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { risksIn } from '../../shared/domain/reflections/risks-in.ts'

const found = (text: string, ...words: string[]) =>
  risksIn(text, words).map(({ from, to }) => text.slice(from, to))

/** Signs that have other lengths in small letters or in their plain form, and those that join and part words. */
const anything = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    ' ',
    'İ',
    'ß',
    'ﷺ',
    '’',
    '-',
    '\n',
    '\u0301',
    '\u00ad',
    '\u{1f600}',
    '\u{1d400}',
  ),
})

describe('words of risk', () => {
  it.each([
    ['as they are', 'I want to end it all.', 'end it all'],
    ['in any case', 'I want to END It All.', 'END It All'],
    ['with other spaces', 'I want to end\n it \u00a0all.', 'end\n it \u00a0all'],
    ['apart by hyphens', 'I want to end-it-all.', 'end-it-all'],
    ['at the beginning', 'End it all, I thought.', 'End it all'],
    ['in quotation marks', 'I said ‘end it all’ once.', '‘end it all’'],
  ])('are found %s', (_how, text, marked) => {
    expect(found(text, 'end it all')).toEqual([marked])
  })

  it.each(["I don't want to live", 'I don’t want to live', 'i dont want to live', 'I don`t  want to live'])(
    'are found whatever apostrophes they have: %s',
    text => {
      expect(found(text, 'don’t want to live')).toHaveLength(1)
    },
  )

  test('are found in one and apart', () => {
    expect(found('self harm, self-harm and selfharm', 'self-harm')).toEqual([
      'self harm',
      'self-harm',
      'selfharm',
    ])
  })

  it.each([
    ['a part of a word', 'The therapist sat in the grape garden.', 'rapist', 'rape'],
    ['half a phrase', 'Let us end it here.', 'end it all'],
    ['no words', 'All is well.', '', ' ', '’'],
  ])('are not found as %s', (_what, text, ...words) => {
    expect(found(text, ...words)).toEqual([])
  })

  test('are found once, though they were written twice', () => {
    expect(found('A theft.', 'theft', 'Theft')).toEqual(['theft'])
  })

  test('stand in their order', () => {
    expect(found('a theft, abuse, a theft', 'abuse', 'theft')).toEqual(['theft', 'abuse', 'theft'])
  })

  test('stand where they were written, whatever stands before them', () => {
    fc.assert(
      fc.property(anything, anything, (before, after) => {
        const text = `${before} it was Abuse ${after}`
        expect(found(text, 'abuse')).toContain('Abuse')
      }),
    )
  })
})
