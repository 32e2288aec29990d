import * as z from 'zod/mini'
import { journeyCircleRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { isAsRead } from './read-and-write.ts'
import type { Item, Table } from './table.ts'
import { type OnUnreadable, readRow, type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** The default number of people below which no round is dealt, since there is too little choice. */
export const usualSmallestPool = 30

const JourneyCirclesRow = z.object({
  sk: z.string(),
  v: z.int(),
  /** The table in which the row was written. */
  table: z.string(),
  isOn: z.boolean(),
  smallestPool: z.int(),
  from: z._default(z.int(), 0),
})

/** Whether circles are on in a journey, with the version for the next write. */
export interface JourneyCircles {
  journeyId: JourneyId
  version: number
  /** The row comes from a restored table. It counts as off until an operator turns it on again. */
  isRestored: boolean
  isOn: boolean
  smallestPool: number
  /** People who joined before this moment are not dealt: the table was restored, and they may have withdrawn since. */
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

/** Why this version cannot read such a row; undefined if it can, and for other rows. */
export const unreadableSwitch = (row: Item): UnreadableRow | undefined =>
  row.pk === journeyCircleRows ? whyUnreadable(JourneyCirclesRow, row) : undefined

/** The journeys with circles; off until an operator turns them on. */
export function journeyCirclesStore(table: Pick<Table, 'name' | 'get' | 'query' | 'write'>) {
  return {
    /**
     * All journeys in which circles were ever on.
     * @param onUnreadable called for unreadable rows, in which circles count as off.
     */
    async list(onUnreadable: OnUnreadable): Promise<JourneyCircles[]> {
      return (await table.query(journeyCircleRows)).map(item => {
        const unreadable = unreadableSwitch(item)
        if (!unreadable) return read(item, table.name)
        onUnreadable(unreadable)
        return noCircles(item.sk)
      })
    },

    /** @throws UnreadableRow */
    async of(journeyId: JourneyId): Promise<JourneyCircles> {
      const item = await table.get({ pk: journeyCircleRows, sk: journeyId })
      return item ? read(item, table.name) : noCircles(journeyId)
    },

    /**
     * Turns circles on or off. In a restored table, only turning them on removes the mark of the restore.
     * @returns false if somebody else wrote first.
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
