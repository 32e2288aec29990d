import { type TendDeps, tendCircles } from '../../shared/application/circles/tend-circles.ts'
import { groupsIn } from '../../shared/composition/common/groups.ts'
import { functionContracts } from '../../shared/contracts/functions.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { circleLanes, circleReports } from '../../shared/store/circles.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import type { Table } from '../../shared/store/table.ts'
import { readingOwnRows } from './own-rows.ts'
import type { World } from './world.ts'

/**
 * The dependencies of `deal-circles` in a simulated world.
 * @param rows another access to its table
 */
export function tendingIn(world: World, rows: Table = world.table): TendDeps {
  const table = readingOwnRows(rows, functionContracts['deal-circles'].rowsRead)
  return {
    ...world.worker(table),
    ...groupsIn(table),
    barred: barredStore(table),
    lanes: circleLanes(table),
    reports: circleReports(table),
    journeyCircles: journeyCirclesStore(table),
    tellReportWaits: () => {},
  }
}

/** Deals closed rounds and advances groups, as one run of `deal-circles` does. */
export const tend = (world: World, deps = tendingIn(world)): Promise<void> =>
  world.clock.run(tendCircles(deps))
