import { foldStatistics } from '../../shared/application/fold-statistics.ts'
import { publishEvents, publishRedriven } from '../../shared/application/publish.ts'
import { publishEventsDeps } from '../../shared/composition/publish-events.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { publishEventsEnv } from '../../shared/contracts/functions/publish-events.ts'
import { functionLog } from '../runtime/log.ts'
import { streamReaction } from '../runtime/stream.ts'

const log = functionLog('publish-events')
const deps = publishEventsDeps(readEnv(publishEventsEnv, process.env), log)

/** What the table's stream tells of each write: onto the bus, and counted; and once a day what was counted, folded. */
export const handler = streamReaction(log, {
  publish: (shard, records) => publishEvents(deps, shard, records),
  redriven: (shard, records) => publishRedriven(deps, shard, records),
  daily: () => foldStatistics(deps),
})
