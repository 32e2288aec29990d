import * as z from 'zod/mini'
import { journeyCircleRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { isAsRead } from './read-and-write.ts'
import type { Item, Table } from './table.ts'
import { type CannotRead, readRow, type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** Below so many people no round is dealt, where an operator says nothing else: there would be too little to choose from. */
export const usualSmallestPool = 30

const JourneyCirclesRow = z.object({
  sk: z.string(),
  v: z.int(),
  /** The table in which it was written. */
  table: z.string(),
  isOn: z.boolean(),
  smallestPool: z.int(),
  from: z._default(z.int(), 0),
})

/** Whether people of a journey can meet in circles, and the version that the next write is conditional on. */
export interface JourneyCircles {
  journeyId: JourneyId
  version: number
  /** Stands in a table that was restored: it counts as off until an operator turns it on there. */
  isRestored: boolean
  isOn: boolean
  smallestPool: number
  /** Who joined before is not dealt: the table was restored then, and they may have taken it back since. */
  from: Instant
}

function read(item: Item, name: string): JourneyCircles {
  const { sk, v, table, isOn, smallestPool, from } = readRow(JourneyCirclesRow, item)
  const isRestored = table !== name
  return { journeyId: sk, version: v, isRestored, isOn: isOn && !isRestored, smallestPool, from }
}

/** A journey in which circles were never turned on. */
export const noCircles = (journeyId: JourneyId): JourneyCircles => ({
  journeyId,
  version: 0,
  isRestored: false,
  isOn: false,
  smallestPool: usualSmallestPool,
  from: 0,
})

/** Why a row is no such switch that this version can read; undefined for those that it can, and for other rows. */
export const unreadableSwitch = (row: Item): UnreadableRow | undefined =>
  row.pk === journeyCircleRows ? whyUnreadable(JourneyCirclesRow, row) : undefined

/** In which journeys people can meet in circles: off until an operator turns it on. */
export function journeyCirclesStore(table: Pick<Table, 'name' | 'get' | 'query' | 'write'>) {
  return {
    /**
     * How every journey stands in which circles ever were on.
     * @param cannotRead told of a row that this version cannot read: circles count as off there.
     */
    async list(cannotRead: CannotRead): Promise<JourneyCircles[]> {
      return (await table.query(journeyCircleRows)).map(item => {
        const unreadable = unreadableSwitch(item)
        if (!unreadable) return read(item, table.name)
        cannotRead(unreadable)
        return noCircles(item.sk)
      })
    },

    /** @throws UnreadableRow */
    async of(journeyId: JourneyId): Promise<JourneyCircles> {
      const item = await table.get({ pk: journeyCircleRows, sk: journeyId })
      return item ? read(item, table.name) : noCircles(journeyId)
    },

    /**
     * Turns them on or off. Only on makes a row of a restored table one of this table: off, it still asks what is done again.
     * @returns false where another hand was quicker.
     */
    async turn(
      { journeyId, version, isRestored, from }: JourneyCircles,
      { isOn, smallestPool }: Pick<JourneyCircles, 'isOn' | 'smallestPool'>,
      now: Instant,
    ): Promise<boolean> {
      const update = { pk: journeyCircleRows, sk: journeyId }
      const own = (isOn || !isRestored) && { table: table.name, from: isRestored ? now : from }
      const set = { _: 1, v: version + 1, isOn, smallestPool, ...own }
      return (await table.write({ update, set, when: isAsRead({ version }) })).is === 'written'
    },
  }
}
export type JourneyCirclesStore = ReturnType<typeof journeyCirclesStore>
