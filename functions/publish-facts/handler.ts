import { publishFactsDeps } from '../../shared/adapters/deps.ts'
import { publishFacts } from '../../shared/application/publish.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { functionLog } from '../runtime/log.ts'
import { streamReaction } from '../runtime/stream.ts'

const deps = publishFactsDeps(readEnv('publish-facts', process.env))

/** What the table's stream tells of each write: onto the bus, and counted. */
export const handler = streamReaction(functionLog('publish-facts'), (shard, records) =>
  publishFacts(deps, shard, records),
)
