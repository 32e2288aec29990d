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

/**
 * An excerpt for a moderator. About the writer it has only the sector, and how many of their excerpts were declined
 * before.
 */
export interface ToRead {
  id: VoiceId
  journey: JourneyId
  module: ModuleId
  sector: Sector | null
  text: string
  since: Instant
  declinedBefore: number
}

/** A module's open question in its current wording. */
export interface OpenQuestion {
  journeyId: JourneyId
  moduleId: ModuleId
  wording: string
}

type Reads = Pick<ReflectionDeps, 'reflections' | 'voices' | 'shelves' | 'clock'> & {
  lanes: VoiceLanes
  /** Called for an excerpt that this version cannot read; the others are returned nevertheless. */
  unreadable: (id: VoiceId) => void
}

/** Those that still wait, in the given order. Withdrawn or decided ones are left out. */
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

/** Excerpts with words of risk, or reported by readers, oldest first. */
export const urgentToRead = async (
  deps: Reads,
  journeyId: JourneyId,
  why: 'risk' | 'reported',
  limit: number,
): Promise<ToRead[]> => stillToRead(deps, await deps.lanes.urgent(journeyId, why, deps.clock.now(), limit))

/** A lane, the excerpts taken from it, and how many voices of its sector are on the shelf or taken. */
interface Queue {
  waiting: Waiting[]
  count: number
  order: number
}

/**
 * A sample of waiting excerpts, balanced over modules and sectors, for shelves that are short of voices. Moderators
 * need not read the rest.
 * @param seed the same seed gives the same sample.
 * @returns `enough` if every shelf has enough voices; an empty sample also if nothing waits.
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

/** Takes one excerpt at a time from the queue whose sector has the fewest voices. */
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
