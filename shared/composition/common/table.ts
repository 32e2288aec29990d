import { timeoutAfterSeconds } from '../../adapters/aws-client.ts'
import { systemWaiting } from '../../adapters/clock.ts'
import { dynamoClient } from '../../adapters/dynamo-client.ts'
import { dynamoReads } from '../../store/dynamo-reads.ts'
import { dynamoWrites } from '../../store/dynamo-writes.ts'

/** The single table, with the operations that most functions use. */
export const dynamoTable = (TableName: string) => {
  // By default the SDK would try four times, and a page has fifteen seconds.
  const client = dynamoClient({ maxAttempts: 3, requestHandler: timeoutAfterSeconds(4) })
  const dynamo = { client, TableName, waiting: systemWaiting }
  return { dynamo, ...dynamoReads(dynamo), ...dynamoWrites(dynamo) }
}

export type DynamoTable = ReturnType<typeof dynamoTable>
