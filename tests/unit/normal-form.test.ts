import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inNormalForm } from '../../shared/domain/normal-form.ts'
import { readSources } from '../support/import-rules.ts'

const mark = fc.constantFrom('\u0301', '\u0327', '\u0344', '\uff9e')

test('a text as people write it comes into its normal form', () => {
  const asWritten = fc.string({ unit: 'grapheme', maxLength: 60 })
  fc.assert(
    fc.property(asWritten, fc.constantFrom('NFKC' as const, 'NFKD' as const), (text, form) => {
      fc.pre(!/[\p{M}\uff9e\uff9f]{30}/u.test(text))
      expect(inNormalForm(text, form)).toBe(text.normalize(form))
    }),
  )
})

test('no letter is given more marks in a row than can be put in order at once', () => {
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 400, size: 'max' }), marks => {
      const runs = inNormalForm(`a${marks.join('')}`, 'NFKD').split('\u034f')
      for (const run of runs) expect(run.match(/\p{M}/gu)?.length ?? 0).toBeLessThanOrEqual(90)
      expect(runs.join('')).toHaveLength(`a${marks.join('')}`.normalize('NFKD').length)
    }),
  )
})

test('nothing that is shipped comes into a normal form in another way', () => {
  const others = [...readSources('shared', 'functions', 'tools')]
    .filter(([file, source]) => file !== 'shared/domain/normal-form.ts' && /\.normalize\(/.test(source))
    .map(([file]) => file)
  expect(others).toEqual([])
})
