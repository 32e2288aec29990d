import * as z from 'zod/mini'
import type { Instant, JourneyId } from '../domain/ids.ts'
import type { Key, Table } from './table.ts'

const keyOf = (file: string, journeyId: JourneyId): Key => ({ pk: 'imports', sk: `${file}#${journeyId}` })

const ImportRow = z.object({
  /** Every line up to and including this one has been taken in. */
  done: z.int(),
  at: z.int(),
})
export type ImportProgress = z.infer<typeof ImportRow>

/** How far imports have come, so that one that was cut off goes on where it was. */
export function importStore(table: Pick<Table, 'get' | 'write'>) {
  return {
    /** @param file the SHA-256 of its content: another file is another import. */
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
