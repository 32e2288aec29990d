import { marshall } from '@aws-sdk/util-dynamodb'
import { tableShape } from '../../shared/contracts/table-shape.ts'
import type { DueCount } from '../../shared/store/due.ts'
import type {
  DueKey,
  Item,
  Key,
  ScanPage,
  Table,
  TableScan,
  Write,
  Written,
} from '../../shared/store/table.ts'
import { type Billed, readUnits, sizeOfRow, writeUnits } from './billing.ts'
import { DueOrder } from './due-order.ts'
import { copyOf, isAllowed, updated } from './row-changes.ts'

/** A write as the table's stream delivers it. */
export interface StreamedWrite {
  sequenceNumber: string
  newImage: Record<string, unknown>
}

/** A table for a simulated world. */
export interface SimulatedTable extends Table, TableScan {
  /** Writes with events since the last call, in order. */
  untold(): Promise<readonly StreamedWrite[]>
  /** The earliest due time of any row; undefined if there is none. */
  nextDue(): number | undefined | Promise<number | undefined>
  /** Adds rows as they are, without stream records. */
  load(rows: Iterable<Item>): Promise<void>
}

const { partitionKey, sortKey } = tableShape.dueIndex

/** The maximal lengths of keys in bytes (DynamoDB, "Quotas"). Keys here are ASCII. */
const longest = { pk: 2048, sk: 1024 }

/** @throws if DynamoDB would reject the key */
function nameOf({ pk, sk }: Key): string {
  const isKey = pk !== '' && sk !== '' && pk.length <= longest.pk && sk.length <= longest.sk
  if (!isKey) throw new Error(`No row of DynamoDB has a key of ${pk.length} and ${sk.length} signs.`)
  return `${pk}\u0000${sk}`
}

const keyOf = (write: Write): Key =>
  'put' in write ? write.put : 'update' in write ? write.update : write.delete

/** DynamoDB rejects requests that name a row twice (BatchGetItem, TransactWriteItems). */
function refuseTwice(keys: readonly Key[], why: string): void {
  if (new Set(keys.map(nameOf)).size < keys.length) throw new Error(why)
}

const maxWrites = 100

const bySortKey = (a: Key, b: Key): number => (a.sk < b.sk ? -1 : 1)

const projected = (row: Item, only: readonly string[]): Item =>
  Object.fromEntries(Object.entries(row).filter(([name]) => only.includes(name))) as Item

/** Rows per page of a scan. */
const pageOfScan = 400

const dueKeyOf = (row: Item | undefined): { partition: string; key: DueKey } | undefined => {
  const [partition, dueAt] = [row?.[partitionKey], row?.[sortKey]]
  if (!row || typeof partition !== 'string' || typeof dueAt !== 'number') return undefined
  return { partition, key: { pk: row.pk, sk: row.sk, dueAt } }
}

/** A write in the stream. Its image is built only when it is read, because few tests do. */
function streamed(sequenceNumber: string, row: Item): StreamedWrite {
  let image: StreamedWrite['newImage'] | undefined
  return {
    sequenceNumber,
    get newImage() {
      image ??= marshall(row, { removeUndefinedValues: true })
      return image
    },
  }
}

/** The table in memory, with DynamoDB's conditions, transactions, due index, stream and billed units. Rows are copied in and out. */
export class MemoryTable implements SimulatedTable, DueCount {
  readonly rows = new Map<string, Item>()
  readonly billed: Billed = { requests: 0, readUnits: 0, writeUnits: 0 }
  /** Writes with established events, in order; not kept if `streams` is false. */
  readonly stream: StreamedWrite[] = []
  readonly streams: boolean
  readonly #partitions = new Map<string, Map<string, Item>>()
  readonly #due = new Map<string, DueOrder>()
  #sequence = 0
  #told = 0

  readonly name: string

  constructor({ streams = true, name = 'in-memory' }: { streams?: boolean; name?: string } = {}) {
    this.streams = streams
    this.name = name
  }

  async get(key: Key): Promise<Item | undefined> {
    const row = this.rows.get(nameOf(key))
    this.#bill({ readUnits: readUnits(row ? [row] : [], 'strong') })
    return copyOf(row)
  }

  async getMany(keys: readonly Key[]): Promise<Item[]> {
    refuseTwice(keys, 'The keys to read hold duplicates.')
    const found = keys.flatMap(key => this.rows.get(nameOf(key)) ?? [])
    const each = found.reduce((sum, row) => sum + readUnits([row], 'strong'), 0)
    this.#bill({ readUnits: each, requests: Math.ceil(keys.length / 100) })
    return copyOf(found)
  }

  async query(pk: string, skBegins = ''): Promise<Item[]> {
    const partition = [...(this.#partitions.get(pk)?.values() ?? [])]
    const found = partition.filter(row => row.sk.startsWith(skBegins)).sort(bySortKey)
    this.#bill({ readUnits: readUnits(found, 'strong') })
    return copyOf(found)
  }

  async due(partition: string, until: number, limit: number, after?: DueKey): Promise<DueKey[]> {
    const found = this.#due.get(partition)?.page(until, limit, after) ?? []
    this.#bill({
      readUnits: readUnits(
        found.map(key => ({ ...key })),
        'eventual',
      ),
    })
    return copyOf(found)
  }

