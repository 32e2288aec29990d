import { region } from '../template/place.ts'
import { send } from './call.ts'
import type { Service } from './service.ts'

const writes = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'TransactWriteItems',
  'BatchWriteItem',
  'ExecuteStatement',
  'ExecuteTransaction',
  'BatchExecuteStatement',
])

const emulatorsRegion = 'arn:aws:dynamodb:dynoxide:'
const ourRegion = `arn:aws:dynamodb:${region}:`
/** Calls whose requests and responses contain ARNs. Their fields hold no items that only look like ARNs. */
const namesThings = /Table|Stream|ShardIterator|TimeToLive|Tag/

/**
 * DynamoDB and its streams, forwarded to the emulator.
 * @param written called after every write
 */
export function dynamodb(endpoint: string, written: () => void): Service {
  return async ({ action, headers, body, path }) => {
    const renames = namesThings.test(action)
    const asked = renames ? replace(body, ourRegion, emulatorsRegion) : body
    const { host: _, 'content-length': __, connection: ___, ...rest } = headers
    const answer = await send(endpoint, { path, headers: rest, body: asked })
    if (writes.has(action) && answer.status === 200) written()
    if (!renames) return answer
    const { 'x-amz-crc32': ____, ...kept } = answer.headers
    return { ...answer, headers: kept, body: replace(answer.body, emulatorsRegion, ourRegion) }
  }
}

const replace = (body: Buffer, from: string, to: string): Buffer =>
  Buffer.from(body.toString('utf8').replaceAll(from, to))
