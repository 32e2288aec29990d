import type { Key, Table } from '../../shared/store/table.ts'

const isOf = (kinds: readonly string[], pk: string): boolean =>
  kinds.some(kind => (kind.endsWith('#') ? pk.startsWith(kind) : pk === kind))

/**
 * The table with a function's read permissions: rows of these kinds and no others. Due keys stay readable, because
 * the index has its own permission.
 */
export function readingOwnRows<T extends Table>(table: T, kinds: readonly string[]): T {
  const refuseOthers = (keys: readonly Pick<Key, 'pk'>[]): void => {
    const other = keys.find(({ pk }) => !isOf(kinds, pk))
    if (other) throw new Error(`Its role lets it read ${kinds.join(', ')}, and not ${other.pk}.`)
  }
  const reads: Pick<Table, 'get' | 'getMany' | 'query'> = {
    get: async key => {
      refuseOthers([key])
      return table.get(key)
    },
    getMany: async keys => {
      refuseOthers(keys)
      return table.getMany(keys)
    },
    query: async (pk, skBegins) => {
      refuseOthers([{ pk }])
      return table.query(pk, skBegins)
    },
  }
  return new Proxy(table, {
    get: (target, name) => {
      if (name in reads) return reads[name as keyof typeof reads]
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
