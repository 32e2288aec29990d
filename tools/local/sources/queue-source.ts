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

/** Lambda's reading of a queue for a function: an event source mapping. */
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

  /** Says that a message may have become readable. */
  poke(): void {
    this.#again = true
    if (!this.#looking && this.#parts.mapping.enabled)
      this.#parts.activity.background(`Reading ${this.queue}`, this.#look())
  }

  /** Ends the batching window in which messages wait, if one is open. @returns whether one was */
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
    // What was stirred while the next moment was being looked up.
    if (this.#again) this.poke()
  }

  /** Waits out the batching window, counted from the first message seen, unless a batch is full. */
  #isTime(ready: number): boolean {
    const { mapping, clock } = this.#parts
    this.#window ??= clock.now() + mapping.batchingWindowSeconds * 1000
    if (ready < mapping.batchSize && clock.now() < this.#window) return false
    this.#window = undefined
    return true
  }

  /** Enters the next moment at which a message becomes readable, or the window ends. */
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
    // What failed stays in the queue, unseen until its visibility timeout ends.
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
