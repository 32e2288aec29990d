import * as z from 'zod/mini'
import { mirrorRows } from '../contracts/row-kinds.ts'
import type { JourneyId } from '../domain/ids.ts'
import { Snapshot } from '../domain/mirror-snapshot.ts'
import { Together } from '../domain/together.ts'
import type { Item, Key, Table } from './table.ts'
import { type OnUnreadable, readEach, readRow, type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** The snapshots of all journeys are in one partition, so that one query reads them. */
const shown = `${mirrorRows}shown`
/** The key of a journey's snapshot. */
export const shownKey = (journeyId: JourneyId): Key => ({ pk: shown, sk: journeyId })

/** What is shown of a journey since its last closing: its answers, and what is public about its people. */
const Shown = z.object({ snapshot: Snapshot, together: z.optional(Together) })
export type Shown = z.infer<typeof Shown>

/** Why a snapshot is unreadable. Undefined for readable rows and for other rows. */
export const unreadableShown = (row: Item): UnreadableRow | undefined =>
  row.pk === shown ? whyUnreadable(Shown, row) : undefined

/** The snapshots as pages read them. `mirrorStore` counts and closes them. */
export const shownMirrors = (table: Pick<Table, 'query'>) => ({
  /**
   * The current snapshots by journey.
   * @param onUnreadable called for each unreadable one, which is left out.
   */
  async shown(onUnreadable: OnUnreadable): Promise<ReadonlyMap<JourneyId, Shown>> {
    const rows = await table.query(shown)
    return new Map(readEach(rows, row => [row.sk, readRow(Shown, row)] as const, onUnreadable))
  },
})
export type ShownMirrors = ReturnType<typeof shownMirrors>
