import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Waiting } from './backoff.ts'
import type { Item } from './table.ts'

/** A client and the table it works on. Its own retries are safe: a write that happened is conditional or counts as lost. */
export interface DynamoTable {
  client: DynamoDBClient
  TableName: string
  waiting: Waiting
}

/** A row as DynamoDB answers it, in plain values. */
export const toItem = (attributes: Parameters<typeof unmarshall>[0]): Item => unmarshall(attributes) as Item

/**
 * Milliseconds to wait, all in all. `busy`: for a throttled table, since a page has 15 seconds, of which the last request
 * may take 12. `rival`: for another transaction on the row, which takes some 10; then the caller reads and decides anew.
 */
export const patience = { busy: 3000, rival: 400 }
