import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { isForGood } from '../../shared/adapters/event-bus.ts'
import { dynamoBatchReads, dynamoReads } from '../../shared/store/dynamo-reads.ts'
import { dynamoWrites } from '../../shared/store/dynamo-writes.ts'

const TableName = 'table'
const key = { pk: 'a', sk: 'b' }

/**
 * A client that answers, one after the other and the last one for ever, and keeps what it was asked: what no emulator
 * does on demand. Time passes only while somebody waits; by chance, a wait is as long as it can be or as short.
 */
function answering(...answers: unknown[]) {
  const asked: Record<string, unknown>[] = []
  const waits: number[] = []
  const send = async ({ input }: { input: Record<string, unknown> }) => {
    asked.push(input)
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer instanceof Error) throw answer
    return answer
  }
  let now = 0
  const until = async (at: number) => {
    waits.push(Math.round(at - now))
    now = at
  }
  const chance = { fraction: () => 0 }
  const waiting = { now: () => now, until, fraction: () => chance.fraction() }
  const client = { send } as unknown as DynamoDBClient
  return { asked, waits, chance, table: { client, TableName, waiting } }
}

const sum = (waits: readonly number[]) => waits.reduce((all, one) => all + one, 0)

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

const refused = { message: 'no', $metadata: {} }
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({ ...refused, CancellationReasons: codes.map(Code => ({ Code })) })
const write = { put: key }

describe('a write whose condition does not hold', () => {
  it.each([
    ['alone', new ConditionalCheckFailedException(refused)],
    ['in a transaction', cancelled('None', 'ConditionalCheckFailed')],
    ['beside a row that was busy', cancelled('ThrottlingError', 'ConditionalCheckFailed')],
  ])('%s is a conflict at once', async (_, error) => {
    const { table, asked } = answering(error)
    expect(await dynamoWrites(table).transact([write])).toEqual({ is: 'conflict' })
    expect(asked).toHaveLength(1)
  })
})

const rivals = [
  ['a row in somebody’s transaction', new TransactionConflictException(refused)],
  ['a transaction on a row in another one', cancelled('None', 'TransactionConflict')],
  [
    'a transaction on a row both busy and in another one',
    cancelled('ThrottlingError', 'TransactionConflict'),
  ],
] as const
const throttled = [
  ['a partition too busy', cancelled('None', 'ThrottlingError')],
  ['a table too busy', cancelled('ProvisionedThroughputExceeded', 'None')],
  ['an account too busy', cancelled('RequestLimitExceeded')],
] as const

describe('what DynamoDB answers and does not do', () => {
  it.each([...rivals, ...throttled])('for %s is done a little later', async (_, error) => {
    const { table, asked, waits } = answering(error, error, {})
    expect(await dynamoWrites(table).transact([write])).toEqual({ is: 'written' })
    expect(asked).toHaveLength(3)
    expect(waits).toEqual([50, 100])
  })

  it.each(rivals)('for %s is a conflict soon, after which one reads again', async (_, error) => {
    const { table, waits } = answering(error)
    expect(await dynamoWrites(table).write(write)).toEqual({ is: 'conflict' })
    expect(waits).toEqual([50, 100, 200])
    expect(await dynamoWrites(table).transact([write])).toEqual({ is: 'conflict' })
  })

  it.each(throttled)(
    'for %s is an error in the end, which says that nothing was written',
    async (_, error) => {
      const { table } = answering(error)
      await expect(dynamoWrites(table).transact([write])).rejects.toThrow('nothing was written')
    },
  )

  it.each([0, 0.999])(
    'is asked for less and less often, for three seconds at most (chance %d)',
    async chance => {
      const { table, waits, chance: by } = answering(cancelled('ThrottlingError'))
      by.fraction = () => chance
      await expect(dynamoWrites(table).transact([write])).rejects.toThrow()
      expect(Math.min(...waits)).toBeGreaterThan(20)
      expect(Math.max(...waits)).toBeLessThanOrEqual(800)
      expect(waits.toSorted((a, b) => a - b)).toEqual(waits)
      expect(sum(waits)).toBeLessThanOrEqual(3000)
      expect(sum(waits)).toBeGreaterThan(2000)
    },
  )

  it.each(['ValidationError', 'ItemCollectionSizeLimitExceeded', 'SomethingNew'])(
    'for a reason that no second try mends (%s) is an error at once',
    async code => {
      const { table, asked } = answering(cancelled('TransactionConflict', code))
      await expect(dynamoWrites(table).transact([write])).rejects.toThrow('no')
      expect(asked).toHaveLength(1)
    },
  )

  it('and never will, such as a row too large, goes by one name, alone and in a transaction', async () => {
    const Message = 'Item size to update has exceeded the maximum allowed size'
    const reasons = [{ Code: 'None' }, { Code: 'ValidationError', Message }]
    const { table } = answering(
      new TransactionCanceledException({ ...refused, CancellationReasons: reasons }),
    )
    const wrong = dynamoWrites(table).transact([write])
    await expect(wrong).rejects.toMatchObject({ name: 'ValidationException', message: Message })
    await expect(wrong).rejects.toSatisfy(isForGood)
  })

  it('of many rows is asked for again after a wait, and an error in the end', async () => {
    const left = { UnprocessedKeys: { [TableName]: { Keys: [marshall(key)] } } }
    const found = { Responses: { [TableName]: [marshall(key)] } }
    const later = answering(left, left, found)
    expect(await dynamoBatchReads(later.table).getMany([key])).toEqual([key])
    expect(later.waits).toEqual([50, 100])
    const never = answering(left)
    await expect(dynamoBatchReads(never.table).getMany([key])).rejects.toThrow('1 of 1 rows')
    expect(sum(never.waits)).toBeLessThanOrEqual(3000)
  })
})
