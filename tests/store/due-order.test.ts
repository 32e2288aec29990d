import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DueKey } from '../../shared/store/table.ts'
import { DueOrder } from '../../tools/simulation/due-order.ts'

const name = ({ dueAt, pk, sk }: DueKey) => `${String(dueAt).padStart(6, '0')} ${pk} ${sk}`

const aKey = fc.record({
  dueAt: fc.integer({ min: 0, max: 20 }),
  pk: fc.integer({ min: 0, max: 3000 }).map(n => `L#${String(n).padStart(4, '0')}`),
  sk: fc.constantFrom('E#a', 'E#b'),
})

describe('the order of the due index', () => {
  it('is that of a sorted list, whatever is added and taken away', () => {
    const steps = fc.array(fc.record({ add: fc.boolean(), key: aKey }), { minLength: 500, maxLength: 3000 })
    fc.assert(
      fc.property(steps, aKey, fc.integer({ min: 0, max: 20 }), (changes, after, until) => {
        const [order, list] = [new DueOrder(), new Map<string, DueKey>()]
        for (const { add, key } of changes) {
          if (add === list.has(name(key))) continue
          if (add) list.set(name(key), key)
          else list.delete(name(key))
          if (add) order.add(key)
          else order.remove(key)
        }
        const expected = [...list.keys()].sort().filter(key => key > name(after))
        const page = order.page(until, 700, after).map(name)
        expect(page).toEqual(expected.filter(key => Number(key.slice(0, 6)) <= until).slice(0, 700))
        expect(order.page(20, 5000)).toHaveLength(list.size)
      }),
      { numRuns: 30 },
    )
  })
})
