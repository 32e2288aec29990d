import { reflectionRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId, LearnerId, ModuleId } from '../domain/ids.ts'
import { isKept, Reflection, textKeptFor } from '../domain/reflections/reflection.ts'
import { isAsRead, unwritten } from './read-and-write.ts'
import type { Item, Key, Table, Write } from './table.ts'
import { readEach, readRow, throwing, UnreadableRow, whyUnreadable } from './unreadable-row.ts'

const shape = 1

/** Which text: somebody has one for each module at most. */
export interface ReflectionRef {
  learnerId: LearnerId
  journeyId: JourneyId
  moduleId: ModuleId
}

/** Apart from the person's own partition, so that nobody who reads a person reads what they wrote. */
const partitionOf = (learnerId: LearnerId): string => `${reflectionRows}${learnerId}`
const keyOf = ({ learnerId, journeyId, moduleId }: ReflectionRef): Key => ({
  pk: partitionOf(learnerId),
  sk: `${journeyId}#${moduleId}`,
})

/** A text as stored, and the version that its next write is conditional on. */
export interface StoredReflection {
  reflection: Reflection
  version: number
}

const ofAnotherShape = (item: Item): UnreadableRow =>
  new UnreadableRow(item, `it is not of shape ${shape}. Deploy the version that wrote it, or newer.`)

/** @throws UnreadableRow */
function read(item: Item): StoredReflection {
  if (item['_'] !== shape) throw ofAnotherShape(item)
  return { reflection: readRow(Reflection, item), version: Number(item['v']) }
}

/** Why a row is no text that this version can read; undefined for those that it can, and for other rows. */
export function unreadableText(row: Item): UnreadableRow | undefined {
  if (!row.pk.startsWith(reflectionRows)) return undefined
  return row['_'] === shape ? whyUnreadable(Reflection, row) : ofAnotherShape(row)
}

/** A text, or that this version cannot read it: of another version, or spoilt. */
export type FoundReflection = { is: 'readable'; stored: StoredReflection } | { is: 'unreadable' }

const readable = (item: Item): FoundReflection =>
  unreadableText(item) ? { is: 'unreadable' } : { is: 'readable', stored: read(item) }

/** DynamoDB removes a text within days of its time; until then it is read over. */
const toItem = (reflection: Reflection, version: number): Item => ({
  ...keyOf(reflection),
  _: shape,
  v: version,
  ...reflection,
  ttl: Math.ceil((reflection.pressedAt + textKeptFor) / 1000),
})

/** The write that stores what became of a text; it fails where somebody else has written it since. */
export const reflectionWrite = (
  before: StoredReflection | undefined,
  reflection: Reflection,
): Write & { put: Item } => ({
  put: toItem(reflection, (before?.version ?? 0) + 1),
  when: isAsRead(before ?? unwritten),
})

/** The write that takes a text away; it fails where somebody else has written it since. */
export const withoutReflection = (before: StoredReflection): Write => ({
  delete: keyOf(before.reflection),
  when: isAsRead(before),
})

/** What people wrote: each text in a row of its own, which no event and no stream ever carries. */
export function reflectionStore(table: Pick<Table, 'get' | 'query' | 'write'>) {
  return {
    /** As it is stored, be its time up or not. @throws UnreadableRow */
    async get(ref: ReflectionRef): Promise<StoredReflection | undefined> {
      const item = await table.get(keyOf(ref))
      return item && read(item)
    },

    /** The same, with what cannot be read as a value. */
    async look(ref: ReflectionRef): Promise<FoundReflection | undefined> {
      const item = await table.get(keyOf(ref))
      return item && readable(item)
    },

    /**
     * Everything that somebody has written and that is still kept.
     * @param cannotRead told of each row that this version cannot read; absent: the first of them is thrown.
     */
    async ofLearner(learnerId: LearnerId, now: Instant, cannotRead = throwing): Promise<StoredReflection[]> {
      const items = await table.query(partitionOf(learnerId))
      return readEach(items, read, cannotRead).filter(({ reflection }) => isKept(reflection, now))
    },

    /**
     * Everything that somebody has written, be its time up or not.
     * @param cannotRead as for `ofLearner`.
     */
    all: async (learnerId: LearnerId, cannotRead = throwing): Promise<StoredReflection[]> =>
      readEach(await table.query(partitionOf(learnerId)), read, cannotRead),

    /** How often a person has declined what somebody shared of the texts that they still have. */
    async declined(learnerId: LearnerId): Promise<number> {
      const items = await table.query(partitionOf(learnerId))
      return items.reduce((sum, { declined = 0 }) => sum + Number(declined), 0)
    },

    /** Stores one by itself. @returns false where somebody else has written it since. */
    async save(before: StoredReflection | undefined, reflection: Reflection): Promise<boolean> {
      return (await table.write(reflectionWrite(before, reflection))).is === 'written'
    },
  }
}
export type ReflectionStore = ReturnType<typeof reflectionStore>
