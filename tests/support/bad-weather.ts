import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { type FakeSes, notVerified } from '../../tools/simulation/fake-ses.ts'
import { sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { FaultyWorker, sesFaults, tableFaults } from './faults.ts'
import { numbers } from './numbers.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** What befalls a world. */
export interface Weather {
  /** The share of its events that SES loses; it delays the others by up to an hour. */
  lost: number
  /** How likely a tick's worker is to be killed, or to lose an answer. */
  deadly: number
}

/** The day on which SES does not take the sender. */
const outage = { from: Date.parse('2026-11-25T00:00:00Z'), until: Date.parse('2026-11-26T00:00:00Z') }

export const modules = ['one', 'two', 'three'].map((id, i) => sampleModule(id, { after: { days: i && 1 } }))

/**
 * People who live through a journey while SES throttles, does not take the sender for a whole day, loses events and
 * delays the rest, and workers are killed. Nobody lends a hand.
 */
export class BadWeather {
  readonly world = new World(monday)
  readonly people: readonly string[]
  readonly #weather: Weather
  readonly #random = numbers(20261123)
  #late: { at: number; event: SesEvent }[] = []
  /** Presses to come: each person does a module some hours after it has arrived. */
  readonly #presses: { at: number; email: string; moduleId: string }[] = []
  #read = 0
  /** Calls to SES while it did not take the sender. */
  callsInOutage = 0
  /** Ticks whose worker was killed, or lost an answer. */
  deaths = 0

  constructor(people: number, weather: Weather) {
    this.people = Array.from({ length: people }, (_, i) => `person${i}@example.org`)
    this.#weather = weather
    this.world.ses.allowance = { ...this.world.ses.allowance, ratePerSecond: 50 }
    this.world.ses.ignoresDefaultTags = true
    this.world.ses.fault = this.#usualFault
    this.world.manners.ses = events => this.#tell(events)
  }

  /** Everybody signs up and confirms. */
  async begin(): Promise<void> {
    for (const email of this.people) await this.world.signUp(email)
    await this.world.settle()
    await this.#until(monday + 2 * hour)
    for (const email of this.people) await this.world.confirm(email)
    await this.world.settle()
  }

  /** Lets time pass, minute by minute where anything happens. */
  async pass(days: number): Promise<void> {
    await this.#until(this.world.clock.now() + days * day)
  }

  async #until(end: number): Promise<void> {
    const { clock } = this.world
    while (clock.now() < end) {
      const next = Math.max(clock.now() + minute, Math.min(end, await this.#next()))
      clock.setTo(Math.ceil(next / minute) * minute)
      await this.#tick()
      await this.world.settle()
      await this.world.feedback()
      await this.#press()
    }
  }

  async #next(): Promise<number> {
    const due = (await this.world.nextDue()) ?? Number.POSITIVE_INFINITY
    const others = [...this.#late, ...this.#presses].map(({ at }) => at)
    return others.reduce((earliest, at) => Math.min(earliest, at), due)
  }

  async #tick(): Promise<void> {
    const { world } = this
    if (this.#random() >= this.#weather.deadly) return void (await world.tick())
    this.deaths += 1
    const at = 1 + Math.floor(this.#random() * 200)
    const worker = new FaultyWorker(call => (call === at ? { is: this.#oneOf(tableFaults) } : undefined))
    const { calls } = world.ses
    const lost = 1 + Math.floor(this.#random() * 3)
    world.ses.fault = (call, email) =>
      call === calls + lost ? this.#oneOf(sesFaults) : this.#usualFault(call, email)
    await world.tick(world.worker(worker.table(world.table), worker.mailer(world.ses))).catch(() => undefined)
    world.ses.fault = this.#usualFault
  }

  readonly #usualFault: FakeSes['fault'] = call => {
    const now = this.world.clock.now()
    if (now >= outage.from && now < outage.until) {
      this.callsInOutage += 1
      const rejection = notVerified('hello@example.org')
      return call % 2
        ? rejection
        : { statuses: [{ Status: 'MESSAGE_REJECTED', Error: rejection.message ?? '' }] }
    }
    if (call % 9 === 0) return 'refuse-throttled'
    return call % 11 === 0 ? 'mixed' : undefined
  }

  #tell(events: readonly SesEvent[]): SesEvent[] {
    const now = this.world.clock.now()
    const kept = events.filter(() => this.#random() >= this.#weather.lost)
    this.#late.push(...kept.map(event => ({ event, at: now + this.#random() * hour })))
    const told = this.#late.filter(({ at }) => at <= now)
    this.#late = this.#late.filter(({ at }) => at > now)
    return told.map(({ event }) => event)
  }

  async #press(): Promise<void> {
    const { ses, clock } = this.world
    for (const { to, kind, at } of ses.delivered.slice(this.#read)) {
      const [, moduleId] = kind.split('module_')
      if (moduleId) this.#presses.push({ at: at + (1 + this.#random() * 20) * hour, email: to, moduleId })
    }
    this.#read = ses.delivered.length
    const due = this.#presses.filter(({ at }) => at <= clock.now())
    for (const press of due) {
      this.#presses.splice(this.#presses.indexOf(press), 1)
      await this.world.done(press.email, press.moduleId)
    }
    await this.world.settle()
  }

  #oneOf<T>(all: readonly [T, ...T[]]): T {
    return all[Math.floor(this.#random() * all.length)] ?? all[0]
  }
}
