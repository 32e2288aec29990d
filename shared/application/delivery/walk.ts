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

/** On a quiet day two workers may read the same shard: fewer people than this are less work than a lease. */
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

/** Whether a shard may only be read with a lease: many wait there, or another worker is at a backlog too. */
async function needsLease(deps: DeliveryDeps, waiting: number, leases: Leases): Promise<boolean> {
  if (waiting >= worthALease) return true
  const now = deps.clock.now()
  if (now - leases.lookedAt >= lookEvery) {
    leases.others = (await deps.leases.held(now)).difference(leases.ours)
    leases.lookedAt = now
  }
  return leases.others.size > 0
}

async function readShard(deps: DeliveryDeps, shard: Shard, walk: Walk, leases: Leases): Promise<Page> {
  const now = deps.clock.now()
  const name = nameOf(shard)
  const { refs, after } = await duePage(deps.table, shard, now, walk.pageSize(), shard.after)
  const page: Page = after ? { is: 'read', refs, next: { ...shard, after } } : { is: 'read', refs }
  if (refs.length === 0 || leases.ours.has(name)) return page
  if (!(await needsLease(deps, after ? worthALease : refs.length, leases))) return page
  if (!(await deps.leases.take(name, walk.worker, now, now + leaseFor))) return { is: 'busy' }
  leases.ours.add(name)
  return page
}

/**
 * One worker's way through everything that is due, once: what is free first, and then what another worker was at and has
 * handed over. Where there are many, a shard is leased, so that two workers do not read the same people; leases only
 * save work.
 */
export class DueWalk {
  readonly #deps: DeliveryDeps
  readonly #walk: Walk
  readonly #newLetters: () => Promise<DueRef[]>
  readonly #leases: Leases = { ours: new Set(), others: new Set(), lookedAt: 0 }
  /** What is still to be walked; unknown before the first step. */
  #ring: Shard[] | undefined
  #busy: Shard[] = []

  constructor(deps: DeliveryDeps, walk: Walk) {
    this.#deps = deps
    this.#walk = walk
    this.#newLetters = newLetters(deps)
  }

  /**
   * Walks all that nobody else is at, letters first and again every few seconds. What an operator holds back meanwhile,
   * and a version whose breaker trips, is left out from then on.
   * @yields people who are due; nobody twice in a walk, but for letters.
   */
  async *free(): AsyncGenerator<DuePeople> {
    const { clock, switches } = this.#deps
    let holds = await switches.holds()
    if (holds.delivery) return
    yield { refs: await this.#newLetters(), holds }
    let open = new Set(await openJourneys(this.#deps, holds))
    let lookedAt = clock.now()
    this.#ring ??= rotated([...open].flatMap(shardsOf), this.#walk.worker)
    for await (const refs of this.#pages(journey => open.has(journey))) {
      const isTime = clock.now() - lookedAt >= lookEvery
      if (isTime) {
        lookedAt = clock.now()
        holds = await switches.holds()
        if (holds.delivery) return
        open = new Set(await openJourneys(this.#deps, holds))
      }
      const urgent = isTime ? await this.#newLetters() : []
      const mayGo = refs.filter(({ journeyId }) => journeyId !== undefined && open.has(journeyId))
      if (urgent.length + mayGo.length > 0) yield { refs: [...urgent, ...mayGo], holds }
    }
  }

  /** Gives back every shard that this walk has leased: call it when nobody of theirs is in hand any more. */
  async giveBack(): Promise<void> {
    const { ours } = this.#leases
    this.#leases.ours = new Set()
    await this.#deps.leases.giveBack(ours, this.#walk.worker)
  }

  /** Waits until a shard that another worker was at is free. @returns whether there is more to walk. */
  async moreIsFree(): Promise<boolean> {
    if (this.#busy.length === 0) return false
    const { clock, leases } = this.#deps
    const end = Math.min(this.#walk.until, clock.now() + busyPatience)
    while (clock.now() < end) {
      await clock.until(clock.now() + whileBusy)
      const held = await leases.held(clock.now())
      this.#ring = this.#busy.filter(shard => !held.has(nameOf(shard)))
      this.#busy = this.#busy.filter(shard => held.has(nameOf(shard)))
      if (this.#ring.length > 0) return true
    }
    return false
  }

  /**
   * A page of a shard after the other, in turns.
   * @param isOpen whether a journey may still be walked.
   * @yields also empty pages, so that whoever drives the walk can look around.
   */
  async *#pages(isOpen: (journey: string) => boolean): AsyncGenerator<DueRef[]> {
    let ring = this.#ring ?? []
    while (ring[0] && this.#deps.clock.now() < this.#walk.until) {
      const [shard, ...rest] = ring
      const page: Page = isOpen(shard.of)
        ? await readShard(this.#deps, shard, this.#walk, this.#leases)
        : { is: 'read', refs: [] }
      ring = page.is === 'read' && page.next ? [...rest, page.next] : rest
      if (page.is === 'busy') this.#busy.push(shard)
      else yield page.refs
    }
  }
}
