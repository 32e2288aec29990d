import type { FunctionName } from '../../../shared/contracts/functions.ts'
import type { CallObserver } from '../../local/aws/endpoint.ts'
import type { AwsCall } from '../../local/aws/service.ts'
import { sizeOf } from '../../simulation/billing.ts'
import type { Ledger, Usage } from './ledger.ts'

const reads = new Set(['GetItem', 'BatchGetItem', 'Query'])
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'])

interface Consumed {
  CapacityUnits: number
}
interface DynamoAnswer {
  ConsumedCapacity?: Consumed | Consumed[]
  /** The existing row that failed a conditional write. */
  Item?: object
  CancellationReasons?: { Item?: object }[]
}

/** A write that fails its condition is billed by the existing row, with at least one unit per row. */
function refused(action: string, { Item, CancellationReasons }: DynamoAnswer): number {
  const units = (row: object | undefined) => Math.max(1, Math.ceil(sizeOf(row ?? {}) / 1024))
  if (action !== 'TransactWriteItems') return units(Item)
  return (CancellationReasons ?? []).reduce((sum, reason) => sum + 2 * units(reason.Item), 0)
}

function dynamoUsage({ action }: AwsCall, status: number, answer: DynamoAnswer): Partial<Usage> {
  const consumed = [answer.ConsumedCapacity ?? []].flat()
  const units = consumed.reduce((sum, one) => sum + one.CapacityUnits, 0)
  if (reads.has(action)) return { readUnits: units }
  return { writeUnits: status === 200 ? units : refused(action, answer) }
}

interface Entry {
  Detail?: string
  DetailType?: string
  Source?: string
}

/** EventBridge bills by 64 KB of each event (aws.amazon.com/eventbridge/pricing). */
function eventUsage({ Entries = [] }: { Entries?: Entry[] }): Partial<Usage> {
  const sizes = Entries.map(entry => Buffer.byteLength(JSON.stringify(entry)) / 1024)
  return {
    events: sizes.reduce((sum, size) => sum + Math.ceil(size / 64), 0),
    eventKilobytes: sizes.reduce((sum, size) => sum + size, 0),
  }
}

const json = (body: Buffer): Record<string, unknown> => JSON.parse(body.toString('utf8'))

/** The function that makes a call; undefined for the local stack itself. */
export const functionOf = (caller: string): FunctionName | undefined =>
  caller.startsWith('ShiftWorks-local-')
    ? (caller.slice('ShiftWorks-local-'.length) as FunctionName)
    : undefined

/** Counts at the local AWS endpoint what AWS would bill. DynamoDB's units are those that the emulator reports. */
export function awsMeter(ledger: Ledger): CallObserver {
  return async (call, answer) => {
    const who = functionOf(call.caller)
    if (!who) return answer()
    const counted = call.service === 'dynamodb' && (reads.has(call.action) || writes.has(call.action))
    if (counted)
      call.body = Buffer.from(JSON.stringify({ ...json(call.body), ReturnConsumedCapacity: 'TOTAL' }))
    const answered = await answer()
    if (counted) ledger.note(who, dynamoUsage(call, answered.status, json(answered.body)))
    if (call.action === 'PutEvents') ledger.note(who, eventUsage(json(call.body)))
    if (call.action === 'GetSecretValue') ledger.note(who, { secretReads: 1 })
    return answered
  }
}
