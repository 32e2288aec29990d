import { actInCircle, actOnProposal } from '../../shared/application/circles/act.ts'
import { joinRound } from '../../shared/application/circles/join-round.ts'
import type { TendDeps } from '../../shared/application/circles/tend-circles.ts'
import { kindsOfWork } from '../../shared/domain/circles/card.ts'
import type { CircleCommand } from '../../shared/domain/circles/decide-circle.ts'
import { day } from '../../shared/domain/duration.ts'
import { partsOfDay } from '../../shared/domain/preferences.ts'
import { sectors } from '../../shared/domain/sectors.ts'
import { circleTieStore } from '../../shared/store/circle-ties.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import { circleParts } from '../simulation/circle-parts.ts'
import type { DeliveredEmail } from '../simulation/fake-ses.ts'
import { tend, tendingIn } from '../simulation/tending.ts'
import type { World } from '../simulation/world.ts'
import { asOperator } from './as-operator.ts'
import { nameFor } from './chosen-names.ts'
import type { Diary, Doing } from './diary.ts'
import type { WayOut } from './going.ts'
import type { Draw, Person } from './people.ts'

/** Low, so that circles come to their end within the weeks of a demo. */
const smallestPool = 12
/** The share of people who join a round if they can. */
const joining = 0.18
/** The longest that a report waits for an operator, in milliseconds. */
const reportsReadWithin = 1.5 * day

/** A person's current letter: its kind, and the group that its button leads to. */
interface Letter {
  kind: string
  group: string
}

/** One in this many stops at each step of a circle, in alternating ways, so that all ways occur. */
const oneStopsIn = 10
const waysOut: readonly WayOut[] = ['pauses', 'leaves', 'erases']

/**
 * What people do to meet others: they join rounds; say yes, no or nothing; host, pass on and meet; and stop at every
 * step.
 */
export class Meeting {
  readonly #world: World
  readonly #draw: Draw
  readonly #journeyId: string
  readonly #goes: (email: string, way: WayOut) => Promise<boolean>
  readonly #diary: Diary
  readonly #letters = new Map<string, Letter>()
  /** How often each action was taken, and reports were handled. */
  readonly #steps = new Map<string, number>()
  readonly #tending: TendDeps

  constructor(
    world: World,
    draw: Draw,
    journeyId: string,
    diary: Diary,
    goes: (email: string, way: WayOut) => Promise<boolean>,
  ) {
    this.#world = world
    this.#tending = tendingIn(world)
    this.#draw = draw
    this.#journeyId = journeyId
    this.#diary = diary
    this.#goes = goes
  }

