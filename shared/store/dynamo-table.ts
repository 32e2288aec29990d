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

/** Whether a write was refused because a condition did not hold, or because a transaction on its row was under way. */
function lost(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException) return true
  if (error instanceof TransactionConflictException) return true
  if (!(error instanceof TransactionCanceledException)) return false
  const codes = error.CancellationReasons?.map(reason => reason.Code) ?? []
  return codes.some(code => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')
}

async function orConflict(attempt: () => Promise<Written>): Promise<Written> {
  try {
    return await attempt()
  } catch (error) {
    if (!lost(error)) throw error
    const item = error instanceof ConditionalCheckFailedException ? error.Item : undefined
    return item ? { is: 'conflict', item: toItem(item) } : { is: 'conflict' }
  }
}

/** A client and the table it works on. Its own retries are safe: a write that happened is conditional or counts as lost. */
export interface DynamoTable {
  client: DynamoDBClient
  TableName: string
}

/** Reads of single rows and of a partition. The five groups are apart so that a function bundles only what it calls. */
export const dynamoReads = ({ client, TableName }: DynamoTable): Pick<Table, 'get' | 'query'> => ({
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

async function getBatch({ client, TableName }: DynamoTable, keys: readonly Key[]): Promise<Item[]> {
  const found: Item[] = []
  let Keys = keys.map(key => marshall(key))
  while (Keys.length > 0) {
    const answer = await client.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
    )
    found.push(...(answer.Responses?.[TableName] ?? []).map(toItem))
    Keys = answer.UnprocessedKeys?.[TableName]?.Keys ?? []
  }
  return found
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
  write: write => orConflict(() => writeOne(table, write)),

  transact: writes =>
    orConflict(async () => {
      const TransactItems = writes.map(write => toTransactItem(table.TableName, write))
      await table.client.send(new TransactWriteItemsCommand({ TransactItems }))
      return { is: 'written' }
    }),
})

/** Reads of everything, for the operator. */
export const dynamoScans = ({ client, TableName }: DynamoTable): TableScan => ({
  async scan(after) {
    const ExclusiveStartKey = after && marshall({ pk: after.pk, sk: after.sk })
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName, ExclusiveStartKey }),
    )
    const items = Items.map(toItem)
    return LastEvaluatedKey ? { items, after: unmarshall(LastEvaluatedKey) as Key } : { items }
  },

  async size() {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    return { rows: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0 }
  },
})
