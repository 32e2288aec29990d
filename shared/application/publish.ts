import * as z from 'zod/mini'
import type { Clock } from '../adapters/clock.ts'
import type { DeadLetterSink } from '../adapters/dead-letter-sink.ts'
import { type EventBus, isForGood, type OutgoingEvent } from '../adapters/event-bus.ts'
import { detailOf, EventDetail, eventId, signUpReceived } from '../contracts/bus.ts'
import { describeError } from '../contracts/describe-error.ts'
import { isOnBus } from '../domain/domain-event.ts'
import { hour } from '../domain/duration.ts'
import type { Instant, LearnerId } from '../domain/ids.ts'
import type { CounterStore } from '../store/counters.ts'
import { readStreamRow, type StreamRow } from '../store/stream-row.ts'

/** Dependencies of publishing events. */
export interface PublishDeps {
  clock: Pick<Clock, 'now'>
  bus: EventBus
  deadLetterSink: DeadLetterSink
  counters: CounterStore
  /** Whether somebody was erased. */
  isErased: (learnerId: LearnerId) => Promise<boolean>
}

/** A record of the table's stream, parsed as far as this system understands it. */
export interface StreamRecord {
  sequenceNumber: string
  newImage: unknown
  /** When it was written, if the stream says so. */
  writtenAt?: Instant
}

/** A record's figures, and its events for the bus. */
interface Publishable {
  record: StreamRecord
  row: StreamRow
  sequenceNumber: string
  outgoing: readonly OutgoingEvent[]
}

/** A record that can never be published, and why. */
interface Stuck {
  record: StreamRecord
  reason: string
}

/** The event that a sign-up was received: its id, and nothing of what was filled in. */
function receipt({ learnerId, epoch, name, version }: StreamRow, at: Instant): OutgoingEvent {
  const id = eventId(learnerId, name, version, 0)
  const detail = { version: 1 as const, id, at: new Date(at).toISOString(), learnerId, epoch, dueNow: true }
  return { type: signUpReceived, detail: EventDetail.parse(detail) }
}

/** An event's index within its write makes its id. */
function toOutgoing(row: StreamRow): OutgoingEvent[] {
  if (row.receivedAt !== undefined) return [receipt(row, row.receivedAt)]
  return row.events.flatMap((event, place) => {
    if (event === null || !isOnBus(event)) return []
    const { learnerId, name, version, epoch } = row
    const id = eventId(learnerId, name, version, place)
    return [{ type: event.type, detail: detailOf(event, { id, learnerId, epoch }) }]
  })
}

/** As long as the counters can compare (`counters.ts`). */
const SequenceNumber = z.string().check(z.regex(/^\d{1,40}$/))

/** Parses a record. Everything that can fail because of its contents happens here, so that it blocks no other record. */
function read(record: StreamRecord): Publishable | Stuck {
  try {
    const sequenceNumber = SequenceNumber.parse(record.sequenceNumber)
    const row = readStreamRow(record.newImage)
    const outgoing = toOutgoing(row)
    return { record, row, outgoing, sequenceNumber }
  } catch (error) {
    return { record, reason: describeError(error) }
  }
}

const isStuck = (one: Publishable | Stuck): one is Stuck => 'reason' in one

/**
 * From this age on, in milliseconds, a record is counted with a mark of its own, because it may be delivered again
 * much later. Lambda gives up on records older than its mapping allows (infra/functions/publish-events.ts).
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
 * Publishes records, then dead-letters those that never can be. In that order, because a failing batch is delivered
 * again from its first record, for up to a day, and would be dead-lettered each time.
 * @throws if anything fails for now, or permanently because of a record that is not alone in its batch. Lambda then
 * delivers the batch again, halved until the failing record is alone.
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
 * Puts the events of these writes on the bus and counts them. If delivered twice, the events go out twice with the
 * same ids and are counted once.
 * @param shard the stream's shard, which has counter rows of its own.
 * @throws if the bus or the table fails; the batch is delivered again.
 */
export const publishEvents = (
  deps: PublishDeps,
  shard: string,
  records: readonly StreamRecord[],
): Promise<void> =>
  publishOrDeadLetter(deps, shard, records, publishable => publish(deps, shard, publishable))

/**
 * Publishes records that were dead-lettered or given up and are now redriven, possibly after their shard was closed
 * and its figures folded. Events of people who were erased since are not published; they are only counted.
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
