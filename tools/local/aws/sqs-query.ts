import { randomUUID } from 'node:crypto'
import { escapeHtml } from '../../../shared/web/html.ts'
import type { AwsResponse } from './call.ts'
import type { AwsCall, Service } from './service.ts'

type Tree = { [name: string]: string | Tree }

const numbers = new Set([
  'MaxNumberOfMessages',
  'VisibilityTimeout',
  'WaitTimeSeconds',
  'DelaySeconds',
  'MaxResults',
  'MaxNumberOfMessagesPerSecond',
])
/** Maps in requests: the field and its key's name, by the name of an entry. */
const maps: Record<string, [field: string, key: string]> = {
  Attribute: ['Attributes', 'Name'],
  MessageAttribute: ['MessageAttributes', 'Name'],
  Tag: ['Tags', 'Key'],
}
/** Lists in responses, by the name of an entry. Entries of batches are named after the action. */
const lists: Record<string, string> = {
  Messages: 'Message',
  QueueUrls: 'QueueUrl',
  Failed: 'BatchResultErrorEntry',
  Results: 'ListMessageMoveTasksResultEntry',
}

/** SQS in the query protocol, which older SDKs use: translated to the JSON protocol and back. */
export function sqsQuery(sqs: Service): Service {
  return async call => {
    const input = toJson(call)
    const headers = { ...call.headers, 'x-amz-target': `AmazonSQS.${call.action}` }
    const answer = await sqs({ ...call, headers, body: Buffer.from(JSON.stringify(input)) })
    const output = JSON.parse(answer.body.toString('utf8') || '{}') as Record<string, unknown>
    return answer.status === 200 ? success(call.action, output) : failure(answer.status, output)
  }
}

function toJson({ body, path }: AwsCall): Record<string, unknown> {
  const tree: Tree = Object.create(null)
  for (const [name, value] of new URLSearchParams(body.toString('utf8')))
    if (name !== 'Action' && name !== 'Version') plant(tree, name.split('.'), value)
  return { ...(path === '/' ? {} : { QueueUrl: path }), ...structure(tree) }
}

function plant(tree: Tree, [name = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    tree[name] = value
    return
  }
  const inner = tree[name]
  const below: Tree = typeof inner === 'object' ? inner : Object.create(null)
  tree[name] = below
  plant(below, rest, value)
}

/** Converts numbered names to lists, lists of pairs to maps, and digits to numbers. */
function structure(tree: Tree): Record<string, unknown> {
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => field(name, value)))
}

function field(name: string, value: string | Tree): [string, unknown] {
  if (typeof value === 'string') return [name, numbers.has(name) ? Number(value) : value]
  const map = maps[name]
  const items = Object.values(value).map(item => (typeof item === 'string' ? item : structure(item)))
  if (map) {
    const [mapName, key] = map
    const pairs = items.map(item => item as Record<string, unknown>)
    return [mapName, Object.fromEntries(pairs.map(pair => [pair[key], pair['Value']]))]
  }
  if (!Object.keys(value).every(number => /^\d+$/.test(number))) return [name, structure(value)]
  return [name.endsWith('BatchRequestEntry') ? 'Entries' : `${name}s`, items]
}

const success = (action: string, output: Record<string, unknown>): AwsResponse =>
  xml(
    200,
    `<${action}Response><${action}Result>${elements(action, output)}</${action}Result>${metadata()}</${action}Response>`,
  )

function failure(status: number, output: Record<string, unknown>): AwsResponse {
  const code = String(output['__type'] ?? '')
    .split('#')
    .at(-1)
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeHtml(String(output['message']))}</Message></Error>`
  return xml(status, `<ErrorResponse>${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`)
}

const metadata = () => `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`

const xml = (status: number, body: string): AwsResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from(`<?xml version="1.0"?>${body}`),
})

function elements(action: string, output: Record<string, unknown>): string {
  return Object.entries(output)
    .map(([name, value]) => element(action, name, value))
    .join('')
}

function element(action: string, name: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) {
    const each = name === 'Successful' ? `${action}ResultEntry` : (lists[name] ?? name)
    return value.map(item => wrapped(action, each, item)).join('')
  }
  const map = Object.entries(maps).find(([, [mapName]]) => mapName === name)
  if (!map) return wrapped(action, name, value)
  const [entry, [, key]] = map
  return Object.entries(value)
    .map(([itemName, item]) => wrapped(action, entry, { [key]: itemName, Value: item }))
    .join('')
}

const wrapped = (action: string, name: string, value: unknown): string =>
  `<${name}>${typeof value === 'object' ? elements(action, value as Record<string, unknown>) : escapeHtml(String(value))}</${name}>`
