import { hashOf } from '../../domain/hash.ts'
import type { Instant, JourneyId, ModuleId } from '../../domain/ids.ts'
import {
  isUnread,
  type Reflection,
  unreadFor,
  type VoiceId,
  voiceOf,
  waitsSince,
} from '../../domain/reflections/reflection.ts'
import { isFull, type Shelf } from '../../domain/reflections/shelf.ts'
import { type Sector, sectors } from '../../domain/sectors.ts'
import { unlessUnreadable } from '../../store/unreadable-row.ts'
import { asReadersLeft, type Lane, type VoiceLanes, type Waiting } from '../../store/voices.ts'
import { shelfFor } from './change.ts'
import type { ReflectionDeps } from './deps.ts'

/** An excerpt for a moderator: nothing of its writer but the sector, and how often something of theirs was declined before. */
export interface ToRead {
  id: VoiceId
  journey: JourneyId
  module: ModuleId
  sector: Sector | null
  text: string
  since: Instant
  declinedBefore: number
}

/** A module's open question in its present wording. */
export interface OpenQuestion {
  journeyId: JourneyId
  moduleId: ModuleId
  wording: string
}

type Reads = Pick<ReflectionDeps, 'reflections' | 'voices' | 'shelves' | 'clock'> & {
  lanes: VoiceLanes
  /** Told which excerpt cannot be read by this version: it keeps nobody from reading the others. */
  unreadable: (id: VoiceId) => void
}

/** What waits of these, in the order given; whatever was taken back or decided meanwhile is left out. */
export async function stillToRead(
  deps: Pick<Reads, 'reflections' | 'voices' | 'clock' | 'unreadable'>,
  waiting: readonly Pick<Waiting, 'id'>[],
): Promise<ToRead[]> {
  const found = await Promise.all(waiting.map(({ id }) => textOf(deps, id)))
  return found.filter(one => one !== undefined)
}

async function textOf(
  { voices, reflections, clock, unreadable }: Pick<Reads, 'reflections' | 'voices' | 'clock' | 'unreadable'>,
  id: VoiceId,
): Promise<ToRead | undefined> {
  const row = await unlessUnreadable(voices.find(id), () => unreadable(id))
  const found = row && (await reflections.look(row))
  if (found?.is === 'unreadable') unreadable(id)
  const reflection = row && found?.is === 'readable' ? asReadersLeft(found.stored.reflection, row) : undefined
  const one = reflection && voiceOf(reflection) === id ? toRead(reflection, clock.now()) : undefined
  return row && one && { ...one, declinedBefore: await reflections.declined(row.learnerId) }
}

function toRead(reflection: Reflection, now: Instant): Omit<ToRead, 'declinedBefore'> | undefined {
  const { journeyId: journey, moduleId: module, sharing } = reflection
  const since = waitsSince(reflection)
  if (since === undefined || sharing.is === 'private' || isUnread(reflection, now)) return undefined
  return { id: sharing.voice, journey, module, sector: sharing.sector ?? null, text: sharing.excerpt, since }
}

/** Those with words of risk, or that readers reported: the oldest first. */
export const urgentToRead = async (
  deps: Reads,
  journeyId: JourneyId,
  why: 'risk' | 'reported',
  limit: number,
): Promise<ToRead[]> => stillToRead(deps, await deps.lanes.urgent(journeyId, why, deps.clock.now(), limit))

/** A lane, what is taken of it, and how many of its sector stand on the shelf or are taken. */
interface Queue {
  waiting: Waiting[]
  count: number
  order: number
}

/**
 * A sample of what waits, balanced over modules and sectors, for shelves that are short of voices: who reads it need not read
 * what is behind it.
 * @param seed of the sample: the same gives the same.
 * @returns nothing where every shelf has enough, or nobody waits.
 */
export async function sampleToRead(
  deps: Reads,
  questions: readonly OpenQuestion[],
  { limit, seed }: { limit: number; seed: string },
): Promise<{ enough: boolean; toRead: ToRead[] }> {
  const now = deps.clock.now()
  const shelves = await Promise.all(
    questions.map(async question => ({ question, shelf: (await shelfFor(deps, question)).shelf })),
  )
  const short = shelves.filter(({ shelf }) => !isFull(shelf, now))
  const queues = await Promise.all(
    short.flatMap(({ question, shelf }) =>
      [...sectors, undefined].map(sector => queueOf(deps, { ...question, sector }, shelf, { limit, seed })),
    ),
  )
  return { enough: short.length === 0, toRead: await stillToRead(deps, roundRobin(queues, limit)) }
}

async function queueOf(
  { lanes, clock }: Reads,
  lane: Lane,
  shelf: Shelf,
  { limit, seed }: { limit: number; seed: string },
): Promise<Queue> {
  const now = clock.now()
  const order = hashOf(`${seed}#${lane.moduleId}#${lane.sector}`)
  const from = now - unreadFor + Math.floor((order / 2 ** 32) * unreadFor)
  const behind = await lanes.waiting(lane, now, limit, from)
  const rest = behind.length < limit ? await lanes.waiting(lane, now, limit - behind.length) : []
  const waiting = [...new Map([...behind, ...rest].map(one => [one.id, one])).values()]
  return { waiting, count: shelf.filter(({ sector }) => sector === lane.sector).length, order }
}

/** One at a time of the queue whose sector has fewest voices. */
function roundRobin(queues: Queue[], limit: number): Waiting[] {
  const taken: Waiting[] = []
  while (taken.length < limit) {
    const [next] = queues
      .filter(({ waiting }) => waiting.length > 0)
      .toSorted((a, b) => a.count - b.count || a.order - b.order)
    const one = next?.waiting.shift()
    if (!next || !one) return taken
    taken.push(one)
    next.count += 1
  }
  return taken
}
