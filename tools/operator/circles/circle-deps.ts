import type { CircleDeps } from '../../../shared/application/circles/act.ts'
import { circleStore, proposalStore } from '../../../shared/store/circles.ts'
import type { OperatorDeps } from '../deps.ts'

/** What acting on proposals and circles needs, over an operator's table. */
export const circleDeps = ({ table }: Pick<OperatorDeps, 'table'>): CircleDeps => ({
  table,
  proposals: proposalStore(table),
  circles: circleStore(table),
})
