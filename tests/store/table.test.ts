import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Check, DueKey, Item, Table, TableScan, Write } from '../../shared/store/table.ts'
import { type TableSource, tableSources } from '../support/tables.ts'

const key = { pk: 'p', sk: 's' }
const row = (sk: string, more: object = {}): Item => ({ pk: 'p', sk, ...more })
const dueRow = (sk: string, at: number, dp = 'due#j#1'): Item => ({ pk: `L#${sk}`, sk, dp, ds: at })

describe.each(tableSources)('a table on $name', ({ start }) => {
  let source: TableSource
  let table: Table & TableScan
  beforeAll(async () => {
    source = await start()
  })
  beforeEach(async () => {
    table = await source.newTable()
  })
  afterAll(() => source.stop())

  const put = async (...items: Item[]) => {
    for (const item of items) await table.write({ put: item })
  }

  describe('reading', () => {
    it('gives a row back whole', async () => {
      const item = row('s', {
        text: 'é€',
        n: 1.5,
        yes: true,
        list: [1, { a: 'b' }, []],
        map: { deep: { er: 2 } },
      })
      await put(item)
      expect(await table.get(key)).toEqual(item)
    })

    it('knows of no row that was never written', async () => {
      expect(await table.get(key)).toBeUndefined()
      expect(await table.query('p')).toEqual([])
      expect(await table.getMany([key])).toEqual([])
    })

    it('drops attributes without a value', async () => {
      await put(row('s', { here: 1, gone: undefined, map: { gone: undefined, here: 2 } }))
      expect(await table.get(key)).toEqual(row('s', { here: 1, map: { here: 2 } }))
    })

    it('queries a partition in order, and by the beginning of the sort key', async () => {
      await put(row('b#2'), row('a'), row('b#1'), row('c'), { pk: 'other', sk: 'b#3' })
      expect((await table.query('p')).map(({ sk }) => sk)).toEqual(['a', 'b#1', 'b#2', 'c'])
      expect((await table.query('p', 'b#')).map(({ sk }) => sk)).toEqual(['b#1', 'b#2'])
    })

    it('queries more than one page of a partition', async () => {
      const long = 'x'.repeat(300_000)
      await put(...Array.from({ length: 5 }, (_, i) => row(`s${i}`, { long })))
      expect(await table.query('p')).toHaveLength(5)
    })

    it('reads many rows, more than one request holds, and leaves out what is not there', async () => {
      const keys = Array.from({ length: 130 }, (_, i) => ({ pk: `p${i}`, sk: 's' }))
      await put(...keys.slice(0, 120))
      expect(await table.getMany(keys)).toHaveLength(120)
      expect(await table.getMany([])).toEqual([])
    })

    it('refuses to read a row twice in one request', async () => {
      await expect(table.getMany([key, key])).rejects.toThrow('duplicates')
    })
  })

  describe('scanning', () => {
    const everything = async () => {
      const pages = [await table.scan()]
      for (let after = pages[0]?.after; after; after = pages.at(-1)?.after)
        pages.push(await table.scan(after))
      return pages
    }

    it('reads every row once, over several pages, the rows of a partition together', async () => {
      const text = 'x'.repeat(60_000)
      for (let i = 0; i < 450; i += 1)
        await put({ pk: `p${i % 30}`, sk: `s${String(i).padStart(3, '0')}`, ...(i < 60 && { text }) })
      const pages = await everything()
      const rows = pages.flatMap(page => page.items)
      expect(pages.length).toBeGreaterThan(1)
      expect(new Set(rows.map(({ pk, sk }) => `${pk} ${sk}`)).size).toBe(450)
      expect(rows).toHaveLength(450)
      const changes = rows.filter((one, i) => one.pk !== rows[i - 1]?.pk)
      expect(changes).toHaveLength(30)
      expect(rows.find(one => one.sk === 's007')).toEqual({ pk: 'p7', sk: 's007', text })
    })

    it('finds nothing in an empty table', async () => {
      expect(await everything()).toEqual([{ items: [] }])
    })
  })

  describe('writing', () => {
    it('puts a row in place of another', async () => {
      await put(row('s', { a: 1 }), row('s', { b: 2 }))
      expect(await table.get(key)).toEqual(row('s', { b: 2 }))
    })

    it('deletes a row, and one that is not there', async () => {
      await put(row('s'))
      expect(await table.write({ delete: key })).toEqual({ is: 'written' })
      expect(await table.get(key)).toBeUndefined()
      expect(await table.write({ delete: key })).toEqual({ is: 'written' })
    })

    it('updates some attributes and answers with the row as it is then', async () => {
      await put(row('s', { kept: 'k', set: 1, count: 5, gone: 1 }))
      const update: Write = {
        update: key,
        set: { set: 2, new: [] },
        add: { count: -2, fresh: 3 },
        remove: ['gone', 'no'],
      }
      const after = row('s', { kept: 'k', set: 2, new: [], count: 3, fresh: 3 })
      expect(await table.write(update)).toEqual({ is: 'written', item: after })
      expect(await table.get(key)).toEqual(after)
    })

    it('updates a row that is not there into being', async () => {
      expect(await table.write({ update: key, add: { n: 1 } })).toEqual({
        is: 'written',
        item: row('s', { n: 1 }),
      })
    })

    it('refuses a row that is too large', async () => {
      await expect(put(row('s', { long: 'x'.repeat(410_000) }))).rejects.toThrow(/size|larger/)
    })
  })

  describe('a condition', () => {
    const stored = row('s', { n: 5, text: 'b' })
    const cases: [string, Check, boolean][] = [
      ['absent, of an attribute that is there', { attribute: 'n', is: 'absent' }, false],
      ['absent, of one that is not', { attribute: 'x', is: 'absent' }, true],
      ['present, of an attribute that is there', { attribute: 'n', is: 'present' }, true],
      ['present, of one that is not', { attribute: 'x', is: 'present' }, false],
      ['equal', { attribute: 'n', is: '=', value: 5 }, true],
      ['not equal', { attribute: 'n', is: '=', value: 4 }, false],
      ['equal but for the type', { attribute: 'n', is: '=', value: '5' }, false],
      ['less', { attribute: 'n', is: '<', value: 6 }, true],
      ['not less', { attribute: 'n', is: '<', value: 5 }, false],
      ['at most', { attribute: 'n', is: '<=', value: 5 }, true],
      ['not at most', { attribute: 'n', is: '<=', value: 4 }, false],
      ['more', { attribute: 'n', is: '>', value: 4 }, true],
      ['not more', { attribute: 'n', is: '>', value: 5 }, false],
      ['at least', { attribute: 'n', is: '>=', value: 5 }, true],
      ['not at least', { attribute: 'n', is: '>=', value: 6 }, false],
      ['less, as text', { attribute: 'text', is: '<', value: 'c' }, true],
      ['more, of an attribute that is not there', { attribute: 'x', is: '>', value: 0 }, false],
    ]
    it.each(cases)('%s', async (_, check, allowed) => {
      await put(stored)
      const answer = await table.write({ update: key, set: { changed: true }, when: [check] })
      expect(answer.is).toBe(allowed ? 'written' : 'conflict')
      expect(await table.get(key)).toEqual(allowed ? { ...stored, changed: true } : stored)
    })

    it('holds only if all of its parts do', async () => {
      await put(stored)
      const when: Check[] = [
        { attribute: 'n', is: '=', value: 5 },
        { attribute: 'text', is: '=', value: 'a' },
      ]
      expect((await table.write({ update: key, set: { changed: true }, when })).is).toBe('conflict')
    })

    const writes: [string, (when: Check[]) => Write][] = [
      ['put', when => ({ put: row('s', { n: 6 }), when })],
      ['update', when => ({ update: key, set: { n: 6 }, when })],
      ['delete', when => ({ delete: key, when })],
    ]
    it.each(writes)(
      'that does not hold refuses a %s and shows the row that stood in the way',
      async (_, write) => {
        await put(stored)
        const when: Check[] = [{ attribute: 'n', is: '=', value: 4 }]
        expect(await table.write(write(when))).toEqual({ is: 'conflict', item: stored })
        expect(await table.get(key)).toEqual(stored)
      },
    )

    it.each(writes)('on a row that is not there refuses a %s and shows none', async (_, write) => {
      expect(await table.write(write([{ attribute: 'n', is: '=', value: 5 }]))).toEqual({ is: 'conflict' })
    })

    it('lets one of many rivals through', async () => {
      await put(row('s', { v: 1 }))
      const rivals = Array.from({ length: 8 }, (_, by) =>
        table.write({ put: row('s', { v: 2, by }), when: [{ attribute: 'v', is: '=', value: 1 }] }),
      )
      const won = (await Promise.all(rivals)).filter(({ is }) => is === 'written')
      expect(won).toHaveLength(1)
    })
  })

  describe('a transaction', () => {
    it('writes everything', async () => {
      await put(row('gone'), row('n', { n: 1 }))
      const answer = await table.transact([
        { put: row('new') },
        { delete: { pk: 'p', sk: 'gone' } },
        { update: { pk: 'p', sk: 'n' }, add: { n: 2 }, when: [{ attribute: 'n', is: '=', value: 1 }] },
      ])
      expect(answer).toEqual({ is: 'written' })
      expect(await table.query('p')).toEqual([row('n', { n: 3 }), row('new')])
    })

    it('writes nothing when one condition does not hold', async () => {
      await put(row('n', { n: 1 }))
      const answer = await table.transact([
        { put: row('new') },
        { update: { pk: 'p', sk: 'n' }, add: { n: 2 }, when: [{ attribute: 'n', is: '=', value: 2 }] },
      ])
      expect(answer).toEqual({ is: 'conflict' })
      expect(await table.query('p')).toEqual([row('n', { n: 1 })])
    })

    it('refuses to write a row twice', async () => {
      const twice = table.transact([{ put: row('s') }, { update: key, set: { a: 1 } }])
      await expect(twice).rejects.toThrow('multiple operations on one item')
      expect(await table.get(key)).toBeUndefined()
    })

    it('refuses more than 100 writes', async () => {
      const writes = Array.from({ length: 101 }, (_, i) => ({ put: row(`s${i}`) }))
      await expect(table.transact(writes)).rejects.toThrow('100')
    })
  })

  describe('the due index', () => {
    const due = (until: number, limit = 10, after?: DueKey) => table.due('due#j#1', until, limit, after)
    const names = (keys: DueKey[]) => keys.map(({ sk }) => sk)

    it('holds what has a due time, up to and including a moment, earliest first', async () => {
      await put(dueRow('c', 30), dueRow('a', 10), dueRow('b', 20), dueRow('d', 31), row('none'))
      await put(dueRow('elsewhere', 5, 'due#j#2'))
      expect(await due(30)).toEqual([
        { pk: 'L#a', sk: 'a', dueAt: 10 },
        { pk: 'L#b', sk: 'b', dueAt: 20 },
        { pk: 'L#c', sk: 'c', dueAt: 30 },
      ])
    })

    it('pages from after a row, also among many that are due at the same moment', async () => {
      await put(
        ...Array.from({ length: 7 }, (_, i) => dueRow(`same${i}`, 10)),
        dueRow('early', 9),
        dueRow('late', 11),
      )
      const seen: string[] = []
      let after: DueKey | undefined
      for (let page = 0; page < 5; page += 1) {
        const keys: DueKey[] = await due(11, 2, after)
        seen.push(...names(keys))
        after = keys.at(-1)
      }
      expect(seen.at(0)).toBe('early')
      expect(seen.at(-1)).toBe('late')
      expect([...seen].sort()).toEqual(['early', 'late', ...Array.from({ length: 7 }, (_, i) => `same${i}`)])
    })

    it('pages on though the row that ended the last page has gone meanwhile', async () => {
      await put(dueRow('a', 10), dueRow('b', 20), dueRow('c', 30))
      const [after] = await due(30, 1)
      await table.write({ delete: { pk: 'L#a', sk: 'a' } })
      expect(names(await due(30, 2, after))).toEqual(['b', 'c'])
    })

    it('follows a row whose due time changes, and lets one go that has none any more', async () => {
      await put(dueRow('a', 10), dueRow('b', 20), dueRow('c', 30))
      await table.write({ update: { pk: 'L#a', sk: 'a' }, set: { ds: 25 } })
      await table.write({ update: { pk: 'L#b', sk: 'b' }, remove: ['dp', 'ds'] })
      await table.write({ update: { pk: 'L#c', sk: 'c' }, set: { dp: 'due#j#2' } })
      expect(names(await due(100))).toEqual(['a'])
      await put({ pk: 'L#a', sk: 'a' })
      expect(await due(100)).toEqual([])
    })

    it('is left alone by a write that does not concern it', async () => {
      await put(dueRow('a', 10))
      await table.write({ update: { pk: 'L#a', sk: 'a' }, set: { claimed: true } })
      expect(names(await due(10))).toEqual(['a'])
    })
  })
})
