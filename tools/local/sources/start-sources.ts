import type { Emulators } from '../aws/emulators.ts'
import type { Buckets } from '../aws/s3.ts'
import type { Queues } from '../aws/sqs.ts'
import {
  type GivenUpBatch,
  objectKey,
  streamFailureObject,
  streamFailureRecord,
} from '../functions/destination.ts'
import type { Functions } from '../functions/functions.ts'
import { LocalProblem } from '../local-problem.ts'
import type { DataFolder } from '../state/data-folder.ts'
import { JsonFile } from '../state/json-file.ts'
import type { Wiring } from '../template/wiring.ts'
import type { Activity } from '../time/activity.ts'
import type { Agenda } from '../time/agenda.ts'
import type { Clock } from '../time/clock.ts'
import { QueueSource } from './queue-source.ts'
import { type StreamPlaces, StreamSource } from './stream-source.ts'

type Parts = {
  wiring: Wiring
  functions: Functions
  queues: Queues
  buckets: Buckets
  emulators: Emulators
  database: { endpoint: string }
  data: DataFolder
  clock: Clock
  agenda: Agenda
  activity: Activity
}

export type Sources = {
  /** To be called after every write to a table. */
  written(): void
  /** To be called when a message may have become receivable in a queue. */
  stirred(queue: string): void
  /**
   * Ends every batching window with waiting records or messages.
   * @returns whether there were any
   */
  hurry(): boolean
}

/** Starts every event source mapping of the template, from the records or messages that are already waiting. */
export async function startSources(parts: Parts): Promise<Sources> {
  const { wiring, functions } = parts
  const places = new JsonFile<StreamPlaces>(parts.data.in('streams.json'), {})
  const streams: StreamSource[] = []
  const readers: QueueSource[] = []
  for (const mapping of wiring.mappings) {
    const pool = functions.get(mapping.function)
    const table = wiring.tables.find(({ streamArn }) => streamArn === mapping.sourceArn)
    const queue = wiring.queues.find(({ arn }) => arn === mapping.sourceArn)
    const endpoint = parts.database.endpoint
    if (table)
      streams.push(
        await StreamSource.start({ ...parts, mapping, pool, table, endpoint, places, keep: keeping(parts) }),
      )
    else if (queue) readers.push(new QueueSource({ ...parts, mapping, pool }))
    else
      throw new LocalProblem(
        `The event source mapping ${mapping.id} reads ${mapping.sourceArn}, which isn't there.`,
      )
  }
  for (const source of [...streams, ...readers]) source.poke()
  return {
    written: () => {
      for (const stream of streams) stream.poke()
    },
    stirred: name => {
      for (const reader of readers) if (reader.queue === name) reader.poke()
    },
    hurry: () => [...streams, ...readers].map(source => source.hurry()).includes(true),
  }
}

/**
 * Lambda's on-failure destination of a stream: a bucket stores the records too, a queue only their position in the
 * stream.
 */
const keeping =
  ({ buckets, queues }: Pick<Parts, 'buckets' | 'queues'>) =>
  (destination: string, given: GivenUpBatch): Promise<void> =>
    destination.startsWith('arn:aws:s3:')
      ? buckets.put(destination, objectKey(given), streamFailureObject(given))
      : queues.send(destination, streamFailureRecord(given))
