import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { systemWaiting } from '../../shared/adapters/clock.ts'
import { dynamoClient } from '../../shared/adapters/dynamo-client.ts'
import { tableShape } from '../../shared/contracts/table-shape.ts'
import type { DueCount } from '../../shared/store/due.ts'
import { send, unsigned } from '../../tools/local/aws/call.ts'
import { startDatabase } from '../../tools/local/aws/dynoxide.ts'
import type { SimulatedTable } from '../../tools/simulation/memory-table.ts'
import { VirtualClock } from '../../tools/simulation/virtual-clock.ts'
import { dynoxideTable } from './dynoxide-table.ts'

const { partitionKey, sortKey, dueIndex } = tableShape
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const })
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
]

const createTable = (TableName: string) =>
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      text(partitionKey),
      text(sortKey),
      text(dueIndex.partitionKey),
      { AttributeName: dueIndex.sortKey, AttributeType: 'N' },
    ],
    KeySchema: keys(partitionKey, sortKey),
    GlobalSecondaryIndexes: [
      {
        IndexName: dueIndex.name,
        KeySchema: keys(dueIndex.partitionKey, dueIndex.sortKey),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: tableShape.stream },
  })

export interface Emulator {
  /**
   * A new, empty table in the shape that the infrastructure gives it.
   * @param clock of a simulated world, that stands still while the table is at work.
   */
  newTable(clock?: VirtualClock): Promise<SimulatedTable & DueCount>
  stop(): Promise<void>
}

/** The emulator looks at no signature, and to make one takes 15 % of a request's processor time. */
const signer = {
  sign: async <T extends { headers: Record<string, string> }>(request: T): Promise<T> => {
    request.headers = { ...request.headers, authorization: unsigned, 'x-amz-date': '20260101T000000Z' }
    return request
  },
}

/** What the SDK asks of the network, once a request is put together. */
interface Outgoing {
  hostname: string
  port?: number
  path: string
  method: string
  headers: Record<string, string>
  body?: Uint8Array | string
}

/**
 * Requests without what the SDK's own way does for the open network: no streams, no timers, no more than 16 connections.
 * As text, a body leaves together with its headers, in one call to the system.
 */
const requestHandler = {
  async handle({ hostname, port, body = '', ...request }: Outgoing) {
    const text = typeof body === 'string' ? body : Buffer.from(body).toString()
    const { status, ...answer } = await send(`http://${hostname}:${port}`, { ...request, body: text })
    return { response: { statusCode: status, ...answer } }
  },
}

/**
 * Starts the DynamoDB emulator on a free port, with its data in a folder of its own.
 * @throws when this computer has none and `DYNAMODB_ENDPOINT` names none, saying what to install.
 */
export async function startEmulator(): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), 'shiftworks-table-'))
  const database = await startDatabase(join(folder, 'table.db'), what => {
    throw new Error(what)
  })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = dynamoClient({
    endpoint: database.endpoint,
    region: 'eu-west-2',
    credentials,
    signer,
    requestHandler,
  })
  let count = 0
  return {
    async newTable(clock = new VirtualClock(0)) {
      count += 1
      const TableName = `shiftworks-${process.pid}-${count}`
      await client.send(createTable(TableName))
      return dynoxideTable({ client, TableName, waiting: systemWaiting }, database.endpoint, clock)
    },
    async stop() {
      client.destroy()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
