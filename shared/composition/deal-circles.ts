import type { Log } from '../adapters/log.ts'
import type { TendDeps } from '../application/circles/tend-circles.ts'
import type { DealCirclesEnv } from '../contracts/functions/deal-circles.ts'
import { barredStore } from '../store/barred.ts'
import { circleLanes, circleReports } from '../store/circles.ts'
import { dynamoDueReads } from '../store/dynamo-reads.ts'
import { journeyCirclesStore } from '../store/journey-circles.ts'
import { commandDeps } from './common/command-deps.ts'
import { groupsIn } from './common/groups.ts'
import { dynamoTable } from './common/table.ts'

/** The dependencies of deal-circles, with the real adapters. */
export function dealCirclesDeps(env: DealCirclesEnv, log: Log): Omit<TendDeps, 'tellReportWaits'> {
  const table = dynamoTable(env.TABLE_NAME)
  return {
    ...commandDeps(table, log),
    ...groupsIn(table),
    barred: barredStore(table),
    lanes: circleLanes(dynamoDueReads(table.dynamo)),
    reports: circleReports(dynamoDueReads(table.dynamo)),
    journeyCircles: journeyCirclesStore(table),
    log,
  }
}
