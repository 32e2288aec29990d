import * as z from 'zod/mini'
import { clearingRows } from '../contracts/row-kinds.ts'
import { tableShape } from '../contracts/table-shape.ts'
import type { GroupsOfSomebody } from '../domain/circles/groups-of.ts'
import { day } from '../domain/duration.ts'
import { type Instant, JourneyId, type LearnerId } from '../domain/ids.ts'
import type { DueKey, Item, Key, Table, Write } from './table.ts'

/** The key of the row that says that a person's texts have to be deleted. */
export const clearingKey = (learnerId: LearnerId): Key => ({
  pk: `${clearingRows}${learnerId}`,
  sk: 'clearing',
})
/** One partition is enough: such a row is handled within the minute and deleted. */
const partition = 'due#clearing'

/** A learner whose texts and groups have to be cleared up, and since when. */
export interface Clearing {
  learnerId: LearnerId
  since: Instant
}

const placeAt = (at: Instant) => ({
  [tableShape.dueIndex.partitionKey]: partition,
  [tableShape.dueIndex.sortKey]: at,
})

/** The due time of a quarantined row: a day later, again and again, because erased data has to go. */
export const clearedLater = (now: Instant) => placeAt(now + day)

/** The learner that such a row is about; undefined for other rows. */
export const clearingOf = ({ pk }: Key): LearnerId | undefined =>
  pk.startsWith(clearingRows) ? pk.slice(clearingRows.length) : undefined

/** Since when it waits, in milliseconds since 1970. */
export const clearingDueAt = (row: Item): Instant => Number(row[tableShape.dueIndex.sortKey])

/**
 * The write that asks for clearing up a learner's texts and groups, for the transaction in which they leave or are
 * erased. Each group and journey has an attribute of its own, so that those of an earlier leaving stay: returning
 * forgets the letters that tell of them.
 */
export const clearingWrite = (
  learnerId: LearnerId,
  at: Instant,
  { groups, journeys }: GroupsOfSomebody,
): Write => ({
  update: clearingKey(learnerId),
  set: {
    _: 1,
    ...placeAt(at),
    ...Object.fromEntries(groups.map(({ group, letterAt = 0 }) => [`${groupMark}${group}`, letterAt])),
    ...Object.fromEntries(journeys.map(id => [`${journeyMark}${id}`, 1])),
  },
  remove: ['quarantined', 'tries'],
})

/** The write that lets a quarantined row be tried again. */
export const clearedAgain = (learnerId: LearnerId, at: Instant): Write => ({
  update: clearingKey(learnerId),
  set: placeAt(at),
  remove: ['quarantined', 'tries'],
})

/** Before the ids of groups and journeys, as names of attributes. */
const [groupMark, journeyMark] = ['group ', 'journey ']

/** As rows had them before each group had an attribute of its own. */
const Listed = z.object({
  groups: z._default(z.array(z.object({ group: z.string(), letterAt: z.optional(z.int()) })), []),
  journeys: z._default(z.array(JourneyId), []),
})

/** The value is the time of the letter; 0 for none. */
const Marked = z.int()

function groupsIn(row: Item): GroupsOfSomebody {
  const listed = Listed.parse(row)
  const named = (mark: string) =>
    Object.entries(row).flatMap(([name, value]) =>
      name.startsWith(mark) ? [{ id: name.slice(mark.length), at: Marked.parse(value) }] : [],
    )
  const marked = named(groupMark).map(({ id, at }) => ({ group: id, ...(at > 0 && { letterAt: at }) }))
  return {
    groups: [...listed.groups, ...marked],
    journeys: [...listed.journeys, ...named(journeyMark).map(({ id }) => id)],
  }
}

const toClearing = ({ pk, dueAt }: DueKey): Clearing => ({
  learnerId: pk.slice(clearingRows.length),
  since: dueAt,
})

/** The rows of people whose texts and groups wait to be cleared up. */
export function clearingStore(table: Pick<Table, 'due' | 'get' | 'write'>) {
  return {
    /** Some of them, earliest first. */
    async waiting(now: Instant, limit: number): Promise<Clearing[]> {
      return (await table.due(partition, now, limit)).map(toClearing)
    },

    /** The groups that they may be in. */
    async groupsOf({ learnerId }: Clearing): Promise<GroupsOfSomebody> {
      const key = clearingKey(learnerId)
      return groupsIn((await table.get(key)) ?? { ...key })
    },

    /** Deletes the row, unless clearing was asked for again meanwhile. */
    async done({ learnerId, since }: Clearing): Promise<void> {
      const when = [{ attribute: tableShape.dueIndex.sortKey, is: '=' as const, value: since }]
      await table.write({ delete: clearingKey(learnerId), when })
    },
  }
}
export type ClearingStore = ReturnType<typeof clearingStore>
