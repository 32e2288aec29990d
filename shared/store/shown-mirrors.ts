import * as z from 'zod/mini'
import { mirrorRows } from '../contracts/row-kinds.ts'
import type { JourneyId } from '../domain/ids.ts'
import { Snapshot } from '../domain/mirror-snapshot.ts'
import { Together } from '../domain/together.ts'
import type { Key, Table } from './table.ts'

/** The snapshots of all journeys are in one partition, so that one query reads them. */
const shown = `${mirrorRows}shown`
export const shownKey = (journeyId: JourneyId): Key => ({ pk: shown, sk: journeyId })

/** What is shown of a journey since its last closing: its answers, and what is public about its people. */
const Shown = z.object({ snapshot: Snapshot, together: z.optional(Together) })
export type Shown = z.infer<typeof Shown>

/** The snapshots as pages read them. `mirrorStore` counts and closes them. */
export const shownMirrors = (table: Pick<Table, 'query'>) => ({
  /** What is shown now, by journey. */
  async shown(): Promise<ReadonlyMap<JourneyId, Shown>> {
    return new Map((await table.query(shown)).map(row => [row.sk, Shown.parse(row)]))
  },
})
export type ShownMirrors = ReturnType<typeof shownMirrors>