  async countDue(partition: string, until: number, max: number): Promise<number> {
    const counted = this.#due.get(partition)?.page(until, max) ?? []
    this.#bill({
      readUnits: readUnits(
        counted.map(key => ({ ...key })),
        'eventual',
      ),
    })
    return counted.length
  }

  async write(write: Write): Promise<Written> {
    const row = this.rows.get(nameOf(keyOf(write)))
    const allowed = isAllowed(write, row)
    if (!allowed) {
      this.#bill({ writeUnits: writeUnits(row, row) })
      return row ? { is: 'conflict', item: copyOf(row) } : { is: 'conflict' }
    }
    const after = this.#apply(write)
    this.#bill({ writeUnits: writeUnits(row, after) })
    return after && 'update' in write ? { is: 'written', item: copyOf(after) } : { is: 'written' }
  }

  async transact(writes: readonly Write[]): Promise<Written> {
    refuseTwice(writes.map(keyOf), 'A transaction cannot include multiple operations on one item.')
    if (writes.length > maxWrites)
      throw new Error(`A transaction takes ${maxWrites} writes, not ${writes.length}.`)
    const before = writes.map(write => this.rows.get(nameOf(keyOf(write))))
    const allowed = writes.every((write, i) => isAllowed(write, before[i]))
    const after = allowed ? writes.map(write => this.#apply(write)) : before
    const units = before.reduce((sum, row, i) => sum + writeUnits(row, after[i], 'transaction'), 0)
    this.#bill({ writeUnits: units })
    return { is: allowed ? 'written' : 'conflict' }
  }

  async untold(): Promise<readonly StreamedWrite[]> {
    const records = this.stream.slice(this.#told)
    this.#told = this.stream.length
    return records
  }

  nextDue(): number | undefined {
    const delivered = [...this.#due].filter(([partition]) => partition.startsWith('due#'))
    const earliest = delivered.flatMap(([, keys]) => keys.page(Number.POSITIVE_INFINITY, 1))
    return earliest.length > 0 ? Math.min(...earliest.map(({ dueAt }) => dueAt)) : undefined
  }

  async load(rows: Iterable<Item>): Promise<void> {
    for (const row of rows) this.#keep(row, copyOf(row))
  }

  async scan(after?: Key, only?: readonly string[]): Promise<ScanPage> {
    const partitions = [...this.#partitions]
    const from = after ? partitions.findIndex(([pk]) => pk === after.pk) : 0
    const items: Item[] = []
    for (const [pk, rows] of partitions.slice(from)) {
      const passed = after?.pk === pk ? after.sk : ''
      items.push(...[...rows.values()].filter(({ sk }) => sk > passed).sort(bySortKey))
      if (items.length > pageOfScan) break
    }
    const page = items.slice(0, pageOfScan)
    this.#bill({ readUnits: readUnits(page, 'eventual') })
    const last = page.at(-1)
    const { pk, sk } = last ?? { pk: '', sk: '' }
    const sent = only ? page.map(row => projected(row, only)) : page
    return { items: copyOf(sent), ...(items.length > pageOfScan && { after: { pk, sk } }) }
  }

  async size(): Promise<{ rows: number; bytes: number }> {
    const rows = [...this.rows.values()]
    return { rows: rows.length, bytes: rows.reduce((sum, row) => sum + sizeOfRow(row), 0) }
  }

  #bill(units: Partial<Billed>): void {
    this.billed.requests += units.requests ?? 1
    this.billed.readUnits += units.readUnits ?? 0
    this.billed.writeUnits += units.writeUnits ?? 0
  }

  #apply(write: Write): Item | undefined {
    const key = keyOf(write)
    const before = this.rows.get(nameOf(key))
    const after =
      'put' in write ? copyOf(write.put) : 'update' in write ? copyOf(updated(before, write)) : undefined
    if (after && sizeOfRow(after) > 400_000)
      throw new Error(`Row ${key.pk} ${key.sk} is larger than DynamoDB's 400 KB.`)
    this.#keep(key, after)
    if (after && typeof after['f'] === 'string') this.#tell(after)
    return after
  }

  #keep(key: Key, after: Item | undefined): void {
    const before = this.rows.get(nameOf(key))
    this.#index(before, after, key)
    if (after) this.rows.set(nameOf(key), after)
    else this.rows.delete(nameOf(key))
  }

  #tell(after: Item): void {
    if (!this.streams) return
    this.#sequence += 1
    this.stream.push(streamed(String(this.#sequence), after))
  }

  #index(before: Item | undefined, after: Item | undefined, key: Key): void {
    const partition = this.#partitions.get(key.pk) ?? new Map<string, Item>()
    if (after) partition.set(key.sk, after)
    else partition.delete(key.sk)
    this.#partitions.set(key.pk, partition)
    const [old, due] = [dueKeyOf(before), dueKeyOf(after)]
    if (old) this.#due.get(old.partition)?.remove(old.key)
    if (!due) return
    const keys = this.#due.get(due.partition) ?? new DueOrder()
    keys.add(due.key)
    this.#due.set(due.partition, keys)
  }
}
