import { BatchWriteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { tableShape } from '../../shared/contracts/table-shape.ts'
import type { DueCount } from '../../shared/store/due.ts'
import { dynamoDueCount } from '../../shared/store/dynamo-due-count.ts'
import {
  dynamoBatchReads,
  dynamoDueReads,
  dynamoReads,
  dynamoScans,
} from '../../shared/store/dynamo-reads.ts'
import type { DynamoTable } from '../../shared/store/dynamo-table.ts'
import { dynamoWrites } from '../../shared/store/dynamo-writes.ts'
import type { Item, Table, TableScan } from '../../shared/store/table.ts'
import { findShards, StreamReader } from '../../tools/local/sources/stream-reader.ts'
import type { SimulatedTable, StreamedWrite } from '../../tools/simulation/memory-table.ts'
import type { VirtualClock } from '../../tools/simulation/virtual-clock.ts'

/** The groups of operations of a DynamoDB table, as one. */
const wholeTable = (table: DynamoTable): Table & TableScan & DueCount => ({
  ...dynamoReads(table),
  ...dynamoBatchReads(table),
  ...dynamoDueReads(table),
  ...dynamoWrites(table),
  ...dynamoScans(table),
  ...dynamoDueCount(table),
})

type Records = Awaited<ReturnType<StreamReader['read']>>

/** Everything in a shard from where it was last read to its end. */
async function rest(reader: StreamReader): Promise<Records> {
  const records: Records = []
  for (;;) {
    const more = await reader.read()
    if (more.length === 0) return records
    records.push(...more)
  }
}

/**
 * The table's own stream, read to its end: what a wrapper could note of its writes would miss how a transaction left its
 * rows. @returns the writes that established events, as the stream's filter lets them through.
 */
async function streamOf(endpoint: string, table: string): Promise<() => Promise<StreamedWrite[]>> {
  const { stream, shards } = await findShards(endpoint, table)
  const readers = shards.map(shard => new StreamReader(endpoint, stream, shard, undefined))
  return async () => {
    const records = (await Promise.all(readers.map(rest))).flat()
    return records.flatMap(({ dynamodb }) => {
      const newImage = dynamodb['NewImage'] as { f?: { S?: string } } | undefined
      return newImage?.f?.S === undefined ? [] : [{ sequenceNumber: dynamodb.SequenceNumber, newImage }]
    })
  }
}

/** Puts rows as they are, 25 a request (DynamoDB API). */
async function put({ client, TableName }: DynamoTable, rows: readonly Item[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 25) {
    const puts = rows.slice(i, i + 25).map(row => ({ PutRequest: { Item: marshall(row) } }))
    const RequestItems = { [TableName]: puts }
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems }))
    if (UnprocessedItems[TableName]) throw new Error('The emulator left rows out.')
  }
}

/** The earliest key of the due index that delivery walks. A page is enough for the few people of a simulation. */
async function earliest({ client, TableName }: DynamoTable): Promise<number | undefined> {
  const { name, partitionKey, sortKey } = tableShape.dueIndex
  const { Items = [] } = await client.send(new ScanCommand({ TableName, IndexName: name }))
  const moments = Items.map(key => unmarshall(key))
    .filter(key => String(key[partitionKey]).startsWith('due#'))
    .map(key => Number(key[sortKey]))
  return moments.length > 0 ? Math.min(...moments) : undefined
}

/** The same functions, while each of which a clock stands still. */
function whileStill<T extends object>(functions: T, clock: VirtualClock): T {
  const entries = Object.entries(functions).map(([name, call]) => [
    name,
    (...given: unknown[]) => clock.during((call as (...given: unknown[]) => Promise<unknown>)(...given)),
  ])
  return Object.fromEntries(entries) as T
}

/** A table on the emulator that a simulated world can stand on. */
export async function dynoxideTable(
  table: DynamoTable,
  endpoint: string,
  clock: VirtualClock,
): Promise<SimulatedTable & DueCount> {
  const untold = await streamOf(endpoint, table.TableName)
  const load = async (rows: Iterable<Item>) => {
    await put(table, [...rows])
    await untold()
  }
  const nextDue = () => earliest(table)
  return whileStill({ ...wholeTable(table), untold, load, nextDue }, clock)
}
