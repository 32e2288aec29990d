import type { OutgoingEvent } from '../../shared/adapters/event-bus.ts'
import { actInCircle, actOnProposal } from '../../shared/application/circles/act.ts'
import { joinRound, leaveRound } from '../../shared/application/circles/join-round.ts'
import { tendCircles } from '../../shared/application/circles/tend-circles.ts'
import { erase } from '../../shared/application/erase.ts'
import { leave } from '../../shared/application/leave.ts'
import { hour } from '../../shared/domain/duration.ts'
import type { Instant, LearnerId } from '../../shared/domain/ids.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { circleTieStore } from '../../shared/store/circle-ties.ts'
import { circleParts } from '../../tools/simulation/circle-parts.ts'
import type { DeliveredEmail } from '../../tools/simulation/fake-ses.ts'
import { tendingIn } from '../../tools/simulation/tending.ts'
import { World } from '../../tools/simulation/world.ts'
import { doneWithAll, turnCircles } from './circles.ts'
import { FaultyWorker, type TableFault } from './faults.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** What somebody of a crowd does. */
export const doings = [
  'joins',
  'takes it back',
  'yes',
  'no',
  'goes',
  'passes on',
  'met',
  'keeps apart',
  'pauses',
  'resumes',
  'leaves',
  'is erased',
] as const
export type Doing = (typeof doings)[number]

/** Where a worker is cut off while time passes. */
export interface Cut {
  at: number
  fault: TableFault
  /** Two look after circles at once, beside the one that is cut off. */
  twice: boolean
}

/** People of several sectors who join rounds, on a bus that hands everything on twice, some of it late. */
export class CircleCrowd {
  readonly world = new World(monday)
  readonly people: readonly string[]
  readonly ids = new Map<string, LearnerId>()
  /** Since when somebody is not there. */
  readonly awaySince = new Map<string, Instant>()
  #late: OutgoingEvent[] = []

  constructor(people: number) {
    this.people = Array.from({ length: people }, (_, n) => `p${n}@example.org`)
  }

  /** Everybody is done with the journey, and circles are on. */
  async begins(sectors: readonly Sector[]): Promise<this> {
    await this.world.publish()
    await turnCircles(this.world, true, 4)
    for (const [n, email] of this.people.entries()) {
      await doneWithAll(this.world, email, { sector: sectors[n % sectors.length] })
      this.ids.set(email, (await this.world.person(email)).learner.id)
    }
    await this.world.pass(1)
    this.world.manners.bus = events => this.#badly(events)
    return this
  }

  /** Twice, and every third event once more with the next ones. */
  #badly(events: readonly OutgoingEvent[]): OutgoingEvent[] {
    const late = this.#late.splice(0)
    this.#late.push(...events.filter((_, n) => n % 3 === 0))
    return [...events, ...late, ...events.toReversed()]
  }

  id = (email: string): LearnerId => this.ids.get(email) ?? ''

  /** The group that the newest letter of somebody leads to. */
  groupOf(email: string): string | undefined {
    return this.world
      .inbox(email)
      .flatMap(one => this.groupIn(one) ?? [])
      .at(-1)
  }

  groupIn({ data }: DeliveredEmail): string | undefined {
    const token = new URLSearchParams(data['circleUrl']?.split('?')[1]).get('t') ?? ''
    const opened = this.world.deps.links.open(token, ['circle'], this.world.clock.now())
    return opened.is === 'good' ? opened.link.group : undefined
  }

  async does(email: string, doing: Doing): Promise<void> {
    if (!(await this.world.find(email))) return
    const isAway = this.awaySince.has(email)
    if (doing === 'resumes') return this.#resumes(email)
    if (!isAway && (await this.#stops(email, doing))) this.awaySince.set(email, this.world.clock.now())
    else if (!isAway) await this.#inGroups(email, doing)
  }

  async #resumes(email: string): Promise<void> {
    const { outcome } = await this.world.execute(email, { type: 'ResumeJourney', journeyId: 'sample' })
    if (outcome === 'done') this.awaySince.delete(email)
  }

  /** @returns whether they have: who is done with a journey has nothing to pause. */
  async #stops(email: string, doing: Doing): Promise<boolean> {
    const { world } = this
    if (doing === 'pauses')
      return (await world.execute(email, { type: 'PauseJourney', journeyId: 'sample' })).outcome === 'done'
    if (doing === 'leaves') await leave(world.deps, this.id(email), 'page')
    else if (doing === 'is erased') await erase(world.deps, world.addresses, this.id(email))
    return doing === 'leaves' || doing === 'is erased'
  }

  async #inGroups(email: string, doing: Doing): Promise<void> {
    const { world } = this
    const deps = tendingIn(world)
    const by = { learnerId: this.id(email), at: world.clock.now() }
    const group = this.groupOf(email) ?? ''
    if (doing === 'joins') await this.#joins(email)
    else if (doing === 'takes it back')
      await leaveRound(
        { ...world.deps, ...circleParts(world.table, world.clock) },
        { ...by, journeyId: 'sample' },
      )
    else if (doing === 'yes') await actOnProposal(deps, group, { type: 'Agree', ...by })
    else if (doing === 'no') await actOnProposal(deps, group, { type: 'Decline', ...by })
    else if (doing === 'goes') await actInCircle(deps, group, { type: 'Go', ...by })
    else if (doing === 'passes on') await actInCircle(deps, group, { type: 'PassOn', ...by })
    else if (doing === 'met') await actInCircle(deps, group, { type: 'RecordMet', ...by, worth: 'yes' })
    else if (doing === 'keeps apart') await this.#keepsApart(group, by)
  }

  async #joins(email: string): Promise<void> {
    const { world } = this
    const { id: learnerId, epoch } = (await world.person(email)).learner
    const parts = circleParts(world.table, world.clock)
    const deps = { ...world.deps, ...parts, addresses: async () => world.addresses, bars: async () => ({}) }
    const about = { learnerId, epoch, journeyId: 'sample', mailedAt: world.clock.now() }
    const name = `P${String.fromCodePoint(97 + this.people.indexOf(email))}`
    await joinRound(deps, about, { name, work: 'studying', parts: [], sector: 'student' })
  }

  async #keepsApart(group: string, { learnerId, at }: { learnerId: string; at: Instant }): Promise<void> {
    const circle = (await tendingIn(this.world).circles.find(group))?.state
    const other = circle?.members.find(({ id }) => id !== learnerId)
    if (other) await circleTieStore(this.world.table).keepApart(learnerId, other.id, at)
  }

  /** Time passes; circles are looked after every six hours, by a worker that is cut off and perhaps by two more at once. */
  async passes(hours: number, cut?: Cut): Promise<void> {
    const { world } = this
    const end = world.clock.now() + hours * hour
    const tending = new FaultyWorker(call => (call === cut?.at ? { is: cut.fault } : undefined))
    const sending = new FaultyWorker(call => (call === cut?.at ? { is: cut.fault } : undefined))
    while (world.clock.now() < end) {
      const faulty = tendingIn(world, tending.table(world.table))
      await world.clock.run(tendCircles(faulty)).catch(() => undefined)
      if (cut?.twice) {
        const two = [tendCircles(tendingIn(world)), tendCircles(tendingIn(world))]
        await world.clock.run(Promise.all(two))
      } else if (tending.dead) await world.clock.run(tendCircles(tendingIn(world)))
      await world.tick(world.worker(sending.table(world.table))).catch(() => undefined)
      await world.passTo(Math.min(end, world.clock.now() + 6 * hour))
    }
  }
}
