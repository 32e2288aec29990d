import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, hour } from '../../shared/domain/duration.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'

test('what was done is found between any two moments around it, whatever the days and hours', async () => {
  const at = Date.parse('2026-12-01T01:00:00Z')
  const audit = auditStore(new MemoryTable())
  const end = await audit.begin({ at, who: 'sam', what: 'hold delivery', about: {}, why: 'a test' }, 'one')
  await end('done', at, {})
  const moments = fc.tuple(fc.integer({ min: 0, max: 400 * 24 }), fc.integer({ min: 0, max: 12 }))
  await fc.assert(
    fc.asyncProperty(moments, async ([before, after]) => {
      expect(await audit.between(at - before * hour, at + after * hour)).toHaveLength(1)
    }),
  )
  expect(await audit.between(at + hour, at + day)).toEqual([])
})
