import type { Instant, JourneyId } from '../../domain/ids.ts'
import { shareOf } from '../../domain/sending-policy.ts'
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

/** Some who are due, and what is held back while they are planned. */
export interface DuePeople {
  refs: DueRef[]
  holds: Holds
}

/** Who walks, until when, and how many people it reads together. */
export interface Walk {
  worker: string
  until: Instant
  pageSize: () => number
}

/** Longer than a run; a worker that dies gives its shards back no later than this, in milliseconds. */
const leaseFor = 90_000

/** So many people due in a shard may be read twice by two workers: less work than a lease. */
const worthALease = 10

/** How often a walk looks for new letters, for what is held back now, and at whose shards are whose, in milliseconds. */
const lookEvery = 2000

/** When every shard that is left is another worker's: how often to look whether one is free, in milliseconds. */
const whileBusy = 250

/** And for how long: one that ends hands its shards over in seconds, and one that died is left to the next tick. */
const busyPatience = 10_000

const letterPage = 100

const shardsOf = (of: Shard['of']): Shard[] =>
  Array.from({ length: dueShards }, (_, shard) => ({ of, shard }))

const nameOf = ({ of, shard }: Shard): string => `${of}#${shard}`

/** Begins somewhere else for each worker, so that they do not meet. */
function rotated(shards: Shard[], worker: string): Shard[] {
  const from = Math.floor(shareOf(worker) * shards.length)
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

/** All letters that are due: nobody's waits behind people who cannot be moved forward yet. */
async function readLetters(deps: DeliveryDeps): Promise<DueRef[]> {
  const now = deps.clock.now()
  const shards = shardsOf(letters).map(async shard => {
    let page = await duePage(deps.table, shard, now, letterPage)
    const refs = [...page.refs]
    while (page.after) {
      page = await duePage(deps.table, shard, now, letterPage, page.after)
      refs.push(...page.refs)
    }
    return refs
  })
  return (await Promise.all(shards)).flat()
}

/** The letters that this walk has not met yet. */
function newLetters(deps: DeliveryDeps): () => Promise<DueRef[]> {
  const seen = new Set<string>()
  return async () => {
    const refs = (await readLetters(deps)).filter(ref => !seen.has(`${ref.learnerId}${ref.dueAt}`))
    for (const ref of refs) seen.add(`${ref.learnerId}${ref.dueAt}`)
    return refs
  }
}

/** A page of a shard; `busy` when there are many, and another worker has them. */
type Page = { is: 'read'; refs: DueRef[]; next?: Shard } | { is: 'busy' }

/** The shards that a walk has leased, and those that another worker had when it last looked. */
interface Leases {
  ours: Set<string>
  others: ReadonlySet<string>
  lookedAt: Instant
}

/** Whether a shard may only be read with a lease: many wait there, or another worker is at it. */
async function needsLease(
  deps: DeliveryDeps,
  name: string,
  waiting: number,
  leases: Leases,
): Promise<boolean> {
  if (waiting >= worthALease) return true
  const now = deps.clock.now()
  if (now - leases.lookedAt >= lookEvery) {
    leases.others = await deps.leases.held(now)
    leases.lookedAt = now
  }
  return leases.others.has(name)
}

async function readShard(deps: DeliveryDeps, shard: Shard, walk: Walk, leases: Leases): Promise<Page> {
  const now = deps.clock.now()
  const name = nameOf(shard)
  const { refs, after } = await duePage(deps.table, shard, now, walk.pageSize(), shard.after)
  const page: Page = after ? { is: 'read', refs, next: { ...shard, after } } : { is: 'read', refs }
  if (refs.length === 0 || leases.ours.has(name)) return page
  if (!(await needsLease(deps, name, after ? worthALease : refs.length, leases))) return page
  if (!(await deps.leases.take(name, walk.worker, now, now + leaseFor))) return { is: 'busy' }
  leases.ours.add(name)
  return page
}

/** Waits until one of these shards is no other worker's any more. @returns those, or none when it takes too long. */
async function freed(deps: DeliveryDeps, shards: Shard[], walk: Walk): Promise<Shard[]> {
  const end = Math.min(walk.until, deps.clock.now() + busyPatience)
  while (deps.clock.now() < end) {
    await deps.clock.until(deps.clock.now() + whileBusy)
    const held = await deps.leases.held(deps.clock.now())
    const free = shards.filter(shard => !held.has(nameOf(shard)))
    if (free.length > 0) return free
  }
  return []
}

/**
 * Walks everything that is due in journeys once, a page of a shard at a time. Where there are many, the shard is leased,
 * so that two workers do not read the same people; leases only save work.
 * @param isOpen whether a journey may still be walked.
 * @yields also empty pages, so that whoever drives the walk can look around.
 */
async function* walkJourneys(
  deps: DeliveryDeps,
  walk: Walk,
  shards: Shard[],
  isOpen: (journey: string) => boolean,
): AsyncGenerator<DueRef[]> {
  const leases: Leases = { ours: new Set(), others: new Set(), lookedAt: 0 }
  let [ring, busy]: [Shard[], Shard[]] = [shards, []]
  try {
    while (ring[0] && deps.clock.now() < walk.until) {
      const [shard, ...rest] = ring
      const page: Page = isOpen(shard.of)
        ? await readShard(deps, shard, walk, leases)
        : { is: 'read', refs: [] }
      ring = page.is === 'read' && page.next ? [...rest, page.next] : rest
      if (page.is === 'busy') busy = [...busy, shard]
      else yield page.refs
      if (ring.length === 0 && busy.length > 0) {
        ring = await freed(deps, busy, walk)
        busy = busy.filter(one => !ring.includes(one))
      }
    }
  } finally {
    await deps.leases.giveBack(leases.ours, walk.worker)
  }
}

/**
 * Walks everything that is due once, letters first and again every few seconds. What an operator holds back meanwhile,
 * and a version whose breaker trips, is left out from then on.
 * @yields people who are due; nobody twice in a walk, but for letters.
 */
export async function* walkDue(deps: DeliveryDeps, walk: Walk): AsyncGenerator<DuePeople> {
  let holds = await deps.switches.holds()
  if (holds.delivery) return
  const lettersToCome = newLetters(deps)
  yield { refs: await lettersToCome(), holds }
  let open = new Set(await openJourneys(deps, holds))
  let lookedAt = deps.clock.now()
  const shards = rotated([...open].flatMap(shardsOf), walk.worker)
  for await (const refs of walkJourneys(deps, walk, shards, journey => open.has(journey))) {
    const isTime = deps.clock.now() - lookedAt >= lookEvery
    if (isTime) {
      lookedAt = deps.clock.now()
      holds = await deps.switches.holds()
      if (holds.delivery) return
      open = new Set(await openJourneys(deps, holds))
    }
    const urgent = isTime ? await lettersToCome() : []
    const mayGo = refs.filter(({ journeyId }) => journeyId !== undefined && open.has(journeyId))
    if (urgent.length + mayGo.length > 0) yield { refs: [...urgent, ...mayGo], holds }
  }
}
