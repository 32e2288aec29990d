import { systemClock } from '../adapters/clock.ts'
import type { Log } from '../adapters/log.ts'
import type { CloseDeps } from '../application/close-mirror.ts'
import { journeyLibrary } from '../application/journey-library.ts'
import { logUnreadable } from '../application/log-unreadable.ts'
import type { CloseMirrorEnv } from '../contracts/functions/close-mirror.ts'
import { dynamoScan } from '../store/dynamo-reads.ts'
import { journeyStore } from '../store/journeys.ts'
import { mirrorStore } from '../store/mirror.ts'
import { dynamoTable } from './common/table.ts'

/** The dependencies of close-mirror, with the real adapters. */
export function closeMirrorDeps(env: CloseMirrorEnv, log: Log): CloseDeps & { log: Log } {
  const table = dynamoTable(env.TABLE_NAME)
  const mirror = mirrorStore(table)
  return {
    clock: systemClock,
    library: journeyLibrary(journeyStore(table), mirror, systemClock, logUnreadable(log)),
    mirror,
    table: dynamoScan(table.dynamo),
    log,
  }
}
