import { actInCircle, actOnProposal } from '../../shared/application/circles/act.ts'
import { tendCircles } from '../../shared/application/circles/tend-circles.ts'
import { erase } from '../../shared/application/erase.ts'
import { leave } from '../../shared/application/leave.ts'
import type { Circle, Worth } from '../../shared/domain/circles/circle.ts'
import type { CircleCommand } from '../../shared/domain/circles/decide-circle.ts'
import type { Proposal } from '../../shared/domain/circles/proposal.ts'
import { roundAt } from '../../shared/domain/circles/round.ts'
import { day, hour, week } from '../../shared/domain/duration.ts'
import { mixedHashOf } from '../../shared/domain/hash.ts'
import type { LearnerId } from '../../shared/domain/ids.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { roundStore } from '../../shared/store/rounds.ts'
import type { Write } from '../../shared/store/table.ts'
import { peopleOf } from '../../tools/bench/circles/joiners.ts'
import { storeFinishers } from '../../tools/bench/circles/stored-people.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { tendingIn } from '../../tools/simulation/tending.ts'
import { World } from '../../tools/simulation/world.ts'
import { turnCircles } from './circles.ts'
import { FaultyWorker, tableFaults } from './faults.ts'

const people = peopleOf({ 'nhs-hospital': 12, ambulance: 6, student: 5, 'social-care': 4 })
const zone = 'Europe/London'
/** Fewer are not dealt. */
export const smallestPool = 14
const step = 12 * hour
const seasonBegins = Date.parse('2026-11-28T09:00:00Z')

/** A circle as somebody who looks on saw it. */
interface Seen {
  round: string
  at: number
  members: readonly { id: LearnerId; sector: Sector }[]
  /** Who hosted, turn by turn, each once for as long as they did. */
  hosted: { turn: number; host: LearnerId | undefined }[]
  /** What each said last of having met. */
  said: Map<LearnerId, Worth>
}

/** Tells of every circle that is written. */
class WatchedTable extends MemoryTable {
  readonly #told: (circle: Circle) => void

  constructor(told: (circle: Circle) => void) {
    super()
    this.#told = told
  }

  override async write(write: Write) {
    const answer = await super.write(write)
    if (answer.is === 'written') this.#look(write)
    return answer
  }

  override async transact(writes: readonly Write[]) {
    const answer = await super.transact(writes)
    if (answer.is === 'written') for (const write of writes) this.#look(write)
    return answer
  }

  #look(write: Write): void {
    if ('put' in write && write.put.pk.startsWith('circle#')) this.#told(write.put as unknown as Circle)
  }
}

/**
 * Weeks of rounds in which people join, say yes or no, pass hosting on, meet, leave and are erased: by chance, with somebody who looks
 * on and counts. Whoever leads circles on is cut off at a call in each run, and each press is done twice.
 */
export class CircleSeason {
  readonly world = new World(seasonBegins, new WatchedTable(circle => this.#look(circle)))
  /** Who was in each round, by sector, and how many of them a group was proposed to. */
  readonly pools = new Map<string, { sectors: readonly Sector[]; placed: number }>()
  readonly circles = new Map<string, Seen>()
  /** How many have left or were erased. */
  away = 0
  #step = 0

  async begins(): Promise<this> {
    await this.world.publish()
    await storeFinishers(this.world.table, 'sample', people)
    await turnCircles(this.world, true, smallestPool)
    return this
  }

  /** So many weeks; people join in all but the last ones, as many as asked for. */
  async pass(weeks: number, joining: number): Promise<void> {
    const end = this.world.clock.now() + weeks * week
    const joinUntil = this.world.clock.now() + joining * week
    while (this.world.clock.now() < end) {
      if (this.world.clock.now() < joinUntil) await this.#join()
      await this.#leadOn()
      await this.#lookAtRounds()
      await this.#press()
      await this.#go()
      await this.world.passTo(this.world.clock.now() + step)
      this.#step += 1
    }
  }

  #chance(of: string, share: number): boolean {
    return mixedHashOf(`${of}#${this.#step}`) % 1000 < share * 1000
  }

  async #join(): Promise<void> {
    const { clock, table } = this.world
    const round = { journeyId: 'sample', ...roundAt(clock.now(), zone) }
    for (const { id, sector } of people)
      if (this.#chance(`join ${id}`, 0.12))
        await table.write(
          roundStore(table).joinWrite(round, {
            ...{ learnerId: id, epoch: '00000001', at: clock.now(), isAdult: true },
            card: { name: 'Sam', sector, work: 'studying' },
            ...{ parts: [], before: [], notWith: [] },
          }),
        )
  }

  /** One who is cut off, two at once, and whoever comes after. */
  async #leadOn(): Promise<void> {
    const { clock } = this.world
    const fault = tableFaults[this.#step % tableFaults.length]
    const place = 1 + (mixedHashOf(`fault ${this.#step}`) % 60)
    const faulty = new FaultyWorker(call => (fault && call === place ? { is: fault } : undefined))
    await clock.run(tendCircles(tendingIn(this.world, faulty.table(this.world.table)))).catch(() => undefined)
    const both = [1, 2].map(() => tendCircles(tendingIn(this.world)).catch(() => undefined))
    await clock.run(Promise.all(both))
    await clock.run(tendCircles(tendingIn(this.world)))
  }

  #statesOf<T>(rows: string): T[] {
    const all = [...this.world.table.rows.values()]
    return all.filter(({ pk }) => pk.startsWith(rows)) as unknown as T[]
  }

