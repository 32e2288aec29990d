import type { JourneyId } from '../../domain/ids.ts'
import { type DueRef, duePage, dueShards, letters } from '../../store/due.ts'
import type { Holds } from '../../store/switches.ts'
import type { DueKey } from '../../store/table.ts'
import type { DeliveryDeps } from './deps.ts'
import { isHeld } from './held.ts'

/** One partition of the due index, and how far this walk has come in it. */
interface Shard {
  of: JourneyId | typeof letters
  shard: number
  after?: DueKey
}

/** Longer than a page takes at the slowest rate; a worker that dies gives its shard back no later than this. */
const leaseFor = 60_000

/** Shards that are looked into together. */
const atOnce = 4

const shardsOf = (of: Shard['of']): Shard[] =>
  Array.from({ length: dueShards }, (_, shard) => ({ of, shard }))

/** Begins somewhere else for each worker, so that they do not meet. */
function rotated(shards: Shard[], worker: string): Shard[] {
  const from = [...worker].reduce((sum, char) => sum + char.charCodeAt(0), 0) % Math.max(1, shards.length)
  return [...shards.slice(from), ...shards.slice(0, from)]
}

/** The journeys that delivery may walk now: not paused, and with a current version that is not broken. */
async function openJourneys(deps: DeliveryDeps, holds: Holds): Promise<JourneyId[]> {
  const heads = await deps.library.list()
  return heads
    .map(head => head.journey)
    .filter(journey => !isHeld(holds, journey))
    .map(({ id }) => id)
}

/**
 * The letters that are due, a page a shard. While planning is paused, all of them: people whose journey may not start
 * yet stand at the front of the shard, and nobody's letter waits behind them.
 */
async function readLetters(deps: DeliveryDeps, holds: Holds, limit: number): Promise<DueRef[]> {
  const now = deps.clock.now()
  const pages = shardsOf(letters).map(async shard => {
    let page = await duePage(deps.table, shard, now, limit)
    const refs = [...page.refs]
    while (holds.planning && page.after) {
      page = await duePage(deps.table, shard, now, limit, page.after)
      refs.push(...page.refs)
    }
    return refs
  })
  return (await Promise.all(pages)).flat()
}

/**
 * Walks everything that is due once, letters first and again before each page of journeys.
 * @param pageSize how many people of a shard are read together.
 * @yields people who are due; nobody twice in a walk, but for letters.
 */
export async function* walkDue(
  deps: DeliveryDeps,
  holds: Holds,
  worker: string,
  pageSize: number,
): AsyncGenerator<DueRef[]> {
  const seen = new Set<string>()
  const newLetters = async () => {
    const due = await readLetters(deps, holds, pageSize)
    const refs = due.filter(ref => !seen.has(`${ref.learnerId}${ref.dueAt}`))
    for (const ref of refs) seen.add(`${ref.learnerId}${ref.dueAt}`)
    return refs
  }
  yield await newLetters()
  let ring = rotated((await openJourneys(deps, holds)).flatMap(shardsOf), worker)
  while (ring.length > 0) {
    const [turn, rest] = [ring.slice(0, atOnce), ring.slice(atOnce)]
    const pages = await Promise.all(turn.map(shard => readShard(deps, shard, worker, pageSize)))
    ring = [...rest, ...pages.flatMap(page => (page.next ? [page.next] : []))]
    const refs = pages.flatMap(page => page.refs)
    if (refs.length > 0) yield [...(await newLetters()), ...refs]
  }
}

async function readShard(
  deps: DeliveryDeps,
  shard: Shard,
  worker: string,
  pageSize: number,
): Promise<{ refs: DueRef[]; next?: Shard }> {
  const now = deps.clock.now()
  const page = await duePage(deps.table, shard, now, pageSize, shard.after)
  if (page.refs.length === 0) return { refs: [] }
  const leased = await deps.leases.take(`${shard.of}#${shard.shard}`, worker, now, now + leaseFor)
  if (!leased) return { refs: [] }
  return page.after ? { refs: page.refs, next: { ...shard, after: page.after } } : { refs: page.refs }
}
