import * as z from 'zod/mini'
import { sharingRows, shelfRows } from '../contracts/row-kinds.ts'
import { tableShape } from '../contracts/table-shape.ts'
import type { Instant, JourneyId, ModuleId } from '../domain/ids.ts'
import { nextGoesAt, type Shelf, Voice } from '../domain/reflections/shelf.ts'
import { isAsRead, unwritten } from './read-and-write.ts'
import type { Item, Key, Table, Write } from './table.ts'
import { type CannotRead, readRow, type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** Which shelf: a module's, for one wording of its open question. */
export interface ShelfRef {
  journeyId: JourneyId
  moduleId: ModuleId
  wording: string
}

/** Each generation is a row of its own that nobody changes, so that whoever has it need not ask again. */
export const shelfKey = ({ journeyId, moduleId, wording }: ShelfRef, generation: number): Key => ({
  pk: `${shelfRows}${journeyId}`,
  sk: `${moduleId}#${wording}#${generation}`,
})
const sharingKey = (journeyId: JourneyId): Key => ({ pk: sharingRows, sk: journeyId })

/** How the sharing of voices stands in a journey. */
const SharingRow = z.object({
  sk: z.string(),
  v: z.int(),
  /** The table in which it was written, or into which a restored one was taken. */
  table: z.string(),
  /** Whether learners may share: off until an operator turns it on. */
  isOn: z._default(z.boolean(), false),
  /** When a moderator last looked for something to read. */
  lookedAt: z.optional(z.int()),
  /** Who that was: the ARN of their AWS identity. */
  lookedBy: z.optional(z.string()),
  /** The current generation of each shelf, by module and wording. */
  shelves: z._default(z.record(z.string(), z.int()), {}),
})

/** How the sharing of voices stands in a journey, and the version that its next write is conditional on. */
export interface JourneySharing {
  journeyId: JourneyId
  version: number
  /** Stands in a table that was restored, and whatever was taken back since is not taken in yet: it counts as off. */
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

/** Why a row says nothing that this version can read of how sharing stands; undefined for one that it can, and for other rows. */
export const unreadableSharing = (row: Item): UnreadableRow | undefined =>
  row.pk === sharingRows ? whyUnreadable(SharingRow, row) : undefined

/** The same of a shelf. */
export const unreadableShelf = (row: Item): UnreadableRow | undefined =>
  row.pk.startsWith(shelfRows) ? whyUnreadable(ShelfRow, row) : undefined

/** A journey in which nobody has shared anything yet. */
export const noSharing = (journeyId: JourneyId): JourneySharing => ({
  journeyId,
  version: 0,
  isRestored: false,
  isOn: false,
  shelves: {},
})

const nameOf = ({ moduleId, wording }: ShelfRef): string => `${moduleId}#${wording}`

/** The current generation of a shelf; undefined where nothing ever stood on it. */
export const generationOf = ({ shelves }: JourneySharing, ref: ShelfRef): number | undefined =>
  shelves[nameOf(ref)]

const expiring = 'due#shelves'

/** The current shelf waits for the moment at which the first of its voices goes. */
function dueWhenOneGoes(shelf: Shelf): Record<string, unknown> {
  const at = nextGoesAt(shelf)
  return at === undefined ? {} : shelfPlaceAt(at)
}

/** Where a shelf stands in the due index. */
export const shelfPlaceAt = (at: Instant) => ({
  [tableShape.dueIndex.partitionKey]: expiring,
  [tableShape.dueIndex.sortKey]: at,
})

/** A shelf, and which generation of it. */
export interface ShelfGeneration extends ShelfRef {
  generation: number
}

/** Reads the shelves on which the time of a voice is up. */
export const expiringShelves =
  (table: Pick<Table, 'due'>) =>
  async (now: Instant, limit: number): Promise<ShelfGeneration[]> =>
    (await table.due(expiring, now, limit)).map(({ pk, sk }) => {
      const [moduleId = '', wording = '', generation] = sk.split('#')
      return { journeyId: pk.slice(shelfRows.length), moduleId, wording, generation: Number(generation) }
    })
export type ExpiringShelves = ReturnType<typeof expiringShelves>

/** What the sharing of a journey is changed by. */
type Change = Partial<Pick<JourneySharing, 'isOn' | 'lookedAt' | 'lookedBy' | 'shelves'>>

/** Which journeys share voices, and the shelves that readers are shown them from. */
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
     * How every journey stands that ever shared anything.
     * @param cannotRead told of a row that this version cannot read: nothing is shared there.
     */
    async list(cannotRead: CannotRead): Promise<JourneySharing[]> {
      return (await table.query(sharingRows)).map(item => {
        const unreadable = unreadableSharing(item)
        if (!unreadable) return read(item, table.name)
        cannotRead(unreadable)
        return noSharing(item.sk)
      })
    },

    /** @throws UnreadableRow */
    async of(journeyId: JourneyId): Promise<JourneySharing> {
      const item = await table.get(sharingKey(journeyId))
      return item ? read(item, table.name) : noSharing(journeyId)
    },

    /** The voices of a generation. @throws UnreadableRow */
    async shelf(ref: ShelfRef, generation: number): Promise<Shelf> {
      const item = await table.get(shelfKey(ref, generation))
      return item ? readRow(ShelfRow, item).voices : []
    },

    /**
     * The writes that put another shelf in the place of the current one; they fail where another has taken its place since.
     * Whoever is about to read the one before finds no voices for some seconds: what was taken back stands nowhere any more.
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

    /** Says whether learners may share, or that a moderator has looked. @returns false where another hand was quicker. */
    change: (sharing: JourneySharing, set: Omit<Change, 'shelves'>) => isWritten(sharingWrite(sharing, set)),

    /** Whatever was taken back since the moment restored is taken in: what was on is on again. @returns false where another hand was quicker. */
    rename: (sharing: JourneySharing) => isWritten(sharingWrite(sharing, { table: table.name })),
  }
}
export type ShelfStore = ReturnType<typeof shelfStore>
