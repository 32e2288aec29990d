import type { CircleDeps } from '../../../shared/application/circles/act.ts'
import { circleStore, proposalStore } from '../../../shared/store/circles.ts'
import type { OperatorDeps } from '../deps.ts'

/** The dependencies of actions on proposals and circles, with an operator's table. */
export const circleDeps = ({ table }: Pick<OperatorDeps, 'table'>): CircleDeps => ({
  table,
  proposals: proposalStore(table),
  circles: circleStore(table),
})
