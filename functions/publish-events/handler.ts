import { foldStatistics } from '../../shared/application/fold-statistics.ts'
import { publishEvents, publishRedriven } from '../../shared/application/publish.ts'
import { publishEventsDeps } from '../../shared/composition/publish-events.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { publishEventsEnv } from '../../shared/contracts/functions/publish-events.ts'
import { functionLog } from '../runtime/log.ts'
import { streamReaction } from '../runtime/stream.ts'

const log = functionLog('publish-events')
const deps = publishEventsDeps(readEnv(publishEventsEnv, process.env), log)

/** Publishes and counts the events of the table's stream; folds the counters once a day. */
export const handler = streamReaction(log, {
  publish: (shard, records) => publishEvents(deps, shard, records),
  redriven: (shard, records) => publishRedriven(deps, shard, records),
  daily: () => foldStatistics(deps),
})
