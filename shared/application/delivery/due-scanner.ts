import { second } from '../../domain/duration.ts'
import { type Hold, isHeld } from '../../domain/hold.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import { accountEmails, type DueRef, duePage } from '../../store/due.ts'
import type { DueKey } from '../../store/table.ts'
import { type Assignment, everything } from './assignment.ts'
import type { DeliveryDeps } from './deps.ts'
import { handleInTurn } from './received.ts'

/** One partition of the due index, and how far this walk has come in it. */
interface Shard {
  of: JourneyId | typeof accountEmails
  shard: number
  after?: DueKey
}

/** Some who are due, and what is held back while they are planned. */
export interface DuePeople {
  refs: DueRef[]
  holds: readonly Hold[]
}

/** What is walked, until when, and how many people are read together. */
export interface DueScan {
  assignment: Assignment
  until: Instant
  pageSize: () => number
}

/** How often a walk looks for new letters, and for what is held back now, in milliseconds. */
const lookEvery = 2 * second

const accountEmailPage = 100

const shardsOf = (of: Shard['of'], numbers: readonly number[]): Shard[] =>
  numbers.map(shard => ({ of, shard }))

/** The journeys that delivery may walk now: not paused, and with a current version that is not broken. */
export async function openJourneys(deps: DeliveryDeps, holds: readonly Hold[]): Promise<JourneyId[]> {
  const heads = await deps.library.list()
  return heads
    .map(head => head.journey)
    .filter(journey => !isHeld(holds, journey))
    .map(({ id }) => id)
}

/**
 * All account emails that are due: nobody's waits behind people who cannot be moved forward yet. Sign-ups that wait to be handled
 * are handled, and their account emails are among them.
 */
async function readAccountEmails(deps: DeliveryDeps, until: Instant): Promise<DueRef[]> {
  const now = deps.clock.now()
  const shards = shardsOf(accountEmails, everything.shards).map(async shard => {
    const refs: DueRef[] = []
    let after: DueKey | undefined
    do {
      const page = await duePage(deps.table, shard, now, accountEmailPage, after)
      refs.push(...page.refs, ...(await handleInTurn(deps, page.received, until)))
      after = page.after
    } while (after)
    return refs
  })
  return (await Promise.all(shards)).flat()
}

/** The account emails that this walk has not met yet. */
function newAccountEmails(deps: DeliveryDeps, until: Instant): () => Promise<DueRef[]> {
  const seen = new Set<string>()
  return async () => {
    const refs = (await readAccountEmails(deps, until)).filter(
      ref => !seen.has(`${ref.learnerId}${ref.dueAt}`),
    )
    for (const ref of refs) seen.add(`${ref.learnerId}${ref.dueAt}`)
    return refs
  }
}

/**
 * One worker's way through everything that is due in its shards, once. Two that walk the same shard read some people in
 * vain and email nobody twice.
 */
export class DueScanner {
  readonly #deps: DeliveryDeps
  readonly #walk: DueScan
  readonly #newAccountEmails: () => Promise<DueRef[]>

  constructor(deps: DeliveryDeps, walk: DueScan) {
    this.#deps = deps
    this.#walk = walk
    this.#newAccountEmails = walk.assignment.accountEmails
      ? newAccountEmails(deps, walk.until)
      : async () => []
  }

  /**
   * Walks account emails first and again every few seconds. What an operator holds back meanwhile, and a version whose breaker
   * trips, is left out from then on.
   * @param first what is held back as the walk begins.
   * @yields people who are due; nobody twice in a walk, but for account emails.
   */
  async *people(first: readonly Hold[]): AsyncGenerator<DuePeople> {
    const { clock } = this.#deps
    let holds = first
    if (isHeld(holds, 'delivery')) return
    yield { refs: await this.#newAccountEmails(), holds }
    let open = new Set(await openJourneys(this.#deps, holds))
    let lookedAt = clock.now()
    const ring = [...open].flatMap(journey => shardsOf(journey, this.#walk.assignment.shards))
    for await (const refs of this.#pages(ring, journey => open.has(journey))) {
      const isTime = clock.now() - lookedAt >= lookEvery
      if (isTime) {
        lookedAt = clock.now()
        holds = await this.#deps.holds.all()
        if (isHeld(holds, 'delivery')) return
        open = new Set(await openJourneys(this.#deps, holds))
      }
      const urgent = isTime ? await this.#newAccountEmails() : []
      const mayGo = refs.filter(({ journeyId }) => journeyId !== undefined && open.has(journeyId))
      if (urgent.length + mayGo.length > 0) yield { refs: [...urgent, ...mayGo], holds }
    }
  }

  /**
   * A page of a shard after the other, in turns.
   * @param isOpen whether a journey may still be walked.
   * @yields also empty pages, so that whoever drives the walk can look around.
   */
  async *#pages(all: Shard[], isOpen: (journey: string) => boolean): AsyncGenerator<DueRef[]> {
    const { clock, table } = this.#deps
    const { until, pageSize } = this.#walk
    let ring = all
    while (ring[0] && clock.now() < until) {
      const [shard, ...rest] = ring
      const page = isOpen(shard.of)
        ? await duePage(table, shard, clock.now(), pageSize(), shard.after)
        : { refs: [], received: [] }
      ring = page.after ? [...rest, { ...shard, after: page.after }] : rest
      yield page.refs
    }
  }
}
