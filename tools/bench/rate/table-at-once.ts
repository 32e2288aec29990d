import { createServer } from 'node:http'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { allowanceStore } from '../../../shared/store/allowance.ts'
import type { DueKey, Item, Key, Written } from '../../../shared/store/table.ts'
import { MemoryTable } from '../../simulation/memory-table.ts'
import { dueRows } from '../delivery/due-people.ts'
import { type WriteRequest, writtenBack } from './written-back.ts'

/**
 * A process that answers delivery's calls to DynamoDB at once, from a table in memory, so that its cost is excluded.
 * It holds the requested number of due people, and sends its port to its parent.
 */
type Attributes = Record<string, AttributeValue>
interface Batch {
  RequestItems: Record<string, { Keys: Attributes[] }>
}
interface QueryRequest {
  IndexName?: string
  ExpressionAttributeValues: Attributes
  Limit?: number
  ExclusiveStartKey?: Attributes
}

const table = new MemoryTable({ streams: false })
const toAttributes = (item: object): Attributes => marshall(item, { removeUndefinedValues: true })

class Refused extends Error {
  readonly answer: object
  constructor(answer: object) {
    super('refused')
    this.answer = answer
  }
}

function answerOf(written: Written, kind: string): object {
  const item = written.item && toAttributes(written.item)
  if (written.is === 'written') return item ? { Attributes: item } : {}
  const [is, more] =
    kind === 'TransactWriteItems'
      ? ['TransactionCanceledException', { CancellationReasons: [{ Code: 'ConditionalCheckFailed' }] }]
      : ['ConditionalCheckFailedException', item ? { Item: item } : {}]
  throw new Refused({
    __type: `com.amazonaws.dynamodb.v20120810#${is}`,
    message: 'The condition failed',
    ...more,
  })
}

async function query({ IndexName, ExpressionAttributeValues, Limit, ExclusiveStartKey }: QueryRequest) {
  const values = unmarshall(ExpressionAttributeValues)
  if (!IndexName) return { Items: (await table.query(values[':pk'], values[':sk'])).map(toAttributes) }
  const start = ExclusiveStartKey && (unmarshall(ExclusiveStartKey) as Item)
  const after = start && ({ pk: start.pk, sk: start.sk, dueAt: Number(start['ds']) } satisfies DueKey)
  const found = await table.due(values[':partition'], values[':until'], Limit ?? 1000, after)
  return { Items: found.map(({ pk, sk, dueAt }) => toAttributes({ pk, sk, ds: dueAt })) }
}

async function readMany({ RequestItems }: Batch) {
  const [[name = '', { Keys }] = ['', { Keys: [] }]] = Object.entries(RequestItems)
  const items = await table.getMany(Keys.map(key => unmarshall(key) as Key))
  return { Responses: { [name]: items.map(toAttributes) } }
}

async function readOne({ Key }: { Key: Attributes }) {
  const item = await table.get(unmarshall(Key) as Key)
  return item ? { Item: toAttributes(item) } : {}
}

async function transact({ TransactItems }: { TransactItems: Record<string, WriteRequest>[] }) {
  return table.transact(TransactItems.flatMap(item => Object.values(item)).map(writtenBack))
}

async function answer(kind: string, request: never): Promise<object> {
  if (kind === 'Query') return query(request)
  if (kind === 'BatchGetItem') return readMany(request)
  if (kind === 'GetItem') return readOne(request)
  if (kind === 'TransactWriteItems') return answerOf(await transact(request), kind)
  return answerOf(await table.write(writtenBack(request)), kind)
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const [, kind = ''] = String(request.headers['x-amz-target']).split('.')
  response.setHeader('content-type', 'application/x-amz-json-1.0')
  try {
    response.end(JSON.stringify(await answer(kind, JSON.parse(Buffer.concat(chunks).toString()) as never)))
  } catch (error) {
    response.statusCode = error instanceof Refused ? 400 : 500
    response.end(JSON.stringify(error instanceof Refused ? error.answer : { message: String(error) }))
  }
})

const rows = await dueRows()
await table.load(rows.journey)
await table.load(rows.people(Number(process.argv[2])))
// As after any minute in which the service has sent.
await allowanceStore(table).keep({
  askedAt: rows.at - 120_000,
  ratePerSecond: Number(process.argv[3]),
  per24Hours: Number.POSITIVE_INFINITY,
  sentLast24Hours: 0,
  enabled: true,
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined, at: rows.at })
})
process.once('disconnect', () => process.exit(0))
