import * as z from 'zod/mini'
import { clearingRows } from '../contracts/row-kinds.ts'
import { tableShape } from '../contracts/table-shape.ts'
import type { GroupsOfSomebody } from '../domain/circles/groups-of.ts'
import { day } from '../domain/duration.ts'
import { type Instant, JourneyId, type LearnerId } from '../domain/ids.ts'
import type { DueKey, Item, Key, Table, Write } from './table.ts'

export const clearingKey = (learnerId: LearnerId): Key => ({
  pk: `${clearingRows}${learnerId}`,
  sk: 'clearing',
})
/** One partition: whoever leaves or is erased is looked at within the minute, and the row goes. */
const partition = 'due#clearing'

/** Somebody whose writing is to be looked after, and since when. */
export interface Clearing {
  learnerId: LearnerId
  since: Instant
}

const placeAt = (at: Instant) => ({
  [tableShape.dueIndex.partitionKey]: partition,
  [tableShape.dueIndex.sortKey]: at,
})

/** Where one that was quarantined stands in the due index: it is looked at again every day, since what was erased has to go. */
export const clearedLater = (now: Instant) => placeAt(now + day)

/** Whose writing a row of these is about; undefined for other rows. */
export const clearingOf = ({ pk }: Key): LearnerId | undefined =>
  pk.startsWith(clearingRows) ? pk.slice(clearingRows.length) : undefined

/** Since when it waits. */
export const clearingDueAt = (row: Item): Instant => Number(row[tableShape.dueIndex.sortKey])

/**
 * The write that has somebody's writing taken back or away, and themselves out of their groups: it goes with the write by which they
 * leave or are erased.
 */
export const clearingWrite = (
  learnerId: LearnerId,
  at: Instant,
  { groups, journeys }: GroupsOfSomebody,
): Write => ({
  put: { ...clearingKey(learnerId), _: 1, groups, journeys, ...placeAt(at) },
})

/** One that was quarantined is tried again. */
export const clearedAgain = (learnerId: LearnerId, at: Instant): Write => ({
  update: clearingKey(learnerId),
  set: placeAt(at),
  remove: ['quarantined', 'tries'],
})

const Groups = z.object({
  groups: z._default(z.array(z.object({ group: z.string(), letterAt: z.optional(z.int()) })), []),
  journeys: z._default(z.array(JourneyId), []),
})

const toClearing = ({ pk, dueAt }: DueKey): Clearing => ({
  learnerId: pk.slice(clearingRows.length),
  since: dueAt,
})

/** Those whose writing waits to be taken back or away. */
export function clearingStore(table: Pick<Table, 'due' | 'get' | 'write'>) {
  return {
    /** Some of them, the earliest first. */
    async waiting(now: Instant, limit: number): Promise<Clearing[]> {
      return (await table.due(partition, now, limit)).map(toClearing)
    },

    /** The groups that they may be in. */
    async groupsOf({ learnerId }: Clearing): Promise<GroupsOfSomebody> {
      return Groups.parse((await table.get(clearingKey(learnerId))) ?? {})
    },

    /** It is done, unless it was asked for once more meanwhile. */
    async done({ learnerId, since }: Clearing): Promise<void> {
      const when = [{ attribute: tableShape.dueIndex.sortKey, is: '=' as const, value: since }]
      await table.write({ delete: clearingKey(learnerId), when })
    },
  }
}
export type ClearingStore = ReturnType<typeof clearingStore>
