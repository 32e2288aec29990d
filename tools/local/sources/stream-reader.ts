import { callJson } from '../aws/call.ts'

/** A record of a DynamoDB stream. */
export type StreamRecord = {
  eventID: string
  eventName: string
  dynamodb: { SequenceNumber: string; ApproximateCreationDateTime: number } & Record<string, unknown>
} & Record<string, unknown>

const prefix = 'DynamoDBStreams_20120810'

/** Returns the ids of the shards of a table's stream, and the stream's ARN at the emulator. */
export async function findShards(
  endpoint: string,
  table: string,
): Promise<{ stream: string; shards: string[] }> {
  const { Streams } = await callJson<{ Streams: { StreamArn: string }[] }>(
    endpoint,
    `${prefix}.ListStreams`,
    {
      TableName: table,
    },
  )
  const stream = Streams.at(-1)?.StreamArn ?? ''
  const { StreamDescription } = await callJson<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
    endpoint,
    `${prefix}.DescribeStream`,
    { StreamArn: stream },
  )
  return { stream, shards: StreamDescription.Shards.map(({ ShardId }) => ShardId) }
}

/** Reads one shard from a position on. */
export class StreamReader {
  readonly #endpoint: string
  readonly #stream: string
  readonly #shard: string
  #iterator: string | undefined
  #after: string | undefined

  /** @param after the sequence number of the last processed record; absent: from the beginning */
  constructor(endpoint: string, stream: string, shard: string, after: string | undefined) {
    this.#endpoint = endpoint
    this.#stream = stream
    this.#shard = shard
    this.#after = after
  }

  /** Returns the next records, at most a thousand; none if there are no new ones. */
  async read(): Promise<StreamRecord[]> {
    this.#iterator ??= await this.#begin()
    const { Records, NextShardIterator } = await this.#call<{
      Records: StreamRecord[]
      NextShardIterator: string
    }>('GetRecords', { ShardIterator: this.#iterator })
    this.#iterator = NextShardIterator
    return Records
  }

  async #begin(): Promise<string> {
    const from = this.#after
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: this.#after }
      : { ShardIteratorType: 'TRIM_HORIZON' }
    const input = { StreamArn: this.#stream, ShardId: this.#shard, ...from }
    return (await this.#call<{ ShardIterator: string }>('GetShardIterator', input)).ShardIterator
  }

  #call<T>(action: string, input: object): Promise<T> {
    return callJson<T>(this.#endpoint, `${prefix}.${action}`, input)
  }
}
