/** A row's address. */
export interface Key {
  pk: string
  sk: string
}

/** A stored row: plain strings, numbers, booleans, lists and maps. */
export type Item = Key & Readonly<Record<string, unknown>>

/** What must hold of the stored row for a write to happen. All of them; an absent row has no attributes. */
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

/** Whether a write happened. `conflict`: what it was conditional on does not hold (any more), and nothing was written. */
export type Written = { is: 'written'; item?: Item } | { is: 'conflict'; item?: Item }

/** The address of a row that waits in the due index. */
export interface DueKey extends Key {
  dueAt: number
}

/**
 * The single table, as the store needs it. Faults of the service throw; a condition that does not hold is a value.
 */
export interface Table {
  /** A table that was restored from another has a name of its own. */
  readonly name: string
  /** Strongly consistent. */
  get(key: Key): Promise<Item | undefined>
  /** Strongly consistent; rows that do not exist are left out; any number of keys. */
  getMany(keys: readonly Key[]): Promise<Item[]>
  /** Strongly consistent; every row of a partition whose sort key begins so, in order. */
  query(pk: string, skBegins?: string): Promise<Item[]>
  /** A partition of the due index up to and including a moment, earliest first, from after a row; eventually consistent. */
  due(partition: string, until: number, limit: number, after?: DueKey): Promise<DueKey[]>
  /** One write. It answers with an updated row as it is then, and on a conflict with the row that stood in the way. */
  write(write: Write): Promise<Written>
  /** All or nothing, at most 100 writes of different rows. */
  transact(writes: readonly Write[]): Promise<Written>
}

/** A page of a scan, and where the next one begins; no `after` at the end. */
export interface ScanPage {
  items: Item[]
  after?: Key
}

/** Reading everything there is, for the operator and once a week: it costs what the table weighs. */
export interface TableScan {
  /**
   * A page of the whole table, from after a row, in an order that stays: the rows of a partition come together, one
   * after the other. Eventually consistent.
   * @param only these attributes travel, the key's among them; reading costs the same.
   */
  scan(after?: Key, only?: readonly string[]): Promise<ScanPage>
  /** How much a scan of everything reads. DynamoDB counts about every six hours. */
  size(): Promise<{ rows: number; bytes: number }>
}
