import {
  BatchGetItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { tableShape } from '../contracts/table-shape.ts'
import { backoff } from './backoff.ts'
import { type DynamoTable, patience, toItem } from './dynamo-table.ts'
import type { DueKey, Item, Key, Table, TableScan } from './table.ts'

const { dueIndex } = tableShape

/**
 * Reads of single rows and of a partition. Groups of calls are separate, so that a bundle contains only those it
 * uses.
 */
export const dynamoReads = ({ client, TableName }: DynamoTable): Pick<Table, 'name' | 'get' | 'query'> => ({
  name: TableName,

  async get(key) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true }),
    )
    return Item && toItem(Item)
  },

  async query(pk, skBegins) {
    const items: Item[] = []
    let ExclusiveStartKey: QueryCommand['input']['ExclusiveStartKey']
    do {
      const answer = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: skBegins ? 'pk = :pk AND begins_with(sk, :sk)' : 'pk = :pk',
          ExpressionAttributeValues: marshall(skBegins ? { ':pk': pk, ':sk': skBegins } : { ':pk': pk }),
          ExclusiveStartKey,
        }),
      )
      items.push(...(answer.Items ?? []).map(toItem))
      ExclusiveStartKey = answer.LastEvaluatedKey
    } while (ExclusiveStartKey)
    return items
  },
})

async function getBatch({ client, TableName, waiting }: DynamoTable, keys: readonly Key[]): Promise<Item[]> {
  const found: Item[] = []
  const again = backoff(waiting, patience.busy)
  let Keys = keys.map(key => marshall(key))
  for (;;) {
    const answer = await client.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
    )
    found.push(...(answer.Responses?.[TableName] ?? []).map(toItem))
    Keys = answer.UnprocessedKeys?.[TableName]?.Keys ?? []
    if (Keys.length === 0) return found
    if (!(await again()))
      throw new Error(
        `The table stayed too busy: ${Keys.length} of ${keys.length} rows could not be read. Try again later.`,
      )
  }
}

/** Reads of many rows, 100 a request. */
export const dynamoBatchReads = (table: DynamoTable): Pick<Table, 'getMany'> => ({
  async getMany(keys) {
    const batches: Promise<Item[]>[] = []
    for (let i = 0; i < keys.length; i += 100) batches.push(getBatch(table, keys.slice(i, i + 100)))
    return (await Promise.all(batches)).flat()
  },
})

const startAfter = (partition: string, { pk, sk, dueAt }: DueKey) => ({
  pk,
  sk,
  [dueIndex.partitionKey]: partition,
  [dueIndex.sortKey]: dueAt,
})

/** Reads of the due index. */
export const dynamoDueReads = ({ client, TableName }: DynamoTable): Pick<Table, 'due'> => ({
  async due(partition, until, limit, after) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: dueIndex.name,
        KeyConditionExpression: `${dueIndex.partitionKey} = :partition AND ${dueIndex.sortKey} <= :until`,
        ExpressionAttributeValues: marshall({ ':partition': partition, ':until': until }),
        Limit: limit,
        ...(after && { ExclusiveStartKey: marshall(startAfter(partition, after)) }),
      }),
    )
    return Items.map(toItem).map(
      ({ pk, sk, [dueIndex.sortKey]: at }): DueKey => ({ pk, sk, dueAt: Number(at) }),
    )
  },
})

/** Attribute names are placeholders, because DynamoDB reserves about 570 words. */
const projection = (only: readonly string[]) => ({
  ProjectionExpression: only.map((_, i) => `#${i}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(only.map((name, i) => [`#${i}`, name])),
})

/** Reads of the whole table. */
export const dynamoScan = ({
  client,
  TableName,
}: Pick<DynamoTable, 'client' | 'TableName'>): Pick<TableScan, 'scan'> => ({
  async scan(after, only) {
    const ExclusiveStartKey = after && marshall({ pk: after.pk, sk: after.sk })
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName, ExclusiveStartKey, ...(only && projection(only)) }),
    )
    const items = Items.map(toItem)
    return LastEvaluatedKey ? { items, after: unmarshall(LastEvaluatedKey) as Key } : { items }
  },
})

/** Scans for operators, with the table's size to estimate the cost. */
export const dynamoScans = (table: DynamoTable): TableScan => ({
  ...dynamoScan(table),

  async size() {
    const { client, TableName } = table
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    return { rows: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0 }
  },
})
