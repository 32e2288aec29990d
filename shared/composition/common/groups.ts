import type { Groups } from '../../application/circles/group-page.ts'
import { circleTieStore } from '../../store/circle-ties.ts'
import { circleStore, proposalStore } from '../../store/circles.ts'
import { roundStore } from '../../store/rounds.ts'
import type { Table } from '../../store/table.ts'

/** The stores of proposals, circles and cards. */
export const groupsIn = (table: Pick<Table, 'get' | 'query' | 'write' | 'transact'>): Groups => ({
  table,
  proposals: proposalStore(table),
  circles: circleStore(table),
  rounds: roundStore(table),
  ties: circleTieStore(table),
})
