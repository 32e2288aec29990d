/** The single table's physical shape: what infrastructure creates and the store relies on. */
export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Seconds since 1970; DynamoDB removes the item within days after. */
  timeToLive: 'ttl',
  /** Sparse, keys only: exactly what waits for a moment in time. Its sort key is a number: milliseconds since 1970. */
  dueIndex: { name: 'due', partitionKey: 'dp', sortKey: 'ds' },
  /** New images are enough: a write that establishes events carries them itself, in `f`. */
  stream: 'NEW_IMAGE',
} as const
