/** The single table's physical shape, which infrastructure creates and the store relies on. */
export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Seconds since 1970; DynamoDB removes the item within days after. */
  timeToLive: 'ttl',
  /**
   * Sparse, keys only: contains exactly the rows that are due at some time. Its sort key is that time, in
   * milliseconds since 1970.
   */
  dueIndex: { name: 'due', partitionKey: 'dp', sortKey: 'ds' },
  /** New images are enough, because a write stores its own events in `f`. */
  stream: 'NEW_IMAGE',
} as const
