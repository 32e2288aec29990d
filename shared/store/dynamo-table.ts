import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Waiting } from './backoff.ts'
import type { Item } from './table.ts'

/** A client and its table. The SDK's own retries are safe, because writes are conditional or may count as lost. */
export interface DynamoTable {
  client: DynamoDBClient
  TableName: string
  waiting: Waiting
}

/** A row as DynamoDB answers it, in plain values. */
export const toItem = (attributes: Parameters<typeof unmarshall>[0]): Item => unmarshall(attributes) as Item

/**
 * The longest total wait, in milliseconds. `busy`: for a throttled table; a page has 15 seconds, of which the last
 * request may take 12. `rival`: for another transaction on the row, which takes about 10; after that the caller reads
 * and decides again.
 */
export const patience = { busy: 3000, rival: 400 }
