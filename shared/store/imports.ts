import * as z from 'zod/mini'
import type { Instant, JourneyId } from '../domain/ids.ts'
import type { Key, Table } from './table.ts'

const keyOf = (file: string, journeyId: JourneyId): Key => ({ pk: 'imports', sk: `${file}#${journeyId}` })

const ImportRow = z.object({
  /** The number of lines imported, counted from the first. */
  done: z.int(),
  at: z.int(),
})
export type ImportProgress = z.infer<typeof ImportRow>

/** The progress of imports, so that an interrupted one can continue. */
export function importStore(table: Pick<Table, 'get' | 'write'>) {
  return {
    /** @param file the SHA-256 of its content. A changed file is another import. */
    async progress(file: string, journeyId: JourneyId): Promise<ImportProgress | undefined> {
      const item = await table.get(keyOf(file, journeyId))
      return item && ImportRow.parse(item)
    },

    async keep(file: string, journeyId: JourneyId, done: number, at: Instant): Promise<void> {
      await table.write({ update: keyOf(file, journeyId), set: { done, at } })
    },
  }
}
export type ImportStore = ReturnType<typeof importStore>
