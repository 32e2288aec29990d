import { gunzipSync } from 'node:zlib'
import * as z from 'zod'

/** Quarantined records of the table's stream, in a dead letter. */
export interface RecordsDeadLetter {
  cause: string
  payload: unknown
  /** The events to invoke publish-events with; none if the records do not exist any more. */
  events: readonly unknown[]
  /** Why there are none. */
  none: string
}

/** The message that publish-events parks itself (`shared/adapters/dead-letter-sink.ts`). */
const DeadLettered = z.object({
  shard: z.string(),
  record: z.object({
    sequenceNumber: z.string(),
    newImage: z.unknown().optional(),
    writtenAt: z.number().optional(),
  }),
  reason: z.string(),
})
const Packed = z.object({ gzip: z.string() })

/**
 * The object that Lambda stores in a bucket for a batch that it gave up: its failure record and the event. Source:
 * Lambda developer guide, "Retaining discarded records for a DynamoDB event source in Lambda".
 */
const GivenUp = z.object({
  DDBStreamBatchInfo: z.object({ shardId: z.string() }),
  requestContext: z.object({ condition: z.string() }).optional(),
  payload: z.unknown().optional(),
})
const Event = z.object({ Records: z.array(z.unknown()) })

/** The message about such an object if it is not in the bucket any more (EventBridge, "Object Created" of S3). */
const Pointer = z.object({
  source: z.literal('aws.s3'),
  detail: z.object({ object: z.object({ key: z.string() }) }),
})

/** In bytes. An asynchronous event may have a megabyte (Lambda developer guide, "Quotas"); this is far below. */
const most = 200_000

/**
 * The records as an event for publish-events, under the name of their own shard. Their sequence numbers make each
 * record count once, however often it is delivered, and even if the shard has long moved on.
 */
function eventsOf(shardId: string, records: readonly unknown[]): unknown[] {
  const batches: unknown[][] = []
  let room = 0
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record))
    if (size > room) {
      batches.push([])
      room = most
    }
    batches.at(-1)?.push(record)
    room -= size
  }
  return batches.map(Records => ({ Records, shardId, state: {}, redriven: true }))
}

function deadLettered({ shard, record, reason }: z.infer<typeof DeadLettered>): RecordsDeadLetter {
  const { sequenceNumber, newImage, writtenAt } = record
  const written = writtenAt === undefined ? {} : { ApproximateCreationDateTime: writtenAt / 1000 }
  const dynamodb = { SequenceNumber: sequenceNumber, NewImage: newImage, ...written }
  return { cause: reason, payload: record, events: eventsOf(shard, [{ dynamodb }]), none: '' }
}

function givenUp({
  DDBStreamBatchInfo,
  requestContext,
  payload,
}: z.infer<typeof GivenUp>): RecordsDeadLetter {
  const { Records } = Event.catch({ Records: [] }).parse(
    typeof payload === 'string' ? parse(payload) : payload,
  )
  const condition = requestContext?.condition ?? 'no reason'
  return {
    cause: `The function failed at these stream records for a day, and they were given up (${condition}); its log says why.`,
    payload: Records.length > 0 ? Records : DDBStreamBatchInfo,
    events: eventsOf(DDBStreamBatchInfo.shardId, Records),
    none: 'its records are not in it: run reconcile, then discard it',
  }
}

const gone = (body: unknown): RecordsDeadLetter => ({
  cause: 'Stream records that were given up, and are not in their bucket any more.',
  payload: body,
  events: [],
  none: 'its records were redriven or thrown away before, or are over 14 days old: run reconcile, then discard it',
})

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function unpacked(body: unknown): unknown {
  const packed = Packed.safeParse(body)
  if (!packed.success) return body
  try {
    return parse(gunzipSync(Buffer.from(packed.data.gzip, 'base64')).toString())
  } catch {
    return body
  }
}

/**
 * Reads a dead letter of publish-events.
 * @returns undefined if it has no stream records
 */
export function readRecords(body: unknown): RecordsDeadLetter | undefined {
  const whole = unpacked(body)
  const [kept, batch] = [DeadLettered.safeParse(whole), GivenUp.safeParse(whole)]
  if (kept.success) return deadLettered(kept.data)
  if (batch.success) return givenUp(batch.data)
  return Pointer.safeParse(whole).success ? gone(whole) : undefined
}
