import { minute } from '../../../shared/domain/duration.ts'
import { compilePattern, type Matches } from '../events/pattern.ts'
import type { GivenUpBatch, StreamBatch } from '../functions/destination.ts'
import type { FunctionPool } from '../functions/function-pool.ts'
import { region } from '../template/place.ts'
import type { MappingSpec } from '../template/readers/mappings.ts'
import type { Activity } from '../time/activity.ts'
import type { Agenda } from '../time/agenda.ts'
import type { Clock } from '../time/clock.ts'
import { readBatchResult } from './batch-result.ts'
import type { StreamReader, StreamRecord } from './stream-reader.ts'
import { type Window, windowAt, windowFields } from './tumbling-window.ts'

export type ShardParts = {
  mapping: MappingSpec
  shardId: string
  reader: Pick<StreamReader, 'read'>
  pool: Pick<FunctionPool, 'invoke' | 'spec'>
  clock: Clock
  agenda: Agenda
  activity: Activity
  /** Sends a batch that was given up to the mapping's destination. */
  keep: (destinationArn: string, given: GivenUpBatch) => Promise<void>
  /** Called once all records up to this sequence number are processed. */
  passed: (sequenceNumber: string) => void
}

/** Records for one invocation, and the number of attempts. `final` ends a tumbling window. */
type Work = { records: StreamRecord[]; attempts: number; since: number; final: boolean }

/** The longest wait between two attempts, in milliseconds: about a hundred attempts a day. */
const longestWait = 15 * minute

const sequence = ({ dynamodb }: StreamRecord): string => dynamodb.SequenceNumber

/**
 * An event source mapping's reader of one shard. Batches are processed in order; the next one waits until this one is
 * done or given up.
 */
export class Shard {
  readonly #parts: ShardParts
  readonly #filters: Matches[]
  #read: StreamRecord[] = []
  #work: Work[] = []
  #window: Window | undefined
  #blockedUntil = 0
  #collectUntil: number | undefined
  #draining = false
  #again = false

  constructor(parts: ShardParts) {
    this.#parts = parts
    this.#filters = parts.mapping.filters.map(compilePattern)
  }

