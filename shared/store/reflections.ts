import { reflectionRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId, LearnerId, ModuleId } from '../domain/ids.ts'
import { isKept, Reflection, textKeptFor } from '../domain/reflections/reflection.ts'
import { isAsRead, unwritten } from './read-and-write.ts'
import type { Item, Key, Table, Write } from './table.ts'
import { readEach, readRow, throwUnreadable, UnreadableRow, whyUnreadable } from './unreadable-row.ts'

const shape = 1

/** Identifies a text. A learner has at most one for each module. */
export interface ReflectionRef {
  learnerId: LearnerId
  journeyId: JourneyId
  moduleId: ModuleId
}

/** Separate from the person's partition, so that reading a person does not read their texts. */
const partitionOf = (learnerId: LearnerId): string => `${reflectionRows}${learnerId}`
const keyOf = ({ learnerId, journeyId, moduleId }: ReflectionRef): Key => ({
  pk: partitionOf(learnerId),
  sk: `${journeyId}#${moduleId}`,
})

/** A stored text, with the version that its next write is conditional on. */
export interface StoredReflection {
  reflection: Reflection
  version: number
}

/** Identifies the text in a row; undefined for other rows. */
export function reflectionOf({ pk, sk }: Pick<UnreadableRow, 'pk' | 'sk'>): ReflectionRef | undefined {
  const [journeyId, moduleId] = (sk ?? '').split('#')
  if (!pk.startsWith(reflectionRows) || journeyId === undefined || moduleId === undefined) return undefined
  return { learnerId: pk.slice(reflectionRows.length), journeyId, moduleId }
}

const ofAnotherShape = (item: Item): UnreadableRow =>
  new UnreadableRow(item, `it is not of shape ${shape}. Deploy the version that wrote it, or newer.`)

/** @throws UnreadableRow */
function read(item: Item): StoredReflection {
  if (item['_'] !== shape) throw ofAnotherShape(item)
  return { reflection: readRow(Reflection, item), version: Number(item['v']) }
}

/** Why this version cannot read a text; undefined if it can, and for other rows. */
export function unreadableText(row: Item): UnreadableRow | undefined {
  if (!row.pk.startsWith(reflectionRows)) return undefined
  return row['_'] === shape ? whyUnreadable(Reflection, row) : ofAnotherShape(row)
}

/** A text, or that this version cannot read it. */
export type FoundReflection = { is: 'readable'; stored: StoredReflection } | { is: 'unreadable' }

const readable = (item: Item): FoundReflection =>
  unreadableText(item) ? { is: 'unreadable' } : { is: 'readable', stored: read(item) }

/** DynamoDB deletes an expired text within days; until then readers ignore it. */
const toItem = (reflection: Reflection, version: number): Item => ({
  ...keyOf(reflection),
  _: shape,
  v: version,
  ...reflection,
  ttl: Math.ceil((reflection.pressedAt + textKeptFor) / 1000),
})

/** The write that stores a text; it fails if somebody else has written it since. */
export const reflectionWrite = (
  before: StoredReflection | undefined,
  reflection: Reflection,
): Write & { put: Item } => ({
  put: toItem(reflection, (before?.version ?? 0) + 1),
  when: isAsRead(before ?? unwritten),
})

/** The write that deletes a text; it fails if somebody else has written it since. */
export const withoutReflection = (before: StoredReflection): Write => ({
  delete: keyOf(before.reflection),
  when: isAsRead(before),
})

/** The learners' texts, each in a row of its own that no event and no stream carries. */
export function reflectionStore(table: Pick<Table, 'get' | 'query' | 'write'>) {
  return {
    /**
     * The text as stored, even if expired.
     * @throws UnreadableRow
     */
    async get(ref: ReflectionRef): Promise<StoredReflection | undefined> {
      const item = await table.get(keyOf(ref))
      return item && read(item)
    },

    /** Like `get`, but an unreadable text is a result, not an error. */
    async look(ref: ReflectionRef): Promise<FoundReflection | undefined> {
      const item = await table.get(keyOf(ref))
      return item && readable(item)
    },

    /**
     * All unexpired texts of a learner.
     * @param onUnreadable called for unreadable rows; if absent, the first one is thrown.
     */
    async ofLearner(
      learnerId: LearnerId,
      now: Instant,
      onUnreadable = throwUnreadable,
    ): Promise<StoredReflection[]> {
      const items = await table.query(partitionOf(learnerId))
      return readEach(items, read, onUnreadable).filter(({ reflection }) => isKept(reflection, now))
    },

    /**
     * All texts of a learner, even expired ones.
     * @param onUnreadable as for `ofLearner`.
     */
    all: async (learnerId: LearnerId, onUnreadable = throwUnreadable): Promise<StoredReflection[]> =>
      readEach(await table.query(partitionOf(learnerId)), read, onUnreadable),

    /** How often moderators declined excerpts of the learner's stored texts. */
    async declined(learnerId: LearnerId): Promise<number> {
      const items = await table.query(partitionOf(learnerId))
      return items.reduce((sum, { declined = 0 }) => sum + Number(declined), 0)
    },

    /**
     * Stores a text.
     * @returns false if somebody else has written it since.
     */
    async save(before: StoredReflection | undefined, reflection: Reflection): Promise<boolean> {
      return (await table.write(reflectionWrite(before, reflection))).is === 'written'
    },
  }
}
export type ReflectionStore = ReturnType<typeof reflectionStore>
