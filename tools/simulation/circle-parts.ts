import type { Clock } from '../../shared/adapters/clock.ts'
import { circleLibrary } from '../../shared/application/circles/circle-library.ts'
import type { JoiningDeps } from '../../shared/application/circles/join-round.ts'
import { sharedDomains } from '../../shared/contracts/shared-domains.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import { roundStore } from '../../shared/store/rounds.ts'
import type { Table } from '../../shared/store/table.ts'

/** What joining a round needs, over a simulated table. */
export const circleParts = (
  table: Table,
  clock: Clock,
): Pick<JoiningDeps, 'rounds' | 'circleLibrary' | 'sharedDomains'> => ({
  rounds: async () => roundStore(table),
  circleLibrary: circleLibrary(journeyCirclesStore(table), clock),
  sharedDomains,
})