  /** Turns circles on for the journey, as `operator circles on` does. */
  async turnOn(): Promise<void> {
    const store = journeyCirclesStore(this.#world.table)
    const before = await store.of(this.#journeyId)
    await asOperator(this.#world, 'circles on', { journey: this.#journeyId }, () =>
      store.turn(before, { isOn: true, smallestPool }, this.#world.clock.now()),
    )
  }

  /** Deals rounds and advances circles. An operator handles reports, and ends a circle in some cases. */
  async tends(): Promise<void> {
    await tend(this.#world, this.#tending)
    const now = this.#world.clock.now()
    for (const { id, since } of await this.#tending.reports(now, 100))
      if (since < now - reportsReadWithin) await this.#looksAfter(id)
  }

  /** @param email a letter about a group waits until its reader does something about it */
  hears(email: DeliveredEmail): void {
    const { to, kind, data } = email
    const token = new URLSearchParams(data['circleUrl']?.split('?')[1]).get('t')
    const opened = token && this.#world.deps.links.open(token, ['circle'], this.#world.clock.now())
    const group = opened && opened.is === 'good' ? opened.link.group : undefined
    this.#diary.hears(email, group)
    if (group) this.#letters.set(to, { kind, group })
  }

  /** Makes somebody who may join the open round join or not: once a week, on a day of their own. */
  async mayJoin(person: Person, today: number): Promise<void> {
    const { email } = person
    const [week, weekday] = [Math.floor(today / 7), today % 7]
    if (Math.floor(this.#draw('round day', email) * 7) !== weekday) return
    if (this.#draw('round', email, week) >= joining) return
    const record = await this.#world.find(email)
    if (!record) return
    const { id: learnerId, epoch } = record.learner
    const about = { learnerId, epoch, journeyId: this.#journeyId, mailedAt: this.#world.clock.now() }
    if ((await joinRound(this.#joining(), about, this.#says(person))) !== 'done') return
    this.#diary.notes('joins')
    await this.#mayStop(email, 'round')
  }

  /** Makes people handle their waiting letters, each at a time of their own. */
  async acts(today: number, at: number): Promise<void> {
    for (const [email, letter] of this.#letters) {
      if (this.#draw('circle', email, letter.group, letter.kind, today, at) >= 0.25) continue
      this.#letters.delete(email)
      await this.#does(email, letter)
      await this.#mayStop(email, letter.kind)
    }
  }

  async #does(email: string, { kind, group }: Letter): Promise<void> {
    const learnerId = (await this.#world.find(email))?.learner.id
    if (learnerId === undefined) return
    const drawn = this.#draw('does', email, kind, group)
    const by = { learnerId, at: this.#world.clock.now() }
    if (kind === 'circle-proposal') return this.#answers(group, by, drawn)
    if (kind === 'circle-introduction') return this.#inCircle(group, by, drawn)
    if (kind !== 'circle-hosting') return
    if (drawn < 0.3) await this.#presses(group, { type: 'PassOn', ...by }, 'passes on')
    else if (drawn < 0.7) await this.#presses(group, { type: 'RecordMet', ...by, worth: 'yes' }, 'met')
  }

  async #answers(group: string, by: { learnerId: string; at: number }, drawn: number): Promise<void> {
    if (drawn > 0.88) return
    const says = drawn < 0.75 ? 'yes' : 'no'
    const type = says === 'yes' ? 'Agree' : 'Decline'
    if ((await actOnProposal(this.#tending, group, { type, ...by })) === 'done') this.#diary.notes(says)
  }

  async #inCircle(group: string, by: { learnerId: string; at: number }, drawn: number): Promise<void> {
    if (drawn < 0.45) return this.#presses(group, { type: 'RecordMet', ...by, worth: 'yes' }, 'met')
    if (drawn < 0.52) return this.#presses(group, { type: 'RecordMet', ...by, worth: 'not-sure' }, 'met')
    if (drawn < 0.54) return this.#presses(group, { type: 'RecordMet', ...by, worth: 'no' }, 'met')
    if (drawn < 0.59) return this.#presses(group, { type: 'Go', ...by }, 'leaves the circle')
    if (drawn < 0.63) return this.#presses(group, { type: 'Report', ...by }, 'reports')
    if (drawn < 0.67) return this.#keepsApart(group, by)
  }

  async #presses(group: string, command: CircleCommand, doing: Doing): Promise<void> {
    if ((await actInCircle(this.#tending, group, command)) !== 'done') return
    this.#diary.notes(doing)
    if (doing === 'reports') this.#diary.reports(group)
  }

  async #keepsApart(group: string, { learnerId, at }: { learnerId: string; at: number }): Promise<void> {
    const members = (await this.#tending.circles.find(group))?.state.members ?? []
    const other = members.find(({ id }) => id !== learnerId)
    if (!other) return
    await circleTieStore(this.#world.table).keepApart(learnerId, other.id, at)
    this.#diary.notes('keeps apart')
  }

  async #mayStop(email: string, step: string): Promise<void> {
    const count = this.#counts(step)
    const way = count % oneStopsIn === 0 && waysOut[(count / oneStopsIn - 1) % waysOut.length]
    if (way && (await this.#goes(email, way))) this.#diary.notes(`${way} at ${step}`)
  }

  /**
   * Counts an action.
   * @returns the count so far
   */
  #counts(step: string): number {
    const count = 1 + (this.#steps.get(step) ?? 0)
    this.#steps.set(step, count)
    return count
  }

  #joining() {
    const { deps, table, clock, addresses } = this.#world
    const parts = circleParts(table, clock)
    return { ...deps, ...parts, addresses: async () => addresses, bars: async () => ({}) }
  }

  #says({ email, sector }: Person) {
    const of = <T>(what: string, all: readonly T[]): T | undefined =>
      all[Math.floor(this.#draw(what, email) * all.length)]
    const part = of('when', [...partsOfDay, ...partsOfDay.map(() => undefined)])
    return {
      name: nameFor(this.#draw, email),
      work: of('work', kindsOfWork) ?? 'something-else',
      parts: part ? [part] : [],
      sector: sector ?? of('own sector', sectors) ?? 'something-else',
    }
  }

  async #looksAfter(circle: string): Promise<void> {
    const isEnded = this.#counts('report') % 2 === 0
    const at = this.#world.clock.now()
    await asOperator(this.#world, isEnded ? 'circles end' : 'circles settle', { circle }, async () => {
      await actInCircle(this.#tending, circle, { type: 'SettleReport', at })
      if (isEnded) await actInCircle(this.#tending, circle, { type: 'End', at })
    })
    this.#diary.notes(isEnded ? 'ends' : 'settles')
    this.#diary.settles(circle, isEnded)
  }
}
