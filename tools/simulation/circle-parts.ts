import type { Clock } from '../../shared/adapters/clock.ts'
import { circleLibrary } from '../../shared/application/circles/circle-library.ts'
import { groupsIn } from '../../shared/composition/common/groups.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { sharedDomains } from '../../shared/contracts/shared-domains.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import { roundStore } from '../../shared/store/rounds.ts'
import type { Table } from '../../shared/store/table.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'

/** The dependencies of joining a round and of groups' pages, with a simulated table. */
export const circleParts = (
  table: Table,
  clock: Clock,
  onUnreadable = throwUnreadable,
): Pick<LearnerPagesDeps, 'rounds' | 'groups' | 'circleLibrary' | 'sharedDomains'> => ({
  rounds: async () => roundStore(table),
  groups: async () => groupsIn(table),
  circleLibrary: circleLibrary(journeyCirclesStore(table), clock, onUnreadable),
  sharedDomains,
})
