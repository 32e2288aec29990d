import { tableShape } from '../../../shared/contracts/table-shape.ts'
import type { AwsCall } from '../aws/service.ts'
import { arn } from '../template/place.ts'

/** A permission that a call needs, with the values of IAM's condition keys. */
export type Right = { action: string; resource: string; context?: Record<string, string[]> }

type Input = Record<string, unknown>

const tableArn = (name: unknown) => arn('dynamodb', `table/${name}`)

function dynamodb(action: string, input: Input): Right[] {
  if (action === 'TransactWriteItems' || action === 'TransactGetItems') return transaction(input)
  if (action === 'BatchGetItem' || action === 'BatchWriteItem') return batch(action, input)
  const index = input['IndexName'] ? `/index/${input['IndexName']}` : ''
  return [
    { action: `dynamodb:${action}`, resource: tableArn(input['TableName']) + index, ...leadingKeys(input) },
  ]
}

type Attributes = Record<string, { S?: string }>

/** The partition keys that a call names, if known: of its row, or of its query. */
function leadingKeys({ Key, Item, ...query }: Input): Pick<Right, 'context'> {
  const row = (Key ?? Item) as Attributes | undefined
  return row ? keysOf([row]) : contextOf([queriedPartition(query)])
}

const keysOf = (rows: readonly Attributes[]) => contextOf(rows.map(row => row[tableShape.partitionKey]?.S))

const contextOf = (keys: readonly (string | undefined)[]): Pick<Right, 'context'> =>
  keys.length === 0 || keys.some(key => key === undefined)
    ? {}
    : { context: { 'dynamodb:LeadingKeys': keys as string[] } }

/** The partition that a query reads, if its condition begins with `pk = :pk`. */
function queriedPartition({
  IndexName,
  KeyConditionExpression = '',
  ExpressionAttributeValues = {},
}: Input): string | undefined {
  const name = IndexName === undefined ? tableShape.partitionKey : tableShape.dueIndex.partitionKey
  const value = new RegExp(`^${name} = (:\\w+)(?: AND |$)`).exec(String(KeyConditionExpression))?.[1]
  return value === undefined ? undefined : (ExpressionAttributeValues as Attributes)[value]?.S
}

/** The permissions of a batch: all rows read or written, by table. */
const batch = (action: string, { RequestItems }: Input): Right[] =>
  Object.entries((RequestItems ?? {}) as Record<string, BatchPart>).map(([name, part]) => ({
    action: `dynamodb:${action}`,
    resource: tableArn(name),
    ...keysOf(Array.isArray(part) ? part.flatMap(rowsWritten) : (part.Keys ?? [])),
  }))

type BatchWrite = { PutRequest?: { Item: Attributes }; DeleteRequest?: { Key: Attributes } }
type BatchPart = { Keys?: Attributes[] } | BatchWrite[]

const rowsWritten = ({ PutRequest, DeleteRequest }: BatchWrite): Attributes[] =>
  [PutRequest?.Item, DeleteRequest?.Key].filter(row => row !== undefined)

const inTransaction: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
}

/** A transaction has no permission of its own: it needs those of its parts. */
function transaction({ TransactItems }: Input): Right[] {
  const items = (TransactItems ?? []) as Record<string, Input>[]
  return items.flatMap(item =>
    Object.entries(item).map(([kind, part]) => ({
      action: `dynamodb:${inTransaction[kind]}`,
      resource: tableArn(part['TableName']),
      ...leadingKeys(part),
    })),
  )
}

function sqs(action: string, { QueueUrl }: Input): Right[] {
  const single = action.replace(/Batch$/, '')
  return [{ action: `sqs:${single}`, resource: arn('sqs', String(QueueUrl).split('/').at(-1) ?? '') }]
}

function events(action: string, { Entries = [] }: Input): Right[] {
  const buses = (Entries as { EventBusName?: string }[]).map(({ EventBusName = 'default' }) => EventBusName)
  return [...new Set(buses)].map(bus => ({
    action: `events:${action}`,
    resource: bus.startsWith('arn:') ? bus : arn('events', `event-bus/${bus}`),
  }))
}

function ses(action: string, input: Input): Right[] {
  if (action === 'GET /v2/email/account') return [{ action: 'ses:GetAccount', resource: '*' }]
  const name = action.endsWith('bulk-emails') ? 'ses:SendBulkEmail' : 'ses:SendEmail'
  const domain = /@([^>]+)/.exec(String(input['FromEmailAddress']))?.[1] ?? ''
  const set = input['ConfigurationSetName']
  return [
    { action: name, resource: arn('ses', `identity/${domain}`) },
    ...(set ? [{ action: name, resource: arn('ses', `configuration-set/${set}`) }] : []),
  ]
}

const services: Record<string, (action: string, input: Input) => Right[]> = {
  dynamodb,
  sqs,
  events,
  ses,
  secretsmanager: (action, { SecretId }) => [
    { action: `secretsmanager:${action}`, resource: String(SecretId) },
  ],
  sts: () => [],
}

/**
 * Returns the IAM permissions that a call needs. Source: Service Authorization Reference.
 * @returns undefined for a service that functions do not use here
 */
export function neededRights({ service, action, body }: AwsCall): Right[] | undefined {
  const rights = services[service]
  const input = body.length > 0 && rights && service !== 'sts' ? JSON.parse(body.toString('utf8')) : {}
  return rights?.(action, input as Input)
}
