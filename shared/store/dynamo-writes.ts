import { isDeepStrictEqual } from 'node:util'
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { backoff, type Waiting } from './backoff.ts'
import { type DynamoTable, patience, toItem } from './dynamo-table.ts'
import { type Expression, toExpression } from './expression.ts'
import type { Item, Table, Write, Written } from './table.ts'

/** Returns the conflicting row with the refusal, which saves a read. */
const onConflict = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const

const marshallItem = (item: object) => marshall(item, { removeUndefinedValues: true })

function toTransactItem(TableName: string, write: Write): TransactWriteItem {
  const expression = toExpression(write)
  if ('put' in write) return { Put: { TableName, Item: marshallItem(write.put), ...expression } }
  if ('delete' in write) return { Delete: { TableName, Key: marshall(write.delete), ...expression } }
  const { UpdateExpression = '', ...rest } = expression
  return { Update: { TableName, Key: marshall(write.update), UpdateExpression, ...rest } }
}

/** Error codes after which a write or transaction may succeed a moment later. */
const busy = [
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]

/**
 * Why a write was refused: a failed condition, another transaction on its rows, or a throttled table. Undefined for
 * errors that a retry cannot fix. Source: DynamoDB API reference, "TransactWriteItems", cancellation reasons.
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

/** Gives an error that a retry cannot fix, such as a row that is too large, the name that it has for a single write. */
function inOneName(error: unknown): unknown {
  if (!(error instanceof TransactionCanceledException)) return error
  const wrong = error.CancellationReasons?.find(({ Code }) => Code === 'ValidationError')
  if (!wrong) return error
  return Object.assign(new Error(wrong.Message ?? error.message, { cause: error }), {
    name: 'ValidationException',
  })
}

const conflict = (error: unknown): Written => {
  const item = error instanceof ConditionalCheckFailedException ? error.Item : undefined
  return item ? { is: 'conflict', item: toItem(item) } : { is: 'conflict' }
}

/** Writes, and retries with backoff while the refusal is temporary. */
async function persistently(waiting: Waiting, attempt: () => Promise<Written>): Promise<Written> {
  const again = { busy: backoff(waiting, patience.busy), rival: backoff(waiting, patience.rival) }
  for (;;)
    try {
      return await attempt()
    } catch (error) {
      const rejection = rejectionOf(error)
      if (rejection === undefined) throw inOneName(error)
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

/** Whether the row that blocks a put is the one just put: the SDK repeats a request whose response was lost. */
const isOwn = (error: unknown, put: PutItemCommandInput): boolean =>
  error instanceof ConditionalCheckFailedException &&
  (error.$metadata.attempts ?? 1) > 1 &&
  isDeepStrictEqual(error.Item, put.Item)

async function putOne(
  { client, TableName }: DynamoTable,
  item: Item,
  expression: Expression,
): Promise<Written> {
  const put = { TableName, Item: marshallItem(item), ...onConflict, ...expression }
  await client.send(new PutItemCommand(put)).catch(error => {
    if (!isOwn(error, put)) throw error
  })
  return { is: 'written' }
}

async function writeOne(table: DynamoTable, write: Write): Promise<Written> {
  const { client, TableName } = table
  const expression = toExpression(write)
  if ('put' in write) return putOne(table, write.put, expression)
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
