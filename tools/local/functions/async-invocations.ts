import { randomUUID } from 'node:crypto'
import { minute } from '../../../shared/domain/duration.ts'
import type { JsonFile } from '../state/json-file.ts'
import type { Activity } from '../time/activity.ts'
import type { Agenda } from '../time/agenda.ts'
import type { Clock } from '../time/clock.ts'
import { asyncFailureRecord } from './destination.ts'
import type { Functions } from './functions.ts'
import type { FunctionError } from './messages.ts'

/** An event that Lambda accepted for asynchronous invocation, with retries. `since` is in milliseconds since 1970. */
export type Pending = { requestId: string; function: string; event: unknown; since: number; attempts: number }

/** Sends a message to a queue, given by its ARN. */
export type SendToQueue = (queueArn: string, body: string) => Promise<void>

// Lambda developer guide, "Error handling for asynchronous invocation": one minute before the first retry, two before
// the second.
const waits = [minute, 2 * minute]

type Parts = {
  functions: Functions
  clock: Clock
  agenda: Agenda
  activity: Activity
  sendToQueue: SendToQueue
  /** The events that were waiting when the local stack stopped. */
  saved: JsonFile<Pending[]>
}

/** Lambda's own queue of asynchronous invocations, with its retries and on-failure destinations. */
export class AsyncInvocations {
  readonly #parts: Parts
  readonly #pending = new Map<string, Pending>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Accepts an event. It runs at once if the function has capacity. */
  accept(functionArn: string, event: unknown): void {
    const since = this.#parts.clock.now()
    const name = this.#parts.functions.get(functionArn).spec.name
    this.#begin({ requestId: randomUUID(), function: name, event, since, attempts: 0 })
  }

  /** Continues with the events that were waiting when the local stack last stopped. */
  resume(): void {
    for (const pending of this.#parts.saved.value) this.#begin(pending)
    this.#parts.saved.write([])
  }

  close(): void {
    this.#parts.saved.write([...this.#pending.values()])
  }

  #begin(pending: Pending): void {
    this.#pending.set(pending.requestId, pending)
    this.#parts.activity.background(`Running ${pending.function}`, this.#attempt(pending))
  }

  async #attempt(pending: Pending): Promise<void> {
    const pool = this.#parts.functions.get(pending.function)
    const outcome = await pool.invoke(pending.event, pending.requestId)
    if (outcome.ok) {
      this.#pending.delete(pending.requestId)
      return
    }
    pending.attempts += 1
    const { retries, maxAgeSeconds } = pool.spec.async
    const next = this.#parts.clock.now() + (waits[pending.attempts - 1] ?? 0)
    if (pending.attempts > retries) return this.#giveUp(pending, 'RetriesExhausted', outcome.error)
    if (next > pending.since + maxAgeSeconds * 1000)
      return this.#giveUp(pending, 'EventAgeExceeded', outcome.error)
    this.#parts.agenda.at(next, `try ${pending.function} again`, () => this.#attempt(pending))
  }

  async #giveUp(pending: Pending, condition: string, error: FunctionError): Promise<void> {
    const { functions, clock, sendToQueue } = this.#parts
    const { spec } = functions.get(pending.function)
    const { requestId, attempts, event } = pending
    const record = asyncFailureRecord({ spec, requestId, condition, attempts, at: clock.iso() }, event, error)
    if (spec.async.onFailure) await sendToQueue(spec.async.onFailure, record)
    this.#pending.delete(requestId)
  }
}
