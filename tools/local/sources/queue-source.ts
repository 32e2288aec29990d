import type { Emulators } from '../aws/emulators.ts'
import type { Message, Queues } from '../aws/sqs.ts'
import { compilePattern, type Matches } from '../events/pattern.ts'
import type { FunctionPool } from '../functions/function-pool.ts'
import { region } from '../template/place.ts'
import type { MappingSpec } from '../template/readers/mappings.ts'
import type { Activity } from '../time/activity.ts'
import type { Agenda, Cancel } from '../time/agenda.ts'
import type { Clock } from '../time/clock.ts'
import { readBatchResult } from './batch-result.ts'

type Parts = {
  mapping: MappingSpec
  pool: FunctionPool
  queues: Queues
  emulators: Pick<Emulators, 'queueState'>
  clock: Clock
  agenda: Agenda
  activity: Activity
}

/** An event source mapping from a queue to a function. */
export class QueueSource {
  readonly queue: string
  readonly #parts: Parts
  readonly #filters: Matches[]
  #looking = false
  #again = false
  #next: Cancel = () => {}
  #window: number | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.queue = parts.mapping.sourceArn.split(':').at(-1) ?? ''
    this.#filters = parts.mapping.filters.map(compilePattern)
  }

  /** Notifies the source that a message may have become receivable. */
  poke(): void {
    this.#again = true
    if (!this.#looking && this.#parts.mapping.enabled)
      this.#parts.activity.background(`Reading ${this.queue}`, this.#look())
  }

  /**
   * Ends the batching window with waiting messages, if one is open.
   * @returns whether one was open
   */
  hurry(): boolean {
    if (!this.#window) return false
    this.#window = 0
    this.poke()
    return true
  }

  async #look(): Promise<void> {
    this.#looking = true
    try {
      while (this.#again) {
        this.#again = false
        const { ready } = await this.#parts.emulators.queueState(this.queue)
        if (ready === 0) this.#window = undefined
        else if (this.#isTime(ready)) await this.#drain()
      }
      await this.#comeBack()
    } finally {
      this.#looking = false
    }
    // Messages that became receivable during the lookup of the next moment.
    if (this.#again) this.poke()
  }

  /** Returns whether the batch can go: it is full, or the batching window since the first message has ended. */
  #isTime(ready: number): boolean {
    const { mapping, clock } = this.#parts
    this.#window ??= clock.now() + mapping.batchingWindowSeconds * 1000
    if (ready < mapping.batchSize && clock.now() < this.#window) return false
    this.#window = undefined
    return true
  }

  /** Schedules the next check, for when a message becomes receivable or the window ends. */
  async #comeBack(): Promise<void> {
    const { emulators, agenda } = this.#parts
    const { nextAt } = await emulators.queueState(this.queue)
    const moments = [nextAt, this.#window].filter(moment => moment !== undefined)
    this.#next()
    if (moments.length > 0)
      this.#next = agenda.at(Math.min(...moments), `read ${this.queue}`, () => this.poke())
  }

  async #drain(): Promise<void> {
    const workers = Array.from({ length: this.#parts.mapping.maxConcurrency }, async () => {
      for (let batch = await this.#receive(); batch.length > 0; batch = await this.#receive())
        await this.#process(batch)
    })
    await Promise.all(workers)
  }

  async #receive(): Promise<Message[]> {
    const { mapping, queues } = this.#parts
    const batch: Message[] = []
    while (batch.length < mapping.batchSize) {
      const more = await queues.receive(this.queue, Math.min(10, mapping.batchSize - batch.length))
      if (more.length === 0) break
      batch.push(...more)
    }
    return batch
  }

  async #process(batch: Message[]): Promise<void> {
    const { mapping, pool, queues } = this.#parts
    const wanted = batch.filter(message => this.#wanted(message))
    const unwanted = batch.filter(message => !wanted.includes(message))
    const known = wanted.map(({ MessageId }) => MessageId)
    const { failed } =
      wanted.length === 0
        ? { failed: [] }
        : readBatchResult(
            await pool.invoke({ Records: wanted.map(message => this.#record(message)) }),
            mapping.reportsFailedItems,
            known,
          )
    // Failed messages stay in the queue, invisible until their visibility timeout ends.
    const done = failed === 'all' ? [] : wanted.filter(({ MessageId }) => !failed.includes(MessageId))
    await queues.delete(this.queue, [...unwanted, ...done])
  }

  #wanted(message: Message): boolean {
    if (this.#filters.length === 0) return true
    const record = { ...this.#record(message), body: parsed(message.Body) }
    return this.#filters.some(matches => matches(record))
  }

  /** Source: Lambda developer guide, "Using Lambda with Amazon SQS". */
  #record(message: Message): object {
    return {
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes ?? {},
      messageAttributes: message.MessageAttributes ?? {},
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: this.#parts.mapping.sourceArn,
      awsRegion: region,
    }
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
