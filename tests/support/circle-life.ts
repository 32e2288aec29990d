import { actInCircle, actOnProposal, writeProposals } from '../../shared/application/circles/act.ts'
import { type Advanced, advanceCircles } from '../../shared/application/circles/advance-circles.ts'
import type { AdvanceDeps } from '../../shared/application/circles/advance-deps.ts'
import type { CircleCommand } from '../../shared/domain/circles/decide-circle.ts'
import type { ProposalCommand } from '../../shared/domain/circles/decide-proposal.ts'
import type { Entry } from '../../shared/domain/circles/entry.ts'
import { propose } from '../../shared/domain/circles/proposal.ts'
import { day, hour } from '../../shared/domain/duration.ts'
import type { LearnerId } from '../../shared/domain/ids.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { circleLanes, circleStore, proposalStore } from '../../shared/store/circles.ts'
import { parseHistory } from '../../shared/store/history.ts'
import { roundStore } from '../../shared/store/rounds.ts'
import type { Table } from '../../shared/store/table.ts'
import type { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { World } from '../../tools/simulation/world.ts'

/** The end of the Sunday on which their round closed. */
export const closesAt = Date.parse('2026-11-30T00:00:00Z')
const round = { journeyId: 'sample', id: '2026-11-29', closesAt }
export const group = 'sample.2026-11-29.0'

/** Somebody of a group: their address, the name that they chose for it, and where they work. */
export interface Person {
  email: string
  name: string
  sector: Sector
}

export const six: readonly Person[] = [
  { email: 'ann@example.org', name: 'Ann', sector: 'nhs-hospital' },
  { email: 'ben@example.org', name: 'Ben', sector: 'ambulance' },
  { email: 'cat@example.org', name: 'Cat', sector: 'social-care' },
  { email: 'dan@example.org', name: 'Dan', sector: 'student' },
]

/** People who joined a round that was dealt to one group, hour by hour. */
export class CircleLife {
  readonly world: World
  readonly people: readonly Person[]
  readonly ids = new Map<string, LearnerId>()

  constructor(people: readonly Person[] = six, table?: MemoryTable) {
    this.world = new World(closesAt - 7 * day, table)
    this.people = people
  }

  deps(table: Table = this.world.table): AdvanceDeps {
    return { ...this.world.worker(table), table, ...this.#stores(table) }
  }

  #stores(table: Table) {
    const lanes = circleLanes(table)
    const barred = barredStore(table)
    return {
      ...{ proposals: proposalStore(table), circles: circleStore(table) },
      ...{ rounds: roundStore(table), lanes, barred },
    }
  }

  /** Everybody takes part, has joined the round, and is in one group of it. */
  async begins(): Promise<this> {
    await this.world.publish()
    for (const one of this.people) await this.#joins(one)
    await this.world.passTo(closesAt)
    const invited = this.people.map(({ email, sector }) => ({ id: this.id(email), sector }))
    await writeProposals(this.deps(), [propose(group, invited, closesAt)])
    return this
  }

  async #joins({ email, name, sector }: Person): Promise<void> {
    const { learner } = await this.world.learner(email, { sector })
    this.ids.set(email, learner.id)
    await this.world.done(email, 'one')
    const entry: Entry = {
      learnerId: learner.id,
      epoch: learner.epoch,
      at: this.world.clock.now(),
      isAdult: true,
      card: { name, sector, work: 'care-and-support' },
      parts: [],
      before: [],
      notWith: [],
    }
    await this.world.table.write(roundStore(this.world.table).joinWrite(round, entry))
  }

  id(email: string): LearnerId {
    const id = this.ids.get(email)
    if (!id) throw new Error(`Nobody by ${email} is in the group.`)
    return id
  }

  async advance(deps = this.deps()): Promise<Advanced> {
    return this.world.clock.run(advanceCircles(deps, this.world.clock.now() + hour))
  }

  /** Time passes, and groups are led on once an hour. */
  async pass(days: number): Promise<void> {
    const end = this.world.clock.now() + days * day
    while (this.world.clock.now() < end) {
      await this.advance()
      await this.world.passTo(Math.min(end, this.world.clock.now() + hour))
    }
  }

  says(email: string, type: 'Agree' | 'Decline' | 'Go') {
    const command: ProposalCommand = { type, learnerId: this.id(email), at: this.world.clock.now() }
    return actOnProposal(this.deps(), group, command)
  }

  inCircle(command: CircleCommand) {
    return actInCircle(this.deps(), `${group}.0`, command)
  }

  async proposal() {
    return (await this.deps().proposals.find(group))?.state
  }

  async circle() {
    return (await this.deps().circles.find(`${group}.0`))?.state
  }

  /** The letters that somebody had, as `2026-11-30 circle-proposal`. */
  letters(email: string): string[] {
    return this.world
      .inbox(email)
      .filter(({ kind }) => kind.startsWith('circle'))
      .map(({ at, kind }) => `${new Date(at).toISOString().slice(0, 10)} ${kind}`)
  }

  async history(email: string) {
    const { rows } = await this.world.person(email)
    return parseHistory(rows.enrolments['sample']?.history ?? '')
  }

  /** What the letters of a kind said to somebody. */
  said(email: string, kind: string): string {
    const of = this.world.inbox(email).filter(one => one.kind === kind)
    return of.map(({ data }) => JSON.stringify(data)).join('\n')
  }
}
