import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { minute } from '../../../shared/domain/duration.ts'
import type { JsonFile } from '../state/json-file.ts'
import type { Activity } from '../time/activity.ts'
import type { Clock } from '../time/clock.ts'
import type { EventArchive } from './archive.ts'
import type { Buses } from './buses.ts'
import type { BusEvent } from './event.ts'

/** The part of an archive that a replay delivers again. */
export type ReplayWindow = {
  name: string
  description?: string
  archive: string
  /**
   * The first moment and the moment after the last, in milliseconds since 1970. They are compared with the `time` of
   * events.
   */
  from: number
  until: number
  /** ARNs of rules; absent: all rules of the bus. */
  rules?: string[]
}

type State = 'STARTING' | 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED' | 'FAILED'

/** The state of a replay. */
export type Replay = ReplayWindow & {
  state: State
  reason?: string
  startedAt: number
  endedAt?: number
  /** The time of the latest event delivered again, in milliseconds since 1970. */
  reached?: number
}

type Parts = {
  archives: EventArchive[]
  buses: Buses
  clock: Clock
  activity: Activity
  saved: JsonFile<Replay[]>
}
const minuteOf = (event: BusEvent): number => Math.floor(Date.parse(event.time) / minute) * minute

/** Events per step. AWS publishes no speed; this one is slow enough to watch a replay and cancel it. */
const atOnce = 100
const rest = 100

/**
 * Replays of archives. Events are delivered minute by minute of their own time, in random order within a minute, and
 * under new ids. Source: EventBridge API reference, StartReplay. Replays survive a restart and continue after it.
 */
export class Replays {
  readonly #parts: Parts
  readonly #all: Replay[]
  #closed = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#all = parts.saved.value
  }

  /** Newest last. */
  all(): readonly Replay[] {
    return this.#all
  }

  find(name: unknown): Replay | undefined {
    return this.#all.find(replay => replay.name === name)
  }

  /** The number of replays that have not ended. */
  get underWay(): number {
    return this.#all.filter(({ endedAt }) => endedAt === undefined).length
  }

  start(window: ReplayWindow): Replay {
    const replay: Replay = { ...window, state: 'STARTING', startedAt: this.#parts.clock.now() }
    this.#all.push(replay)
    this.#save()
    this.#begin(replay)
    return replay
  }

  /** Cancels a replay before its next events. Delivered events stay delivered. */
  cancel(replay: Replay): void {
    this.#note(replay, { state: 'CANCELLING' })
  }

  /** Continues the replays that were running when the local stack last stopped, from the minute they had reached. */
  resume(): void {
    for (const replay of this.#all) if (replay.endedAt === undefined) this.#begin(replay)
  }

  close(): void {
    this.#closed = true
  }

  #begin(replay: Replay): void {
    this.#parts.activity.background(`Replaying ${replay.name}`, this.#run(replay))
  }

  async #run(replay: Replay): Promise<void> {
    await delay(rest)
    if (replay.state === 'STARTING') this.#note(replay, { state: 'RUNNING' })
    try {
      for (const events of this.#batches(replay)) {
        if (this.#closed) return
        if (replay.state === 'CANCELLING') break
        this.#deliver(replay, events)
        await delay(rest)
      }
      this.#end(replay, replay.state === 'CANCELLING' ? 'CANCELLED' : 'COMPLETED')
    } catch (error) {
      this.#end(replay, 'FAILED', String(error))
    }
  }

  *#batches({ archive, from, until, reached = from }: Replay): Generator<BusEvent[]> {
    const start = Math.max(from, Math.floor(reached / minute) * minute)
    const events = this.#archive(archive).between(start, until)
    const minutes = Map.groupBy(events, minuteOf)
    for (const [, some] of [...minutes].sort(([one], [other]) => one - other)) {
      const again = some.map(event => ({ ...event, id: randomUUID() })).sort(byId)
      while (again.length > 0) yield again.splice(0, atOnce)
    }
  }

  #deliver(replay: Replay, events: BusEvent[]): void {
    const { name, archive, rules, reached = 0 } = replay
    const { bus } = this.#archive(archive).spec
    for (const event of events) this.#parts.buses.accept(bus, { ...event, 'replay-name': name }, rules)
    this.#note(replay, { reached: Math.max(reached, ...events.map(({ time }) => Date.parse(time))) })
  }

  #archive(name: string): EventArchive {
    const archive = this.#parts.archives.find(({ spec }) => spec.name === name)
    if (archive) return archive
    throw new Error(`The archive ${name} is not in the template any more.`)
  }

  #end(replay: Replay, state: State, reason?: string): void {
    const endedAt = this.#parts.clock.now()
    if (!this.#closed) this.#note(replay, { state, endedAt, ...(reason && { reason }) })
  }

  #note(replay: Replay, change: Partial<Replay>): void {
    Object.assign(replay, change)
    this.#save()
  }

  #save(): void {
    this.#parts.saved.write(this.#all)
  }
}

/** The new ids are random, and so is their order. */
const byId = (one: BusEvent, other: BusEvent): number => one.id.localeCompare(other.id)
