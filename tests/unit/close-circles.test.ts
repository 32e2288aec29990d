import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeCircles, closeWorths, type Worths } from '../../shared/domain/circles/close-circles.ts'
import { noFigures, type RoundFigures } from '../../shared/domain/circles/round-figures.ts'
import type { ShownCircles } from '../../shared/domain/circles/shown-circles.ts'

const round = (figures: Partial<RoundFigures>): RoundFigures => ({ ...noFigures(), ...figures })
const said = (yes: number, notSure: number, no: number) =>
  round({ 'worth.yes': yes, 'worth.not-sure': notSure, 'worth.no': no })
const answers = (worths: Worths) => worths.yes + worths['not-sure'] + worths.no

describe('what is told of whether it was worth it', () => {
  it('is told from eleven answers on, over all rounds, and anew once ten more have answered', () => {
    expect(closeWorths(undefined, [said(5, 0, 0), said(4, 0, 1)])).toBeUndefined()
    const first = closeWorths(undefined, [said(5, 0, 0), said(5, 0, 1)])
    expect(first).toEqual({ yes: 10, 'not-sure': 0, no: 1 })
    expect(closeWorths(first, [said(10, 9, 1)])).toBe(first)
    expect(closeWorths(first, [said(0, 0, 11)])).toBe(first)
    expect(closeWorths(first, [said(10, 9, 2)])).toEqual({ yes: 10, 'not-sure': 9, no: 2 })
  })

  it('never tells, by any two closings, of fewer than ten answers', () => {
    const weeks = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), { maxLength: 20 })
    fc.assert(
      fc.property(weeks, all => {
        const rounds: RoundFigures[] = []
        let known: Worths | undefined
        for (const one of all) {
          rounds.push(said(...one))
          const before = known
          known = closeWorths(before, rounds)
          if (known && known !== before)
            expect(answers(known) - (before ? answers(before) : 0)).toBeGreaterThanOrEqual(before ? 10 : 11)
        }
      }),
    )
  })
})

describe('what everybody is told of circles', () => {
  it('is in tens and tenths, beside what chance would have brought together', () => {
    const few = round({ circles: 9, met: 9 })
    expect(closeCircles(undefined, [few], undefined)).toBeUndefined()
    const dealt = { pairsOfAll: 100, acrossOfAll: 70 }
    const first = [round({ circles: 12, met: 8, pairs: 60, across: 52, ...dealt })]
    const shown = closeCircles(undefined, first, undefined)
    expect(shown).toEqual({ introduced: 10, across: 9, byChance: 7 })
    const second = [...first, round({ circles: 9, met: 9, pairs: 60, across: 10, pairsOfAll: 100 })]
    const worths = { yes: 17, 'not-sure': 2, no: 1 }
    expect(closeCircles(shown, second, worths)).toEqual({
      ...{ introduced: 20, met: 10, across: 5, byChance: 4, worthIt: 9 },
    })
  })

  it('moves by ten circles or not at all', () => {
    const weeks = fc.array(fc.record({ circles: fc.nat(12), met: fc.nat(12), across: fc.nat(40) }), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(weeks, all => {
        const rounds: RoundFigures[] = []
        let known: ShownCircles | undefined
        for (const one of all) {
          rounds.push(round({ ...one, pairs: 40, pairsOfAll: 40, acrossOfAll: 20 }))
          const before = known
          known = closeCircles(before, rounds, undefined)
          if (!known) continue
          expect([known.introduced % 10, (known.met ?? 0) % 10]).toEqual([0, 0])
          if (before?.introduced === known.introduced) expect(known).toEqual({ ...before, met: known.met })
        }
      }),
    )
  })
})
