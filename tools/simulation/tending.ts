import { type TendDeps, tendCircles } from '../../shared/application/circles/tend-circles.ts'
import { groupsIn } from '../../shared/composition/common/groups.ts'
import { functionContracts } from '../../shared/contracts/functions.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { circleLanes, circleReports } from '../../shared/store/circles.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import type { Table } from '../../shared/store/table.ts'
import { readingOwnRows } from './own-rows.ts'
import type { World } from './world.ts'

/** What `deal-circles` needs to look after a world's circles. @param rows another way to its table. */
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

/** Rounds that have closed are dealt, and groups led on, as by one run of `deal-circles`. */
export const tend = (world: World, deps = tendingIn(world)): Promise<void> =>
  world.clock.run(tendCircles(deps))