  #look({ id, at, members, turn, host }: Circle): void {
    const seen: Seen = this.circles.get(id) ?? {
      round: id.split('.')[1] ?? '',
      at,
      members: members.map(one => ({ id: one.id, sector: one.sector })),
      hosted: [],
      said: new Map(),
    }
    this.circles.set(id, seen)
    const last = seen.hosted.at(-1)
    if (last?.turn !== turn || last.host !== host) seen.hosted.push({ turn, host })
  }

  /** Whoever looks on sees rounds as they are dealt. */
  async #lookAtRounds(): Promise<void> {
    for (const { pk, sk } of [...this.world.table.rows.values()])
      if (pk.startsWith('round#') && sk === 'dealt') await this.#lookAtRound(pk.slice('round#sample.'.length))
  }

  async #lookAtRound(sunday: string): Promise<void> {
    if (this.pools.has(sunday)) return
    const round = { journeyId: 'sample', id: sunday, closesAt: Date.parse(sunday) + day }
    const entries = await tendingIn(this.world).rounds.entries(round)
    const groups = this.#statesOf<Proposal>(`proposal#sample.${sunday}.`)
    this.pools.set(sunday, {
      sectors: entries.filter(({ out }) => !out).map(({ card }) => card.sector),
      placed: groups.reduce((sum, { invited }) => sum + invited.length, 0),
    })
  }

  /** Everybody presses twice. */
  async #press(): Promise<void> {
    const at = this.world.clock.now()
    for (const { id, invited, closedAt } of this.#statesOf<Proposal>('proposal#'))
      for (const { id: learnerId, says } of closedAt === undefined ? invited : []) {
        const type = this.#chance(`yes ${id} ${learnerId}`, 0.85) ? 'Agree' : 'Decline'
        const isAnswering = says === undefined
        for (const _ of isAnswering ? [1, 2] : [])
          await actOnProposal(tendingIn(this.world), id, { type, learnerId, at })
      }
    for (const circle of this.#statesOf<Circle>('circle#')) await this.#pressIn(circle, at)
  }

  async #pressIn({ id, members, host }: Circle, at: number): Promise<void> {
    const does = async (command: CircleCommand) => {
      const outcome = await actInCircle(tendingIn(this.world), id, command)
      await actInCircle(tendingIn(this.world), id, command)
      return outcome
    }
    if (host && this.#chance(`pass ${id} ${host}`, 0.015)) await does({ type: 'PassOn', learnerId: host, at })
    for (const { id: learnerId } of members) {
      if (this.#chance(`met ${id} ${learnerId}`, 0.004)) {
        const worth = (['yes', 'not-sure', 'no'] as const)[mixedHashOf(`${learnerId} ${at}`) % 3] ?? 'yes'
        const told = await does({ type: 'RecordMet', learnerId, at, worth })
        if (told === 'done' || told === 'done-before') this.circles.get(id)?.said.set(learnerId, worth)
      }
      if (this.#chance(`go ${id} ${learnerId}`, 0.002)) await does({ type: 'Go', learnerId, at })
    }
  }

  /** Now and then somebody leaves or is erased. */
  async #go(): Promise<void> {
    const { deps, addresses } = this.world
    for (const { id } of people)
      if (this.#chance(`away ${id}`, 0.001)) {
        if (this.#step % 2 === 0) await leave(deps, id, 'page')
        else await erase(deps, addresses, id)
        this.away += 1
      }
  }
}
