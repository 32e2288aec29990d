import * as z from 'zod/mini'
import { journeyCircleRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { isAsRead } from './read-and-write.ts'
import type { Check, Item, Table } from './table.ts'
import { type OnUnreadable, readRow, type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** The default number of people below which no round is dealt, since there is too little choice. */
export const usualSmallestPool = 30

const shape = 1

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

/** A spoilt row, as far as it can be read, and the condition that nobody has written it since. */
export interface SpoiltCircles {
  before: JourneyCircles
  table: string
  when: readonly Check[]
}

/** The name of no table, so that a row with it counts as restored. */
const noTable = ''

const wholeNumber = (value: unknown, otherwise: number): number =>
  Number.isSafeInteger(value) ? Number(value) : otherwise

const asStored = (v: unknown): readonly Check[] =>
  typeof v === 'number' || typeof v === 'string'
    ? [{ attribute: 'v', is: '=', value: v }]
    : [{ attribute: 'v', is: v === undefined ? 'absent' : 'present' }]

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

    /**
     * A row that is spoilt, for who writes it anew; undefined if it can be read, or a later release wrote it. What can
     * be read of it stays. If its table cannot, it counts as restored.
     */
    async spoilt(journeyId: JourneyId): Promise<SpoiltCircles | undefined> {
      const item = await table.get({ pk: journeyCircleRows, sk: journeyId })
      if (!item || !unreadableSwitch(item) || Number(item['_'] ?? shape) > shape) return undefined
      const { v, table: name, smallestPool, from } = item
      const before = {
        journeyId,
        version: wholeNumber(v, 0),
        isRestored: name !== table.name,
        isOn: false,
        smallestPool: wholeNumber(smallestPool, usualSmallestPool),
        from: wholeNumber(from, 0),
      }
      return { before, table: typeof name === 'string' ? name : noTable, when: asStored(v) }
    },

    /** @throws UnreadableRow */
    async of(journeyId: JourneyId): Promise<JourneyCircles> {
      const item = await table.get({ pk: journeyCircleRows, sk: journeyId })
      return item ? read(item, table.name) : noCircles(journeyId)
    },

    /**
     * Turns circles on or off. In a restored table, only turning them on removes the mark of the restore.
     * @param spoilt if the row is spoilt: it is written anew.
     * @returns false if somebody else wrote first.
     */
    async turn(
      { journeyId, version, isRestored, from }: JourneyCircles,
      { isOn, smallestPool }: Pick<JourneyCircles, 'isOn' | 'smallestPool'>,
      now: Instant,
      spoilt?: SpoiltCircles,
    ): Promise<boolean> {
      const update = { pk: journeyCircleRows, sk: journeyId }
      const own =
        isOn || !isRestored
          ? { table: table.name, from: isRestored ? now : from }
          : spoilt && { table: spoilt.table, from }
      const set = { _: shape, v: version + 1, isOn, smallestPool, ...own }
      const when = spoilt?.when ?? isAsRead({ version })
      return (await table.write({ update, set, when })).is === 'written'
    },
  }
}
export type JourneyCirclesStore = ReturnType<typeof journeyCirclesStore>