  /** Notifies the shard that there may be new records. */
  poke(): void {
    this.#again = true
    if (!this.#draining) this.#parts.activity.background(`Reading ${this.#parts.shardId}`, this.#drain())
  }

  /**
   * Ends the batching window with waiting records, if one is open.
   * @returns whether one was open
   */
  hurry(): boolean {
    if (!this.#collectUntil) return false
    this.#collectUntil = 0
    this.poke()
    return true
  }

  async #drain(): Promise<void> {
    this.#draining = true
    try {
      while (this.#again) {
        this.#again = false
        await this.#readOn()
        while (this.#parts.clock.now() >= this.#blockedUntil && (await this.#plan())) await this.#run()
      }
    } finally {
      this.#draining = false
    }
  }

  /**
   * Chooses the next work, if there is any: first the rest of a failed batch, then the end of a tumbling window, then
   * new records.
   */
  async #plan(): Promise<boolean> {
    if (this.#work.length > 0) return true
    if (this.#window && this.#parts.clock.now() >= this.#window.end) this.#add([], true)
    else if (await this.#collect()) this.#add(this.#take(), false)
    return this.#work.length > 0
  }

  #add(records: StreamRecord[], final: boolean): void {
    if (records.length > 0 || final)
      this.#work.push({ records, attempts: 0, since: this.#since(records), final })
  }

  #since([first]: StreamRecord[]): number {
    return first ? first.dynamodb.ApproximateCreationDateTime * 1000 : this.#parts.clock.now()
  }

  /** Returns whether a batch can go: it is full, or the batching window has ended. */
  async #collect(): Promise<boolean> {
    const { mapping, clock, agenda } = this.#parts
    await this.#readOn()
    if (this.#read.length === 0) return false
    if (mapping.batchingWindowSeconds === 0 || this.#read.length >= mapping.batchSize) return true
    if (this.#collectUntil === undefined) {
      this.#collectUntil = clock.now() + mapping.batchingWindowSeconds * 1000
      agenda.at(this.#collectUntil, `read ${this.#parts.shardId}`, () => this.poke())
    }
    return clock.now() >= this.#collectUntil
  }

  /** Reads new records even while earlier ones are retried: their age counts from this reading, by the local clock. */
  async #readOn(): Promise<void> {
    const records = await this.#parts.reader.read()
    const ApproximateCreationDateTime = Math.floor(this.#parts.clock.now() / 1000)
    const stamped = records.map(record => ({
      ...record,
      dynamodb: { ...record.dynamodb, ApproximateCreationDateTime },
    }))
    this.#read.push(...stamped.filter(record => this.#wanted(record)))
    const last = stamped.at(-1)
    if (last && this.#read.length === 0 && this.#work.length === 0) this.#parts.passed(sequence(last))
  }

  #wanted(record: StreamRecord): boolean {
    return this.#filters.length === 0 || this.#filters.some(matches => matches(record))
  }

  #take(): StreamRecord[] {
    this.#collectUntil = undefined
    return this.#read.splice(0, this.#parts.mapping.batchSize)
  }

  async #run(): Promise<void> {
    const work = this.#work.shift()
    if (!work) return
    const outcome = await this.#parts.pool.invoke(this.#event(work))
    const known = work.records.map(sequence)
    const { failed } = readBatchResult(outcome, this.#parts.mapping.reportsFailedItems, known)
    if (outcome.ok && this.#window) this.#window.state = stateOf(outcome.payload)
    if (work.final && failed !== 'all') this.#window = undefined
    const firstFailed = failed === 'all' ? 0 : known.findIndex(id => failed.includes(id))
    if (failed !== 'all' && firstFailed < 0) this.#passedAll(work.records)
    else await this.#failed(work, firstFailed)
  }

  /** The records before the first failure are done. The rest is halved, retried later, or given up. */
  async #failed(work: Work, firstFailed: number): Promise<void> {
    const { mapping } = this.#parts
    this.#passedAll(work.records.slice(0, firstFailed))
    const rest = {
      ...work,
      records: work.records.slice(firstFailed),
      attempts: firstFailed > 0 ? 0 : work.attempts,
    }
    if (mapping.bisect && rest.records.length > 1) {
      const middle = Math.ceil(rest.records.length / 2)
      this.#work.unshift(
        { ...rest, records: rest.records.slice(0, middle) },
        { ...rest, records: rest.records.slice(middle) },
      )
      return
    }
    const tried = { ...rest, attempts: rest.attempts + 1 }
    if (this.#exhausted(tried)) await this.#giveUp(tried)
    else this.#later(tried)
  }

  #exhausted({ attempts, since }: Work): boolean {
    const { maxRetries, maxRecordAgeSeconds } = this.#parts.mapping
    if (maxRetries >= 0 && attempts > maxRetries) return true
    return maxRecordAgeSeconds >= 0 && this.#parts.clock.now() > since + maxRecordAgeSeconds * 1000
  }

  /** Lambda backs off too; AWS does not publish the delays. */
  #later(work: Work): void {
    const { clock, agenda, shardId } = this.#parts
    this.#work.unshift(work)
    this.#blockedUntil = clock.now() + Math.min(longestWait, 500 * 2 ** work.attempts)
    agenda.at(this.#blockedUntil, `try ${shardId} again`, () => this.poke())
  }

  async #giveUp(work: Work): Promise<void> {
    const { mapping, pool, clock, keep } = this.#parts
    const { records, attempts, final } = work
    const event = this.#event(work)
    if (final) this.#window = undefined
    const batch = this.#describe(records)
    const failed = {
      spec: pool.spec,
      requestId: crypto.randomUUID(),
      condition: 'RetryAttemptsExhausted',
      attempts,
      at: clock.iso(),
    }
    const given = batch && { failed, batch, event, mappingId: mapping.id }
    if (given && mapping.onFailure) await keep(mapping.onFailure, given)
    this.#passedAll(records)
  }

  #describe(records: StreamRecord[]): StreamBatch | undefined {
    const [first] = records
    const last = records.at(-1)
    if (!first || !last) return undefined
    const arrival = ({ dynamodb }: StreamRecord) =>
      new Date(dynamodb.ApproximateCreationDateTime * 1000).toISOString()
    return {
      shardId: this.#parts.shardId,
      startSequenceNumber: sequence(first),
      endSequenceNumber: sequence(last),
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: records.length,
      streamArn: this.#parts.mapping.sourceArn,
    }
  }

  #passedAll(records: StreamRecord[]): void {
    const last = records.at(-1)
    if (last) this.#parts.passed(sequence(last))
  }

  #event({ records, final }: Work): object {
    const { mapping, shardId } = this.#parts
    const eventSourceARN = mapping.sourceArn
    const Records = records.map(record => ({ ...record, awsRegion: region, eventSourceARN }))
    if (mapping.tumblingWindowSeconds === 0) return { Records }
    return { Records, ...windowFields(this.#openWindow(), shardId, eventSourceARN, final) }
  }

  #openWindow(): Window {
    if (this.#window) return this.#window
    const { mapping, clock, agenda, shardId } = this.#parts
    const window = windowAt(clock.now(), mapping.tumblingWindowSeconds)
    agenda.at(window.end, `end the window of ${shardId}`, () => this.poke())
    this.#window = window
    return window
  }
}

const stateOf = (payload: unknown): unknown => (payload as { state?: unknown } | null)?.state ?? {}
