import type { DeadLetteredRecord } from '../../shared/adapters/dead-letter-sink.ts'
import type { OutgoingEvent } from '../../shared/adapters/event-bus.ts'
import type { Mailer } from '../../shared/adapters/mailer.ts'
import type { Random } from '../../shared/adapters/random.ts'
import { deliverForEvent, deliverTick } from '../../shared/application/delivery/deliver.ts'
import type { DeliveryDeps } from '../../shared/application/delivery/deps.ts'
import { executeCommand } from '../../shared/application/execute-command.ts'
import { handleSesEvent } from '../../shared/application/feedback.ts'
import { type PublishDeps, publishEvents } from '../../shared/application/publish.ts'
import { type FunctionName, functionContracts } from '../../shared/contracts/functions.ts'
import { type EventRule, rulesFor } from '../../shared/contracts/reactions.ts'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import { day, minute } from '../../shared/domain/duration.ts'
import { isHeld } from '../../shared/domain/hold.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { wasErased } from '../../shared/store/erasure.ts'
import type { Table } from '../../shared/store/table.ts'
import { FakeSes } from './fake-ses.ts'
import type { SimulatedTable, StreamedWrite } from './memory-table.ts'
import { MemoryTable } from './memory-table.ts'
import { readingOwnRows } from './own-rows.ts'
import { countingRandom, type Note, simulatedAddresses, simulatedDeps } from './simulated-deps.ts'
import { VirtualClock } from './virtual-clock.ts'

/** How the bus delivers events: in order, or as badly as it is allowed to. */
export type BusManners = (events: readonly OutgoingEvent[]) => readonly OutgoingEvent[]

/** How the bus and SES may misbehave. */
export interface Manners {
  bus: BusManners
  ses: (events: readonly SesEvent[]) => readonly SesEvent[]
}

/**
 * The system in memory, with its own clock: the deployed use cases with a table, a bus and an SES that can misbehave
 * on demand.
 */
export class SimulatedSystem<T extends SimulatedTable = MemoryTable> {
  readonly clock: VirtualClock
  readonly table: T
  readonly ses: FakeSes
  readonly log: Note[] = []
  /** All events put on the bus. */
  readonly published: OutgoingEvent[] = []
  readonly deadLettered: DeadLetteredRecord[] = []
  /** The order and duplicates in which the bus and SES deliver events. */
  manners: Manners = { bus: events => events, ses: events => events }
  /** How often the stream delivers each record. */
  timesTold = 1
  /** The name of the stream's shard, by which counters are separated. */
  protected shard = 'shard'
  /** Functions that fail on every event. */
  readonly broken = new Set<EventRule>()
  deps: DeliveryDeps
  protected readonly random: Random
  readonly addresses = simulatedAddresses

  /**
   * @param start the start time, or the clock of a table outside the simulation
   * @param idsFrom the first number of deterministic ids
   */
  constructor(
    start: Instant | VirtualClock,
    table: T = new MemoryTable() as SimulatedTable as T,
    idsFrom = 0,
  ) {
    this.clock = typeof start === 'number' ? new VirtualClock(start) : start
    this.ses = new FakeSes(this.clock)
    this.table = table
    this.random = countingRandom(idsFrom)
    this.deps = this.asFunction('deliver-due')
  }

  /** Another worker on the same table, with its own caches, possibly another way to the table or to SES. */
  worker(rows: Table = this.table, mailer: Mailer = this.ses): DeliveryDeps {
    return simulatedDeps(rows, mailer, { clock: this.clock, random: this.random, notes: this.log })
  }

  /** A worker that can read only the rows that a function's role allows. */
  asFunction(name: FunctionName): DeliveryDeps {
    return this.worker(this.#rowsOf(name))
  }

  #rowsOf(name: FunctionName): T {
    return readingOwnRows(this.table, functionContracts[name].rowsRead)
  }

  /** Delivers stream records to publish-events, and bus events to reactions, until nothing is left. */
  async settle(manners: BusManners = this.manners.bus): Promise<void> {
    for (;;) {
      const records = await this.table.untold()
      if (records.length === 0) return
      for (const event of manners(await this.#publish(records))) await this.react(event)
    }
  }

  /**
   * Delivers the stream's new records to publish-events.
   * @returns the events that it put on the bus
   */
  async tell(): Promise<OutgoingEvent[]> {
    return this.#publish(await this.table.untold())
  }

  /** The dependencies of publish-events, with a bus that nobody listens to. */
  get publishing(): PublishDeps {
    const rows = this.#rowsOf('publish-events')
    return {
      clock: this.clock,
      bus: { put: async () => {} },
      deadLetterSink: { deadLetter: async what => void this.deadLettered.push(what) },
      counters: counterStore(rows),
      isErased: wasErased(rows),
    }
  }

  async #publish(records: readonly StreamedWrite[]): Promise<OutgoingEvent[]> {
    const events: OutgoingEvent[] = []
    const bus = { put: async (put: readonly OutgoingEvent[]) => void events.push(...put) }
    const deps = { ...this.publishing, bus }
    for (let time = 0; time < this.timesTold; time += 1) await publishEvents(deps, this.shard, records)
    this.published.push(...events)
    return events
  }

  /** Runs the reactions of all, or of these, rules to one bus event. */
  async react(event: OutgoingEvent, rules = rulesFor(event.type, event.detail)): Promise<void> {
    const { learnerId, journeyId, epoch } = event.detail
    const isPaused = isHeld(await this.deps.holds.all(), 'planning')
    const starts = (rule: EventRule) => rules.includes(rule) && !this.broken.has(rule)
    if (starts('start-journey') && journeyId && !isPaused)
      await executeCommand(this.asFunction('start-journey'), learnerId, {
        type: 'StartJourney',
        journeyId,
        epoch,
      })
    if (starts('deliver-due')) await this.clock.run(deliverForEvent(this.deps, event))
  }

  /** Runs the minute's tick. */
  async tick(deps = this.deps) {
    if (this.broken.has('deliver-due')) return undefined
    return this.clock.run(deliverTick(deps, this.clock.now() + minute))
  }

  /** Delivers SES's pending reports. */
  async feedback(events = this.manners.ses(this.ses.events.splice(0))): Promise<void> {
    for (const event of events) await handleSesEvent(this.asFunction('ses-feedback'), event)
  }

  /** Returns when something is due next; undefined if nothing is. */
  nextDue(): ReturnType<T['nextDue']> {
    return this.table.nextDue() as ReturnType<T['nextDue']>
  }

  /** Moves the clock. Whatever becomes due is delivered in its minute, and SES reports on it a minute later. */
  async passTo(end: Instant): Promise<void> {
    for (;;) {
      await this.settle()
      const next = await this.nextDue()
      if (next === undefined || next > end) break
      const tickAt = Math.max(
        Math.ceil(next / minute) * minute,
        Math.floor(this.clock.now() / minute) * minute + minute,
      )
      if (tickAt > end) break
      this.clock.setTo(tickAt)
      await this.tick()
      await this.settle()
      await this.feedback()
    }
    this.clock.setTo(end)
  }

  async pass(days: number): Promise<void> {
    await this.passTo(this.clock.now() + days * day)
  }
}
