import type { OutgoingEvent } from '../../../shared/adapters/event-bus.ts'
import { closeWhenDue } from '../../../shared/application/close-mirror.ts'
import { handleSesEvent } from '../../../shared/application/feedback.ts'
import { publishEvents } from '../../../shared/application/publish.ts'
import type { FunctionName } from '../../../shared/contracts/functions.ts'
import { hour, minute } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { journeyCirclesStore } from '../../../shared/store/journey-circles.ts'
import { mirrorStore } from '../../../shared/store/mirror.ts'
import { tend, tendingIn } from '../../simulation/tending.ts'
import { World } from '../../simulation/world.ts'
import { QuickSes } from '../quick-ses.ts'
import { shiftworksJourney } from '../shiftworks-journey.ts'
import { functionAt } from './function-at.ts'
import type { LearningSystem, MailedLink } from './learning-system.ts'
import { learnTogether } from './learning-together.ts'
import { Ledger } from './ledger.ts'
import { memoryPages, publicUrl } from './memory-pages.ts'

/** As in the event source mappings. */
const batchSize = 100
/**
 * After about four hours, a new shard replaces a shard of a table's stream (DynamoDB developer guide, Streams). In
 * milliseconds.
 */
const shardLasts = 4 * hour
const placeholderOf = {
  confirm: 'confirmUrl',
  modules: 'readUrl',
  'my-journey': 'preferencesUrl',
  circles: 'circleUrl',
} as const
/** The interval of `deal-circles`, in milliseconds. */
const tendedEvery = 15 * minute

/**
 * The same functions with the table in memory, which counts units as DynamoDB bills them, and with a clock of its
 * own. Everything runs one after the other: records of a press are delivered singly, as on a quiet day, and records
 * of a worker in batches. Lambda's run time is not known here.
 */
export class MemorySystem implements LearningSystem {
  readonly ledger = new Ledger()
  readonly atOnce = 1
  readonly #world = new World(Date.parse('2026-11-23T09:00:00Z'))
  readonly #ses = new QuickSes(200)
  readonly #ask = memoryPages(this.#world)

  async begin(): Promise<this> {
    const world = this.#world
    world.deps = { ...world.deps, mailer: this.#ses }
    await world.publish(await shiftworksJourney())
    return this
  }

  async open(path: string, form?: Readonly<Record<string, string>>) {
    const who = functionAt(path)
    const page = await this.#metered(who, () => this.#ask(who, path, form))
    this.ledger.note(who, { httpRequests: 1, pageKilobytes: Buffer.byteLength(page.text) / 1024 })
    await this.#tellAll()
    return page
  }

  mailedLink(email: string, kind: MailedLink): string {
    const link = this.findLink(email, kind)
    if (!link) throw new Error(`The newest email to ${email} has no link to /${kind}.`)
    return link
  }

  /** The newest link of this kind in somebody's emails; undefined if there is none. */
  findLink(email: string, kind: MailedLink): string | undefined {
    return this.#ses.newest.get(email)?.[placeholderOf[kind]]?.replace(publicUrl, '').replace(/#.*/, '')
  }

  emails = () => this.#ses.emails
  settled = () => this.#tellAll()
  learnTogether = () => learnTogether(this.#world.table, this.#world.clock.now())
  anHourLater = async () => this.#world.clock.setTo(this.#world.clock.now() + hour)
  close = async () => {}

  async toNextDue(): Promise<void> {
    const { clock } = this.#world
    clock.setTo(Math.ceil(Math.max((await this.#world.nextDue()) ?? 0, clock.now() + 1) / minute) * minute)
    await this.#metered('close-mirror', () => this.#closeWhenDue())
    await this.#deliver()
  }

  /** Turns circles on for the journey. */
  async turnCirclesOn(smallestPool: number): Promise<void> {
    const store = journeyCirclesStore(this.#world.table)
    await store.turn(await store.of('shiftworks'), { isOn: true, smallestPool }, this.#world.clock.now())
  }

  now = () => this.#world.clock.now()

  /** Advances the clock. Emails are sent in their minute, and circles are advanced every quarter of an hour. */
  async passTo(end: Instant): Promise<void> {
    const { clock } = this.#world
    const tending = tendingIn(this.#world)
    for (let next = nextQuarter(clock.now()); next <= end; next = nextQuarter(next)) {
      for (;;) {
        const due = Math.ceil(((await this.#world.nextDue()) ?? Number.POSITIVE_INFINITY) / minute) * minute
        if (due > next) break
        clock.setTo(Math.max(due, clock.now() + 1))
        await this.#deliver()
      }
      clock.setTo(next)
      await this.#metered('deal-circles', () => tend(this.#world, tending))
      await this.#tellAll()
    }
  }

  async #deliver(): Promise<void> {
    await this.#metered('deliver-due', () => this.#world.tick())
    await this.#tellAll()
    for (let events = this.#ses.events.splice(0, batchSize); events.length > 0; ) {
      await this.#metered('ses-feedback', async () => {
        for (const event of events) await handleSesEvent(this.#world.deps, event)
      })
      events = this.#ses.events.splice(0, batchSize)
    }
  }

  #closeWhenDue(): Promise<void> {
    const { clock, table, deps } = this.#world
    const { library, log } = deps
    return closeWhenDue({ clock, table, library, log, mirror: mirrorStore(table) })
  }

  /** Runs one invocation, and records the units that the table counts meanwhile. */
  async #metered<T>(who: FunctionName, invocation: () => Promise<T>): Promise<T> {
    const { billed } = this.#world.table
    const before = { ...billed }
    const result = await invocation()
    const writeUnits = billed.writeUnits - before.writeUnits
    const { phase } = this.ledger
    if (who === 'deal-circles' && writeUnits === 0) this.ledger.phase = 'nothing due'
    this.ledger.note(who, {
      invocations: 1,
      requests: billed.requests - before.requests,
      readUnits: billed.readUnits - before.readUnits,
      writeUnits,
    })
    this.ledger.phase = phase
    return result
  }

  async #tellAll(): Promise<void> {
    const { stream } = this.#world.table
    while (stream.length > 0)
      for (const event of await this.#tell(stream.splice(0, batchSize))) await this.#react(event)
  }

  async #tell(records: World['table']['stream']): Promise<OutgoingEvent[]> {
    const events: OutgoingEvent[] = []
    const bus = { put: async (put: readonly OutgoingEvent[]) => void events.push(...put) }
    const deps = { ...this.#world.publishing, bus }
    const shard = `shard-${Math.floor(this.#world.clock.now() / shardLasts)}`
    await this.#metered('publish-events', () => publishEvents(deps, shard, records))
    const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0)
    this.ledger.note('publish-events', { events: events.length, eventKilobytes: bytes / 1024 })
    return events
  }

  async #react(event: OutgoingEvent): Promise<void> {
    if (event.type === 'SignUpConfirmed') await this.#metered('start-journey', () => this.#world.react(event))
    else if (event.detail.dueNow) await this.#metered('deliver-due', () => this.#world.react(event))
  }
}

const nextQuarter = (at: Instant): Instant => (Math.floor(at / tendedEvery) + 1) * tendedEvery

/** A new system in memory with the journey only. */
export const startMemorySystem = (): Promise<MemorySystem> => new MemorySystem().begin()
