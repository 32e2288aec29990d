import { randomUUID } from 'node:crypto'
import { second } from '../../../shared/domain/duration.ts'
import type { Activity } from '../time/activity.ts'
import type { Agenda } from '../time/agenda.ts'
import type { Clock } from '../time/clock.ts'
import type { Emulators } from './emulators.ts'
import type { Queues } from './sqs.ts'

type Status = 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED'

/** A task that moves the current messages of one queue to another. Queues are given by name. */
export type MessageMove = {
  handle: string
  from: string
  to: string
  /** Messages a second; absent: no limit but that of SQS. */
  perSecond?: number
  status: Status
  failure?: string
  moved: number
  toMove: number
  startedAt: number
}

type Parts = {
  queues: Queues
  emulators: Pick<Emulators, 'queueState'>
  clock: Clock
  agenda: Agenda
  activity: Activity
}

/** SQS's limit, in messages a second (SQS API reference, StartMessageMoveTask). */
const fastest = 500

/**
 * SQS's message move tasks, run in steps of one second. A restart forgets the tasks; messages not moved yet stay in
 * their queue.
 */
export class MessageMoves {
  readonly #parts: Parts
  readonly #all: MessageMove[] = []

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** The tasks of a source queue, newest first. */
  from(queue: string): MessageMove[] {
    return this.#all.filter(({ from }) => from === queue).reverse()
  }

  find(handle: unknown): MessageMove | undefined {
    return this.#all.find(move => move.handle === handle)
  }

  async start(move: Pick<MessageMove, 'from' | 'to' | 'perSecond'>): Promise<MessageMove> {
    const { ready } = await this.#parts.emulators.queueState(move.from)
    const startedAt = this.#parts.clock.now()
    const started: MessageMove = {
      ...move,
      handle: randomUUID(),
      status: 'RUNNING',
      moved: 0,
      toMove: ready,
      startedAt,
    }
    this.#all.push(started)
    this.#parts.activity.background(`Moving messages of ${move.from}`, this.#step(started))
    return started
  }

  /** Cancels a move before its next step. Moved messages stay moved. */
  cancel(move: MessageMove): void {
    move.status = 'CANCELLING'
  }

  async #step(move: MessageMove): Promise<void> {
    if (move.status === 'CANCELLING') {
      move.status = 'CANCELLED'
      return
    }
    try {
      const isAll = await this.#moveSome(move)
      if (isAll) move.status = 'COMPLETED'
      else this.#later(move)
    } catch (error) {
      Object.assign(move, { status: 'FAILED', failure: String(error) })
    }
  }

  #later(move: MessageMove): void {
    const { agenda, clock } = this.#parts
    agenda.at(clock.now() + second, `move messages of ${move.from}`, () => this.#step(move))
  }

  /** @returns true once all messages that were in the queue at the start have been moved */
  async #moveSome(move: MessageMove): Promise<boolean> {
    const { queues } = this.#parts
    for (let room = move.perSecond ?? fastest; room > 0; ) {
      const messages = await queues.receive(move.from, Math.min(10, room, move.toMove - move.moved))
      for (const message of messages) await queues.forward(move.to, message)
      await queues.delete(move.from, messages)
      move.moved += messages.length
      room -= messages.length
      if (messages.length === 0 || move.moved >= move.toMove) return true
    }
    return false
  }
}
