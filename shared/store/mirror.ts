import { mirrorRows } from '../contracts/row-kinds.ts'
import type { JourneyId } from '../domain/ids.ts'
import { Snapshot } from '../domain/mirror-snapshot.ts'
import type { Key, Table } from './table.ts'

/** All journeys' snapshots stand together, so that one query reads them. */
const shown = `${mirrorRows}shown`
const shownKey = (journeyId: JourneyId): Key => ({ pk: shown, sk: journeyId })

/** What is shown of the answers to the questions of journeys. */
export function mirrorStore(table: Pick<Table, 'query' | 'write'>) {
  return {
    /** What is shown now, by journey. */
    async snapshots(): Promise<ReadonlyMap<JourneyId, Snapshot>> {
      const rows = await table.query(shown)
      return new Map(rows.map(row => [row.sk, Snapshot.parse(row['snapshot'])]))
    },

    /** Shows another snapshot from now on. */
    async show(journeyId: JourneyId, snapshot: Snapshot): Promise<void> {
      await table.write({ put: { ...shownKey(journeyId), snapshot } })
    },
  }
}
export type MirrorStore = ReturnType<typeof mirrorStore>
