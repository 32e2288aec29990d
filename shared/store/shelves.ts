import * as z from 'zod/mini'
import { sharingRows, shelfRows } from '../contracts/row-kinds.ts'
import { tableShape } from '../contracts/table-shape.ts'
import type { Instant, JourneyId, ModuleId } from '../domain/ids.ts'
import { nextGoesAt, type Shelf, Voice } from '../domain/reflections/shelf.ts'
import { isAsRead, unwritten } from './read-and-write.ts'
import type { Item, Key, Table, Write } from './table.ts'
import { type OnUnreadable, readRow, type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** Identifies a shelf: a module, and one wording of its open question. */
export interface ShelfRef {
  journeyId: JourneyId
  moduleId: ModuleId
  wording: string
}

/** Each generation is an immutable row, so that it can be cached. */
export const shelfKey = ({ journeyId, moduleId, wording }: ShelfRef, generation: number): Key => ({
  pk: `${shelfRows}${journeyId}`,
  sk: `${moduleId}#${wording}#${generation}`,
})
const sharingKey = (journeyId: JourneyId): Key => ({ pk: sharingRows, sk: journeyId })

/** The state of sharing in a journey. */
const SharingRow = z.object({
  sk: z.string(),
  v: z.int(),
  /** The table in which the row was written, or which took it over after a restore. */
  table: z.string(),
  /** Whether learners may share; off until an operator turns it on. */
  isOn: z._default(z.boolean(), false),
  /** When a moderator last looked for excerpts to read. */
  lookedAt: z.optional(z.int()),
  /** The ARN of that moderator's AWS identity. */
  lookedBy: z.optional(z.string()),
  /** The current generation of each shelf, by module and wording. */
  shelves: z._default(z.record(z.string(), z.int()), {}),
})

/** The state of sharing in a journey, with the version for the next write. */
export interface JourneySharing {
  journeyId: JourneyId
  version: number
  /** The row comes from a restored table, and withdrawals since are not applied yet. It counts as off. */
  isRestored: boolean
  isOn: boolean
  lookedAt?: Instant
  lookedBy?: string
  shelves: Readonly<Record<string, number>>
}

function read(item: Item, name: string): JourneySharing {
  const { sk, v, table, lookedAt, lookedBy, isOn, shelves } = readRow(SharingRow, item)
  const isRestored = table !== name
  const looked = { ...(lookedAt !== undefined && { lookedAt }), ...(lookedBy !== undefined && { lookedBy }) }
  return { journeyId: sk, version: v, isRestored, isOn: isOn && !isRestored, shelves, ...looked }
}

const ShelfRow = z.object({ voices: z.array(Voice) })

/** Why this version cannot read the state of sharing; undefined if it can, and for other rows. */
export const unreadableSharing = (row: Item): UnreadableRow | undefined =>
  row.pk === sharingRows ? whyUnreadable(SharingRow, row) : undefined

/** Why this version cannot read a shelf; undefined if it can, and for other rows. */
export const unreadableShelf = (row: Item): UnreadableRow | undefined =>
  row.pk.startsWith(shelfRows) ? whyUnreadable(ShelfRow, row) : undefined

/** A journey in which nothing was ever shared. */
export const noSharing = (journeyId: JourneyId): JourneySharing => ({
  journeyId,
  version: 0,
  isRestored: false,
  isOn: false,
  shelves: {},
})

const nameOf = ({ moduleId, wording }: ShelfRef): string => `${moduleId}#${wording}`

/** The current generation of a shelf; undefined if it never had a voice. */
export const generationOf = ({ shelves }: JourneySharing, ref: ShelfRef): number | undefined =>
  shelves[nameOf(ref)]

/** The shelves of a module that ever had a voice. */
export const shelvesOf = ({ journeyId, shelves }: JourneySharing, moduleId: ModuleId): ShelfRef[] =>
  Object.keys(shelves).flatMap(name => {
    const [module, wording = ''] = name.split('#')
    return module === moduleId ? [{ journeyId, moduleId, wording }] : []
  })

const expiring = 'due#shelves'

/** The current generation is due when its first voice expires. */
function dueWhenOneGoes(shelf: Shelf): Record<string, unknown> {
  const at = nextGoesAt(shelf)
  return at === undefined ? {} : shelfPlaceAt(at)
}

/** The index attributes of a shelf that is due at a moment. */
export const shelfPlaceAt = (at: Instant) => ({
  [tableShape.dueIndex.partitionKey]: expiring,
  [tableShape.dueIndex.sortKey]: at,
})

/** One generation of a shelf. */
export interface ShelfGeneration extends ShelfRef {
  generation: number
}

/** Reads the shelves that have an expired voice. */
export const expiringShelves =
  (table: Pick<Table, 'due'>) =>
  async (now: Instant, limit: number): Promise<ShelfGeneration[]> =>
    (await table.due(expiring, now, limit)).map(({ pk, sk }) => {
      const [moduleId = '', wording = '', generation] = sk.split('#')
      return { journeyId: pk.slice(shelfRows.length), moduleId, wording, generation: Number(generation) }
    })
export type ExpiringShelves = ReturnType<typeof expiringShelves>

/** Attributes that may be changed. */
type Change = Partial<Pick<JourneySharing, 'isOn' | 'lookedAt' | 'lookedBy' | 'shelves'>>

/** The state of sharing by journey, and the shelves. */
export function shelfStore(table: Pick<Table, 'name' | 'get' | 'query' | 'write'>) {
  const sharingWrite = (
    { journeyId, version, isRestored }: JourneySharing,
    set: Change & { table?: string },
  ): Write => ({
    update: sharingKey(journeyId),
    set: { _: 1, v: version + 1, ...(!isRestored && { table: table.name }), ...set },
    when: isAsRead({ version }),
  })
  const isWritten = async (write: Write) => (await table.write(write)).is === 'written'

  return {
    /**
     * All journeys in which anything was ever shared.
     * @param onUnreadable called for unreadable rows, in which nothing is shown.
     */
    async list(onUnreadable: OnUnreadable): Promise<JourneySharing[]> {
      return (await table.query(sharingRows)).map(item => {
        const unreadable = unreadableSharing(item)
        if (!unreadable) return read(item, table.name)
        onUnreadable(unreadable)
        return noSharing(item.sk)
      })
    },

    /** @throws UnreadableRow */
    async of(journeyId: JourneyId): Promise<JourneySharing> {
      const item = await table.get(sharingKey(journeyId))
      return item ? read(item, table.name) : noSharing(journeyId)
    },

    /**
     * The voices of a generation.
     * @throws UnreadableRow
     */
    async shelf(ref: ShelfRef, generation: number): Promise<Shelf> {
      const item = await table.get(shelfKey(ref, generation))
      return item ? readRow(ShelfRow, item).voices : []
    },

    /**
     * The writes that replace the current generation of a shelf; they fail if it was replaced since. Readers of the
     * old one find no voices for some seconds, because it is deleted with everything withdrawn.
     * @param sharing as it was read.
     */
    writes(sharing: JourneySharing, ref: ShelfRef, shelf: Shelf): Write[] {
      const generation = generationOf(sharing, ref) ?? 0
      const put: Item = { ...shelfKey(ref, generation + 1), _: 1, voices: shelf, ...dueWhenOneGoes(shelf) }
      const shelves = { ...sharing.shelves, [nameOf(ref)]: generation + 1 }
      return [
        sharingWrite(sharing, { shelves }),
        { put, when: isAsRead(unwritten) },
        ...(generation > 0 ? [{ delete: shelfKey(ref, generation) }] : []),
      ]
    },

    /**
     * Records whether learners may share, or that a moderator has looked.
     * @returns false if somebody else wrote first.
     */
    change: (sharing: JourneySharing, set: Omit<Change, 'shelves'>) => isWritten(sharingWrite(sharing, set)),

    /**
     * Records that withdrawals since the restored moment are applied; sharing is then as it was before.
     * @returns false if somebody else wrote first.
     */
    rename: (sharing: JourneySharing) => isWritten(sharingWrite(sharing, { table: table.name })),
  }
}
export type ShelfStore = ReturnType<typeof shelfStore>
