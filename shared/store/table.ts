/** A row's address. */
export interface Key {
  pk: string
  sk: string
}

/** A stored row: plain strings, numbers, booleans, lists and maps. */
export type Item = Key & Readonly<Record<string, unknown>>

/** A condition on the stored row. All of a write's conditions must hold; an absent row has no attributes. */
export type Check =
  | { attribute: string; is: 'absent' }
  | { attribute: string; is: 'present' }
  | { attribute: string; is: '=' | '<' | '<=' | '>' | '>='; value: string | number }

/** One conditional write. */
export type Write =
  | { put: Item; when?: readonly Check[] }
  | {
      update: Key
      set?: Readonly<Record<string, unknown>>
      add?: Readonly<Record<string, number>>
      remove?: readonly string[]
      when?: readonly Check[]
    }
  | { delete: Key; when?: readonly Check[] }

/** The result of a write. `conflict`: a condition does not hold (any more), and nothing was written. */
export type Written = { is: 'written'; item?: Item } | { is: 'conflict'; item?: Item }

/** The key of a row in the due index. */
export interface DueKey extends Key {
  dueAt: number
}

/** The single table as the store needs it. Faults of the service throw; failed conditions are values. */
export interface Table {
  /** The name of the table. A restored table has another name. */
  readonly name: string
  /** Strongly consistent. */
  get(key: Key): Promise<Item | undefined>
  /** Strongly consistent. Rows that do not exist are left out. Any number of keys. */
  getMany(keys: readonly Key[]): Promise<Item[]>
  /** Strongly consistent. Every row of a partition whose sort key begins with `skBegins`, in order. */
  query(pk: string, skBegins?: string): Promise<Item[]>
  /**
   * A partition of the due index up to and including a moment, earliest first, from after a row. Eventually
   * consistent.
   */
  due(partition: string, until: number, limit: number, after?: DueKey): Promise<DueKey[]>
  /** One write. Returns the updated row or, on a conflict, the row that is stored. */
  write(write: Write): Promise<Written>
  /** All or nothing; at most 100 writes of different rows. */
  transact(writes: readonly Write[]): Promise<Written>
}

/** A page of a scan, and where the next one begins; no `after` at the end. */
export interface ScanPage {
  items: Item[]
  after?: Key
}

/** Scans of the whole table, for operators and the weekly closing. The cost depends on the table's size. */
export interface TableScan {
  /**
   * A page of the whole table, from after a row, in a stable order: the rows of a partition come together. Eventually
   * consistent.
   * @param only the attributes to return, including the key's. Reading costs the same.
   */
  scan(after?: Key, only?: readonly string[]): Promise<ScanPage>
  /** How much a full scan reads. DynamoDB updates it about every six hours. */
  size(): Promise<{ rows: number; bytes: number }>
}
