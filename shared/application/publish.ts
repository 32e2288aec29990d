import * as z from 'zod/mini'
import type { Clock } from '../adapters/clock.ts'
import type { DeadLetterSink } from '../adapters/dead-letter-sink.ts'
import { type EventBus, isForGood, type OutgoingEvent } from '../adapters/event-bus.ts'
import { detailOf, EventDetail, eventId, signUpReceived } from '../contracts/bus.ts'
import { errorWords } from '../contracts/error-words.ts'
import { isOnBus } from '../domain/domain-event.ts'
import { hour } from '../domain/duration.ts'
import type { Instant, LearnerId } from '../domain/ids.ts'
import type { CounterStore } from '../store/counters.ts'
import { readStreamRow, type StreamRow } from '../store/stream-row.ts'

/** What telling the world needs of it. */
export interface PublishDeps {
  clock: Pick<Clock, 'now'>
  bus: EventBus
  deadLetterSink: DeadLetterSink
  counters: CounterStore
  /** Whether somebody was erased. */
  isErased: (learnerId: LearnerId) => Promise<boolean>
}

/** A record of the table's stream, read as far as this system goes. */
export interface StreamRecord {
  sequenceNumber: string
  newImage: unknown
  /** When it was written, where the stream says so. */
  writtenAt?: Instant
}

/** What a record tells, and what of it goes onto the bus. */
interface Publishable {
  record: StreamRecord
  row: StreamRow
  sequenceNumber: string
  outgoing: readonly OutgoingEvent[]
}

/** A record that stands in everybody's way, and why. */
interface Stuck {
  record: StreamRecord
  reason: string
}

/** That a sign-up was received: its id and nothing of what was filled in. */
function receipt({ learnerId, epoch, name, version }: StreamRow, at: Instant): OutgoingEvent {
  const id = eventId(learnerId, name, version, 0)
  const detail = { version: 1 as const, id, at: new Date(at).toISOString(), learnerId, epoch, dueNow: true }
  return { type: signUpReceived, detail: EventDetail.parse(detail) }
}

/** Each event's place among those of its write gives it its id. */
function toOutgoing(row: StreamRow): OutgoingEvent[] {
  if (row.receivedAt !== undefined) return [receipt(row, row.receivedAt)]
  return row.events.flatMap((event, place) => {
    if (event === null || !isOnBus(event)) return []
    const { learnerId, name, version, epoch } = row
    const id = eventId(learnerId, name, version, place)
    return [{ type: event.type, detail: detailOf(event, { id, learnerId, epoch }) }]
  })
}

/** As long as the figures compare them (`counters.ts`). */
const SequenceNumber = z.string().check(z.regex(/^\d{1,40}$/))

/** Everything that may fail for what stands in the record is done here, so that it stands in nobody's way. */
function read(record: StreamRecord): Publishable | Stuck {
  try {
    const sequenceNumber = SequenceNumber.parse(record.sequenceNumber)
    const row = readStreamRow(record.newImage)
    const outgoing = toOutgoing(row)
    return { record, row, outgoing, sequenceNumber }
  } catch (error) {
    return { record, reason: errorWords(error) }
  }
}

const isStuck = (one: Publishable | Stuck): one is Stuck => 'reason' in one

/**
 * Lambda gives a record up that is older than its mapping allows (infra/functions/publish-events.ts). Before that, from this age
 * on, each is counted as one that may be delivered again long after: with a mark of its own.
 */
export const lateAfter = 20 * hour

async function publish(deps: PublishDeps, shard: string, publishable: readonly Publishable[]): Promise<void> {
  const now = deps.clock.now()
  const isLate = ({ record: { writtenAt = now } }: Publishable) => now - writtenAt > lateAfter
  await deps.bus.put(publishable.flatMap(({ outgoing }) => outgoing))
  for (const { row } of publishable) if (row.erased) await deps.counters.keepErased(row)
  await deps.counters.countMarked(shard, publishable.filter(isLate), now, 'still in its shard')
  await deps.counters.count(
    shard,
    publishable.filter(one => !isLate(one)),
    now,
  )
}

/**
 * Hands records on and sets those aside that will never go. That comes last: a batch that fails is delivered again from its
 * first record, for a day if need be, and would park the same ones each time.
 * @throws when something does not go for now; or for good, where the record that it is about does not stand alone. The
 * batch comes again, and is halved until it does.
 */
async function publishOrDeadLetter(
  deps: PublishDeps,
  shard: string,
  records: readonly StreamRecord[],
  hand: (publishable: readonly Publishable[]) => Promise<void>,
): Promise<void> {
  const all = records.map(read)
  const stuck = all.filter(isStuck)
  const publishable = all.filter((one): one is Publishable => !isStuck(one))
  try {
    if (publishable.length > 0) await hand(publishable)
  } catch (error) {
    const [only, ...others] = publishable
    if (!only || others.length > 0 || !isForGood(error)) throw error
    stuck.push({ record: only.record, reason: error.message })
  }
  for (const one of stuck) await deps.deadLetterSink.deadLetter({ shard, ...one })
}

/**
 * Puts the events of these writes on the bus and counts them. Delivered twice, the events go out twice with the same ids,
 * and are counted once.
 * @param shard the stream's shard, which counts into rows of its own.
 * @throws when the bus or the table does not take them: the batch comes again.
 */
export const publishEvents = (
  deps: PublishDeps,
  shard: string,
  records: readonly StreamRecord[],
): Promise<void> =>
  publishOrDeadLetter(deps, shard, records, publishable => publish(deps, shard, publishable))

/**
 * Does the same with records that were dead-lettered or given up, whenever somebody gives them another chance: the shard may be
 * closed by then, and its figures folded. Of somebody who was erased nothing is published any more; they stay a number.
 */
export const publishRedriven = (
  deps: PublishDeps,
  shard: string,
  records: readonly StreamRecord[],
): Promise<void> =>
  publishOrDeadLetter(deps, shard, records, async publishable => {
    for (const { row, outgoing } of publishable)
      if (row.erased || !(await deps.isErased(row.learnerId))) await deps.bus.put(outgoing)
    for (const { row } of publishable) if (row.erased) await deps.counters.keepErased(row)
    await deps.counters.countMarked(shard, publishable, deps.clock.now(), 'out of its shard')
  })
