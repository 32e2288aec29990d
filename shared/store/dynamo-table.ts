import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { tableShape } from '../contracts/table-shape.ts'
import { backoff, type Waiting } from './backoff.ts'
import { toExpression } from './expression.ts'
import type { DueKey, Item, Key, Table, TableScan, Write, Written } from './table.ts'

const { dueIndex } = tableShape
/** A row that stood in the way comes with the refusal, which saves a read. */
const onConflict = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const

const toItem = (attributes: Parameters<typeof unmarshall>[0]): Item => unmarshall(attributes) as Item
const marshallItem = (item: object) => marshall(item, { removeUndefinedValues: true })

function toTransactItem(TableName: string, write: Write): TransactWriteItem {
  const expression = toExpression(write)
  if ('put' in write) return { Put: { TableName, Item: marshallItem(write.put), ...expression } }
  if ('delete' in write) return { Delete: { TableName, Key: marshall(write.delete), ...expression } }
  const { UpdateExpression = '', ...rest } = expression
  return { Update: { TableName, Key: marshall(write.update), UpdateExpression, ...rest } }
}

/** Error codes of a write or a transaction that may succeed a moment later. */
const busy = [
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]

/**
 * Why a write was refused: by a condition that does not hold, by a transaction on one of its rows, or by a table too
 * busy for it. Undefined for what no second try mends.
 * Source: DynamoDB API reference, "TransactWriteItems", cancellation reasons.
 */
function rejectionOf(error: unknown): 'condition' | 'rival' | 'busy' | undefined {
  if (error instanceof ConditionalCheckFailedException) return 'condition'
  if (error instanceof TransactionConflictException) return 'rival'
  if (!(error instanceof TransactionCanceledException)) return undefined
  const codes = (error.CancellationReasons ?? [])
    .map(({ Code = 'None' }) => Code)
    .filter(code => code !== 'None')
  if (codes.includes('ConditionalCheckFailed')) return 'condition'
  if (codes.length === 0 || !codes.every(code => busy.includes(code))) return undefined
  return codes.includes('TransactionConflict') ? 'rival' : 'busy'
}

const conflict = (error: unknown): Written => {
  const item = error instanceof ConditionalCheckFailedException ? error.Item : undefined
  return item ? { is: 'conflict', item: toItem(item) } : { is: 'conflict' }
}

/**
 * Milliseconds to wait, all in all. `busy`: for a throttled table, since a page has 15 seconds, of which the last request
 * may take 12. `rival`: for another transaction on the row, which takes some 10; then the caller reads and decides anew.
 */
const patience = { busy: 3000, rival: 400 }

/** Writes, and again after a while where nothing was written because others were at it. */
async function persistently(waiting: Waiting, attempt: () => Promise<Written>): Promise<Written> {
  const again = { busy: backoff(waiting, patience.busy), rival: backoff(waiting, patience.rival) }
  for (;;)
    try {
      return await attempt()
    } catch (error) {
      const rejection = rejectionOf(error)
      if (rejection === undefined) throw error
      if (rejection === 'condition') return conflict(error)
      if (await again[rejection]()) continue
      if (rejection === 'rival') return conflict(error)
      throw new Error(
        'The table stayed too busy for a transaction, and nothing was written. Try again later.',
        {
          cause: error,
        },
      )
    }
}

/** A client and the table it works on. Its own retries are safe: a write that happened is conditional or counts as lost. */
export interface DynamoTable {
  client: DynamoDBClient
  TableName: string
  waiting: Waiting
}

/** Reads of single rows and of a partition. The five groups are apart so that a function bundles only what it calls. */
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

async function writeOne({ client, TableName }: DynamoTable, write: Write): Promise<Written> {
  const expression = toExpression(write)
  if ('put' in write) {
    const put = { TableName, Item: marshallItem(write.put), ...onConflict, ...expression }
    await client.send(new PutItemCommand(put))
    return { is: 'written' }
  }
  if ('delete' in write) {
    const deletion = { TableName, Key: marshall(write.delete), ...onConflict, ...expression }
    await client.send(new DeleteItemCommand(deletion))
    return { is: 'written' }
  }
  const Key = marshall(write.update)
  const update = new UpdateItemCommand({
    TableName,
    Key,
    ReturnValues: 'ALL_NEW',
    ...onConflict,
    ...expression,
  })
  const { Attributes } = await client.send(update)
  return Attributes ? { is: 'written', item: toItem(Attributes) } : { is: 'written' }
}

/** Conditional writes, of one row or of several at once. */
export const dynamoWrites = (table: DynamoTable): Pick<Table, 'write' | 'transact'> => ({
  write: write => persistently(table.waiting, () => writeOne(table, write)),

  transact: writes =>
    persistently(table.waiting, async () => {
      const TransactItems = writes.map(write => toTransactItem(table.TableName, write))
      await table.client.send(new TransactWriteItemsCommand({ TransactItems }))
      return { is: 'written' }
    }),
})

/** Every attribute goes by a placeholder, since DynamoDB reserves some 570 words. */
const projection = (only: readonly string[]) => ({
  ProjectionExpression: only.map((_, i) => `#${i}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(only.map((name, i) => [`#${i}`, name])),
})

/** Reads of everything. */
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

/** The same, for the operator, who asks first what it costs. */
export const dynamoScans = (table: DynamoTable): TableScan => ({
  ...dynamoScan(table),

  async size() {
    const { client, TableName } = table
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    return { rows: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0 }
  },
})
