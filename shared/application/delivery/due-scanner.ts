import type { Instant, JourneyId } from '../../domain/ids.ts'
import {
  type accountEmails,
  type DuePage,
  type DueRef,
  duePage,
  type ReceivedRef,
  receivedPage,
} from '../../store/due.ts'
import type { DueKey, Table } from '../../store/table.ts'

/** One partition of the due index. */
export interface DueShard {
  of: JourneyId | typeof accountEmails
  shard: number
}

type Rows = Pick<Table, 'due'>

/** Called with the reason why a shard cannot be read; the others continue. */
type Unread = (fault: unknown) => void

/** The partitions with these numbers, for a journey or for account emails. */
export const shardsOf = (of: DueShard['of'], numbers: readonly number[]): DueShard[] =>
  numbers.map(shard => ({ of, shard }))

/** Replaces an unreadable page by an empty one, which ends its shard. */
const leftOut =
  (unread: Unread) =>
  (fault: unknown): DuePage => {
    unread(fault)
    return { refs: [] }
  }

/**
 * Everybody who is due in several shards up to a moment, a page at a time: the earliest of each shard that has more.
 * @param size the most people of each shard in a page.
 */
export async function* pagesTogether(
  table: Rows,
  shards: readonly DueShard[],
  until: Instant,
  size: number,
  unread: Unread,
): AsyncGenerator<DueRef[]> {
  let left: readonly { shard: DueShard; after?: DueKey }[] = shards.map(shard => ({ shard }))
  while (left.length > 0) {
    const pages = await Promise.all(
      left.map(async ({ shard, after }) => ({
        shard,
        ...(await duePage(table, shard, until, size, after).catch(leftOut(unread))),
      })),
    )
    left = pages.flatMap(({ shard, after }) => (after ? [{ shard, after }] : []))
    yield pages.flatMap(({ refs }) => refs)
  }
}

/** The sign-ups that wait in one shard, up to a moment, each once, earliest first. */
export async function* receivedOfShard(
  table: Rows,
  shard: number,
  until: Instant,
  size: number,
): AsyncGenerator<ReceivedRef> {
  let after: DueKey | undefined
  do {
    const page = await receivedPage(table, shard, until, size, after)
    yield* page.refs
    after = page.after
  } while (after)
}

/** Options for reading shards in turns. */
export interface InTurns {
  now: () => Instant
  /** The page size. */
  size: () => number
  /** Whether a shard is not read to its end yet. */
  isOpen: (of: DueShard['of']) => boolean
  unread: Unread
}

/**
 * Reads a page of one shard after the other until none has more. @yields empty pages too, so that the caller can
 * check the time and the holds.
 */
export async function* pagesInTurns(
  table: Rows,
  shards: readonly DueShard[],
  { now, size, isOpen, unread }: InTurns,
): AsyncGenerator<DueRef[]> {
  let ring: readonly (DueShard & { after?: DueKey })[] = shards
  while (ring[0]) {
    const [shard, ...rest] = ring
    const read = isOpen(shard.of) ? duePage(table, shard, now(), size(), shard.after) : undefined
    const page = await read?.catch(leftOut(unread))
    ring = page?.after ? [...rest, { ...shard, after: page.after }] : rest
    yield page?.refs ?? []
  }
}
