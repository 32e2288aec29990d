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

/** Told why a shard cannot be read: the others are gone on with. */
type Unread = (fault: unknown) => void

/** The partitions with these numbers, of a journey or of the account emails. */
export const shardsOf = (of: DueShard['of'], numbers: readonly number[]): DueShard[] =>
  numbers.map(shard => ({ of, shard }))

/** In the place of a page that cannot be read: it is the shard's last. */
const leftOut =
  (unread: Unread) =>
  (fault: unknown): DuePage => {
    unread(fault)
    return { refs: [] }
  }

/**
 * Everybody who is due in some shards up to a moment, a page at a time: the earliest of each shard that has more.
 * @param size of how many of each shard a page is made at most.
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

/** The sign-ups that wait to be handled in one shard, up to a moment, each once; earliest first. */
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

/** How shards are read in turns. */
export interface InTurns {
  now: () => Instant
  /** How many are read together. */
  size: () => number
  /** Whether a shard is still to be read. */
  isOpen: (of: DueShard['of']) => boolean
  unread: Unread
}

/**
 * A page of a shard after the other, until nothing is left in any of them.
 * @yields also empty pages, so that whoever drives the scan can look around.
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
