import * as z from 'zod/mini'
import { sharingRows, shelfRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId, ModuleId } from '../domain/ids.ts'
import { type Shelf, Voice } from '../domain/reflections/shelf.ts'
import { isAsRead, unwritten } from './read-and-write.ts'
import type { Item, Key, Table, Write } from './table.ts'

/** Which shelf: a module's, for one wording of its open question. */
export interface ShelfRef {
  journeyId: JourneyId
  moduleId: ModuleId
  wording: string
}

/** Each generation is a row of its own that nobody changes, so that whoever has it need not ask again. */
const shelfKey = ({ journeyId, moduleId, wording }: ShelfRef, generation: number): Key => ({
  pk: `${shelfRows}${journeyId}`,
  sk: `${moduleId}#${wording}#${generation}`,
})
const sharingKey = (journeyId: JourneyId): Key => ({ pk: sharingRows, sk: journeyId })

/** How the sharing of voices stands in a journey. */
const SharingRow = z.object({
  sk: z.string(),
  v: z.int(),
  /** Whether learners may share: off until an operator turns it on. */
  isOn: z._default(z.boolean(), false),
  /** When a moderator last looked for something to read. */
  lookedAt: z.optional(z.int()),
  /** The current generation of each shelf, by module and wording. */
  shelves: z._default(z.record(z.string(), z.int()), {}),
})

/** How the sharing of voices stands in a journey, and the version that its next write is conditional on. */
export interface JourneySharing {
  journeyId: JourneyId
  version: number
  isOn: boolean
  lookedAt?: Instant
  shelves: Readonly<Record<string, number>>
}

function read(item: Item): JourneySharing {
  const { sk, v, lookedAt, ...rest } = SharingRow.parse(item)
  return { journeyId: sk, version: v, ...rest, ...(lookedAt !== undefined && { lookedAt }) }
}

/** A journey in which nobody has shared anything yet. */
export const noSharing = (journeyId: JourneyId): JourneySharing => ({
  journeyId,
  version: 0,
  isOn: false,
  shelves: {},
})

const nameOf = ({ moduleId, wording }: ShelfRef): string => `${moduleId}#${wording}`

/** The current generation of a shelf; undefined where nothing ever stood on it. */
export const generationOf = ({ shelves }: JourneySharing, ref: ShelfRef): number | undefined =>
  shelves[nameOf(ref)]

/**
 * The writes that put another shelf in the place of the current one; they fail where another has taken its place since.
 * Whoever is about to read the one before finds no voices for some seconds: what was taken back stands nowhere any more.
 * @param sharing as it was read.
 */
export function shelfWrites(sharing: JourneySharing, ref: ShelfRef, shelf: Shelf): Write[] {
  const generation = generationOf(sharing, ref) ?? 0
  const put: Item = { ...shelfKey(ref, generation + 1), _: 1, voices: shelf }
  const shelves = { ...sharing.shelves, [nameOf(ref)]: generation + 1 }
  return [
    sharingWrite(sharing, { shelves }),
    { put, when: isAsRead(unwritten) },
    ...(generation > 0 ? [{ delete: shelfKey(ref, generation) }] : []),
  ]
}

const sharingWrite = (
  { journeyId, version }: JourneySharing,
  set: Partial<Pick<JourneySharing, 'isOn' | 'lookedAt' | 'shelves'>>,
): Write => ({
  update: sharingKey(journeyId),
  set: { _: 1, v: version + 1, ...set },
  when: isAsRead({ version }),
})

/** Which journeys share voices, and the shelves that readers are shown them from. */
export function shelfStore(table: Pick<Table, 'get' | 'query' | 'write'>) {
  return {
    /** How every journey stands that ever shared anything. */
    async list(): Promise<JourneySharing[]> {
      return (await table.query(sharingRows)).map(read)
    },

    async of(journeyId: JourneyId): Promise<JourneySharing> {
      const item = await table.get(sharingKey(journeyId))
      return item ? read(item) : noSharing(journeyId)
    },

    /** The voices of a generation. */
    async shelf(ref: ShelfRef, generation: number): Promise<Shelf> {
      const item = await table.get(shelfKey(ref, generation))
      return item ? z.array(Voice).parse(item['voices']) : []
    },

    /** Says whether learners may share, or that a moderator has looked. @returns false where another hand was quicker. */
    async change(sharing: JourneySharing, set: Partial<Pick<JourneySharing, 'isOn' | 'lookedAt'>>) {
      return (await table.write(sharingWrite(sharing, set))).is === 'written'
    },
  }
}
export type ShelfStore = ReturnType<typeof shelfStore>
