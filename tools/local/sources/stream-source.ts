import { compilePattern } from '../events/pattern.ts'
import type { JsonFile } from '../state/json-file.ts'
import type { TableSpec } from '../template/readers/tables.ts'
import { Shard, type ShardParts } from './shard.ts'
import { findShards, StreamReader } from './stream-reader.ts'

/** The position in each shard, by mapping and shard. */
export type StreamPlaces = Record<string, string>

type Parts = Omit<ShardParts, 'shardId' | 'reader' | 'passed'> & {
  table: TableSpec
  /** The endpoint of the DynamoDB emulator. */
  endpoint: string
  places: JsonFile<StreamPlaces>
}

/** An event source mapping from a table's stream to a function. */
export class StreamSource {
  readonly #shards: Shard[]

  private constructor(shards: Shard[]) {
    this.#shards = shards
  }

  static async start({ table, endpoint, places, ...parts }: Parts): Promise<StreamSource> {
    for (const filter of parts.mapping.filters) compilePattern(filter)
    const { stream, shards } = await findShards(endpoint, table.name)
    const open = shards.map(shardId => {
      const key = `${parts.mapping.id} ${stream} ${shardId}`
      const reader = new StreamReader(endpoint, stream, shardId, places.value[key])
      const passed = (at: string) => places.write({ ...places.value, [key]: at })
      return new Shard({ ...parts, shardId, reader, passed })
    })
    return new StreamSource(parts.mapping.enabled ? open : [])
  }

  /** Notifies the source that the table was written to. */
  poke(): void {
    for (const shard of this.#shards) shard.poke()
  }

  /**
   * Ends every batching window with waiting records.
   * @returns whether there were any
   */
  hurry(): boolean {
    return this.#shards.map(shard => shard.hurry()).includes(true)
  }
}
