import { tableShape } from '../../../shared/contracts/table-shape.ts'
import type { AwsCall } from '../aws/service.ts'
import { arn } from '../template/place.ts'

/** One right that a call needs, and what else IAM knows of it, by condition key. */
export type Right = { action: string; resource: string; context?: Record<string, string[]> }

type Input = Record<string, unknown>

const tableArn = (name: unknown) => arn('dynamodb', `table/${name}`)

function dynamodb(action: string, input: Input): Right[] {
  if (action === 'TransactWriteItems' || action === 'TransactGetItems') return transaction(input)
  if (action === 'BatchGetItem' || action === 'BatchWriteItem')
    return Object.keys(input['RequestItems'] ?? {}).map(name => ({
      action: `dynamodb:${action}`,
      resource: tableArn(name),
    }))
  const index = input['IndexName'] ? `/index/${input['IndexName']}` : ''
  return [
    { action: `dynamodb:${action}`, resource: tableArn(input['TableName']) + index, ...leadingKeys(input) },
  ]
}

/** The partition keys that a call names, as far as they are known from the row that it is about. */
function leadingKeys({ Key, Item }: Input): Pick<Right, 'context'> {
  const row = (Key ?? Item) as Record<string, { S?: string }> | undefined
  const key = row?.[tableShape.partitionKey]?.S
  return key === undefined ? {} : { context: { 'dynamodb:LeadingKeys': [key] } }
}

const inTransaction: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
}

/** A transaction has no right of its own: it needs those of its parts. */
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
 * The rights that IAM wants for a call. Source: Service Authorization Reference.
 * @returns undefined for a service that functions have no business with here
 */
export function neededRights({ service, action, body }: AwsCall): Right[] | undefined {
  const rights = services[service]
  const input = body.length > 0 && rights && service !== 'sts' ? JSON.parse(body.toString('utf8')) : {}
  return rights?.(action, input as Input)
}
