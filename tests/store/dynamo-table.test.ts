import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { dynamoBatchReads, dynamoReads, dynamoWrites } from '../../shared/store/dynamo-table.ts'

const TableName = 'table'
const key = { pk: 'a', sk: 'b' }

/** A client that answers, one after the other, and keeps what it was asked: what no emulator does on demand. */
function answering(...answers: unknown[]) {
  const asked: Record<string, unknown>[] = []
  const send = async ({ input }: { input: Record<string, unknown> }) => {
    asked.push(input)
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer
  }
  return { asked, table: { client: { send } as unknown as DynamoDBClient, TableName } }
}

describe('what is read is what was written last', () => {
  it('by single rows and partitions, in all their pages', async () => {
    const { asked, table } = answering({}, { Items: [marshall(key)], LastEvaluatedKey: marshall(key) }, {})
    await dynamoReads(table).get(key)
    expect(await dynamoReads(table).query('a')).toEqual([key])
    expect(asked.map(({ ConsistentRead }) => ConsistentRead)).toEqual([true, true, true])
    expect(asked[2]).toMatchObject({ ExclusiveStartKey: marshall(key) })
  })

  it('by many rows, where those that DynamoDB left out are asked for again', async () => {
    const other = { pk: 'a', sk: 'c' }
    const { asked, table } = answering(
      {
        Responses: { [TableName]: [marshall(key)] },
        UnprocessedKeys: { [TableName]: { Keys: [marshall(other)] } },
      },
      { Responses: { [TableName]: [marshall(other)] } },
    )
    expect(await dynamoBatchReads(table).getMany([key, other])).toEqual([key, other])
    expect(asked).toMatchObject([
      { RequestItems: { [TableName]: { ConsistentRead: true } } },
      { RequestItems: { [TableName]: { ConsistentRead: true, Keys: [marshall(other)] } } },
    ])
  })
})

describe('a write that met another one', () => {
  const refused = { message: 'no', $metadata: {} }
  const cancelled = (Code: string) =>
    new TransactionCanceledException({ ...refused, CancellationReasons: [{ Code: 'None' }, { Code }] })
  const write = { put: key }

  it.each([
    ['on its row', new TransactionConflictException(refused)],
    ['in a transaction', cancelled('TransactionConflict')],
    ['that was quicker', cancelled('ConditionalCheckFailed')],
  ])('%s is a conflict, after which one reads again', async (_, error) => {
    const { table } = answering(error, error)
    expect(await dynamoWrites(table).write(write)).toEqual({ is: 'conflict' })
    expect(await dynamoWrites(table).transact([write])).toEqual({ is: 'conflict' })
  })

  it('is not what a table too busy says', async () => {
    const { table } = answering(cancelled('ThrottlingError'))
    await expect(dynamoWrites(table).transact([write])).rejects.toThrow('no')
  })
})
