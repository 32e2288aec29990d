import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BatchWriteItemCommand, CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { marshall } from '@aws-sdk/util-dynamodb'
import { systemWaiting } from '../../../shared/adapters/clock.ts'
import { dynamoClient } from '../../../shared/adapters/dynamo-client.ts'
import { tableShape } from '../../../shared/contracts/table-shape.ts'
import { dynamoBatchReads, dynamoDueReads, dynamoReads } from '../../../shared/store/dynamo-reads.ts'
import { dynamoWrites } from '../../../shared/store/dynamo-writes.ts'
import type { Item, Table } from '../../../shared/store/table.ts'
import { startDatabase } from '../../local/aws/dynoxide.ts'

/** Real AWS clients, with servers in processes of their own, so that only the clients' cost is measured. */
export interface AwsAtOnce {
  ses: SESv2Client
  /** Creates a table with these rows. */
  tableWith(rows: Iterable<Item>): Promise<Table>
  close(): Promise<void>
}

const { partitionKey, sortKey, dueIndex } = tableShape
const keys = (HASH: string, RANGE: string) =>
  Object.entries({ HASH, RANGE }).map(([KeyType, AttributeName]) => ({
    KeyType: KeyType as 'HASH' | 'RANGE',
    AttributeName,
  }))

const newTable = (TableName: string) =>
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: partitionKey, AttributeType: 'S' },
      { AttributeName: sortKey, AttributeType: 'S' },
      { AttributeName: dueIndex.partitionKey, AttributeType: 'S' },
      { AttributeName: dueIndex.sortKey, AttributeType: 'N' },
    ],
    KeySchema: keys(partitionKey, sortKey),
    GlobalSecondaryIndexes: [
      {
        IndexName: dueIndex.name,
        KeySchema: keys(dueIndex.partitionKey, dueIndex.sortKey),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  })

/** The limit of rows per request (DynamoDB API, BatchWriteItem). */
const perWrite = 25

async function fill(client: DynamoDBClient, TableName: string, rows: Iterable<Item>): Promise<void> {
  let batch: Item[] = []
  const write = async () => {
    const puts = batch.map(row => ({ PutRequest: { Item: marshall(row, { removeUndefinedValues: true }) } }))
    batch = []
    if (puts.length === 0) return
    const RequestItems = { [TableName]: puts }
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems }))
    if (UnprocessedItems[TableName])
      throw new Error('The emulator left rows out, so nothing can be measured.')
  }
  for (const row of rows) {
    batch.push(row)
    if (batch.length === perWrite) await write()
  }
  await write()
}

async function sesAtOnce() {
  const child = fork(new URL('ses-at-once.ts', import.meta.url), { execArgv: [] })
  const [port] = (await once(child, 'message')) as [number]
  return { endpoint: `http://127.0.0.1:${port}`, close: () => child.disconnect() }
}

export async function startAwsAtOnce(): Promise<AwsAtOnce> {
  const folder = mkdtempSync(join(tmpdir(), 'shiftworks-bench-'))
  const [database, mail] = await Promise.all([startDatabase(join(folder, 'table.db'), () => {}), sesAtOnce()])
  const common = { region: 'eu-west-2', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } }
  const client = dynamoClient({ ...common, endpoint: database.endpoint })
  const ses = new SESv2Client({ ...common, endpoint: mail.endpoint, maxAttempts: 1 })
  let tables = 0
  return {
    ses,
    async tableWith(rows) {
      tables += 1
      const table = { client, TableName: `bench-${tables}`, waiting: systemWaiting }
      await client.send(newTable(table.TableName))
      await fill(client, table.TableName, rows)
      return {
        ...dynamoReads(table),
        ...dynamoBatchReads(table),
        ...dynamoDueReads(table),
        ...dynamoWrites(table),
      }
    },
    async close() {
      client.destroy()
      ses.destroy()
      mail.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
