import { foldFigures } from '../../shared/application/fold-figures.ts'
import { publishFacts, publishRedriven } from '../../shared/application/publish.ts'
import { publishFactsDeps } from '../../shared/composition/publish-facts.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { publishFactsEnv } from '../../shared/contracts/functions/publish-facts.ts'
import { functionLog } from '../runtime/log.ts'
import { streamReaction } from '../runtime/stream.ts'

const log = functionLog('publish-facts')
const deps = publishFactsDeps(readEnv(publishFactsEnv, process.env), log)

/** What the table's stream tells of each write: onto the bus, and counted; and once a day what was counted, folded. */
export const handler = streamReaction(log, {
  told: (shard, records) => publishFacts(deps, shard, records),
  redriven: (shard, records) => publishRedriven(deps, shard, records),
  daily: () => foldFigures(deps),
})
