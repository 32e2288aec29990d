import { judgeVoice } from '../../shared/application/reflections/judge.ts'
import { report } from '../../shared/application/reflections/readers.ts'
import { withdrawExcerpt } from '../../shared/application/reflections/share.ts'
import { hour, minute, second } from '../../shared/domain/duration.ts'
import { declineReasons, type Reflection, type Verdict } from '../../shared/domain/reflections/reflection.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { World } from '../../tools/simulation/world.ts'
import { FaultyWorker, type Happening, sesFaults, tableFaults } from './faults.ts'
import { formPost } from './http-event.ts'
import { numbers } from './numbers.ts'
import { peopleWhoShare, sectorsOfPeople } from './people-who-share.ts'
import { answersAndRecount, figuresAndRecount, type Replies } from './recount.ts'
import { aQuestion } from './small-journey.ts'
import { tokenOf, website } from './website.ts'
import { WhatWasShown } from './what-was-shown.ts'
import { shownVoice } from './writers.ts'

let begun: ReturnType<typeof peopleWhoShare> | undefined
const question = aQuestion()

/**
 * A life of some people who do modules, answer, share, take back, report and leave, and of whoever reads what they share, drawn
 * from a seed. Events come twice and in the wrong order, and the archive tells them once more; workers die, calls fail, and
 * somebody takes something back in the midst of a delivery.
 */
export class VoicesLife extends WhatWasShown {
  readonly #world: World<MemoryTable>
  readonly #random: () => number
  readonly #send: ReturnType<typeof website>
  readonly #ids: readonly string[]
  /** What each did last. */
  readonly #done = new Map<string, { link: string; module: string }>()
  /** What people had answered who were erased. */
  readonly #erased: Replies[] = []
  #written = 0

  private constructor(world: World<MemoryTable>, ids: readonly string[], seed: number) {
    super()
    this.#world = world
    this.#ids = ids
    this.#random = numbers(seed)
    // A function that is warm, and remembers which voices were current when it last asked.
    this.#send = website(world, { deps: world.asFunction('learner-pages') })
    world.timesTold = 2
    world.manners = {
      bus: events => [...events, ...events].toSorted(() => this.#random() - 0.5),
      ses: events => [...events, ...events].toSorted(() => this.#random() - 0.5),
    }
  }

  static async from(seed: number): Promise<VoicesLife> {
    begun ??= peopleWhoShare()
    const { world, ids } = await begun
    const copy = await World.copy(world, new MemoryTable())
    copy.published.push(...world.published)
    return new VoicesLife(copy, ids, seed)
  }

  async live(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      await this.#step()
      await this.#note()
    }
    await this.#pass(30 * hour)
    await this.#world.settle()
  }

  /** Figures and answers, each beside a recount. */
  async counts() {
    const here = await Promise.all(sectorsOfPeople.map((_, n) => this.#world.find(`person${n}@example.org`)))
    const replies = here.map(found => found?.learner.enrolments['sample']?.replies ?? {})
    return [
      await figuresAndRecount(this.#world),
      await answersAndRecount(this.#world, [...replies, ...this.#erased]),
    ] as const
  }

  #oneOf<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.#random() * all.length)]
  }

  async #step(): Promise<void> {
    const drawn = this.#random()
    const person = `person${Math.floor(this.#random() * sectorsOfPeople.length)}@example.org`
    if (drawn < 0.35) return this.#does(person)
    if (drawn < 0.6) return this.#judges()
    if (drawn < 0.7) return this.#takesBack()
    if (drawn < 0.75) return this.#reports(person)
    if (drawn < 0.77) return this.#goes(person)
    if (drawn < 0.82) return this.#looksTwice(person)
    if (drawn < 0.86) return this.#replays()
    return this.#pass(this.#oneOf([second, 8 * second, 14 * second, minute, 5 * hour, 26 * hour]) ?? 0)
  }

  /** Somebody marks the newest module as done, and perhaps writes and shares. */
  async #does(reader: string): Promise<void> {
    const { link, path, module } = this.#newest(reader)
    this.#done.set(reader, { link, module })
    const text = this.#random() < 0.7 ? this.#writes(reader, module) : {}
    const answer = { question: question.version, answer: String(Math.floor(this.#random() * 3)) }
    const form = { t: tokenOf(link), action: 'done', ...answer, ...text }
    const { body } = await this.#send(formPost(path, form))
    await this.#world.settle()
    this.sees(reader, module, body, this.#world.clock.now())
  }

  /** Looks at the page of a module that is done before and after something is taken back that stood there. */
  async #looksTwice(reader: string): Promise<void> {
    const { clock } = this.#world
    const { link, module } = this.#done.get(reader) ?? this.#newest(reader)
    for (const wait of [0, 16 * second]) {
      clock.setTo(clock.now() + wait)
      this.sees(reader, module, (await this.#send({ url: link })).body, clock.now())
      if (wait === 0) await this.#takesBack(this.shown.at(-1)?.words)
    }
  }

  /** The link of the newest email about a module. */
  #newest(reader: string) {
    const email = this.#world.inbox(reader).findLast(({ data }) => data['readUrl'])
    const link = email?.data['readUrl']?.replace(/^https:..[^/]+/, '') ?? ''
    const path = link.split('?')[0] ?? ''
    return { link, path, module: path.split('/').at(-1) ?? '' }
  }

  #writes(writer: string, module: string) {
    this.#written += 1
    const excerpt = `Excerpt ${this.#written}.`
    const sector = sectorsOfPeople[Number(writer.charAt('person'.length))]
    this.shared.set(excerpt, { writer, sector, module, onShelf: [] })
    return { reflection: `Kept ${this.#written}. ${excerpt}`, ...(this.#random() < 0.85 && { excerpt }) }
  }

  async #everything(): Promise<Reflection[]> {
    const all = await Promise.all(this.#ids.map(id => this.#world.deps.reflections.all(id)))
    return all.flat().map(({ reflection }) => reflection)
  }

  /** A moderator reads one that waits. */
  async #judges(): Promise<void> {
    const waiting = (await this.#everything()).filter(
      ({ sharing }) => sharing.is === 'shared' || sharing.is === 'reported',
    )
    const sharing = this.#oneOf(waiting)?.sharing
    if (!sharing || sharing.is === 'private') return
    const drawn = this.#random()
    const reason = declineReasons[0]
    const verdict: Verdict = drawn < 0.8 ? { is: 'approve' } : { is: 'decline', reason }
    const { is } = await judgeVoice(this.#world.deps, sharing.voice, verdict, async () => drawn < 0.5)
    if (is === 'done' && verdict.is === 'approve')
      this.shared.get(sharing.excerpt)?.onShelf.push({ from: this.#world.clock.now() })
  }

  /** Somebody takes back what they share. @param seen one of these, where it can be. */
  async #takesBack(seen: readonly string[] = []): Promise<void> {
    const all = (await this.#everything()).filter(({ sharing }) => sharing.is !== 'private')
    const those = all.filter(({ sharing }) => sharing.is !== 'private' && seen.includes(sharing.excerpt))
    const one = this.#oneOf(those.length > 0 ? those : all)
    if (!one) return
    const forEver = this.#random() < 0.3
    await withdrawExcerpt({ ...this.#world.deps, table: this.#world.table }, one, { forEver })
    await this.#note()
  }

  async #reports(reader: string): Promise<void> {
    const seen = this.shown.findLast(one => one.reader === reader && one.words.length > 0)
    const all = await this.#everything()
    const sharing = all.find(
      ({ sharing: it }) => it.is === 'approved' && seen?.words.includes(it.excerpt),
    )?.sharing
    const found = await this.#world.find(reader)
    if (sharing?.is !== 'approved' || !found) return
    const deps = { ...this.#world.deps, bars: async () => ({}), onUnreadable: throwUnreadable }
    await report(deps, await shownVoice(deps, sharing.voice), found.learner.id, 'identifies-somebody')
  }

  async #goes(person: string): Promise<void> {
    const found = await this.#world.find(person)
    if (!found) return
    const isLeaving = this.#random() < 0.5
    this.goes(person, this.#world.ses.delivered.length)
    if (!isLeaving) this.#erased.push(found.learner.enrolments['sample']?.replies ?? {})
    await this.#world.execute(person, isLeaving ? { type: 'Leave', via: 'page' } : { type: 'Erase' })
    await this.#world.settle()
    await this.#world.tick()
  }

  /** The archive tells a stretch of what was on the bus once more, in no order. */
  async #replays(): Promise<void> {
    const { published } = this.#world
    const [one, other] = [0, 0].map(() => Math.floor(this.#random() * (published.length + 1)))
    const stretch = published.slice(Math.min(one ?? 0, other ?? 0), Math.max(one ?? 0, other ?? 0))
    for (const event of stretch.toSorted(() => this.#random() - 0.5)) await this.#world.react(event)
    await this.#world.settle()
  }

  /** Minute by minute where anything is due; some of the workers die, or meet somebody who takes something back. */
  async #pass(time: number): Promise<void> {
    const { clock } = this.#world
    const end = clock.now() + time
    for (;;) {
      const due = (await this.#world.nextDue()) ?? Number.POSITIVE_INFINITY
      const next = Math.ceil(Math.max(due, clock.now() + 1) / minute) * minute
      if (next > end) break
      clock.setTo(next)
      await this.#tick()
      await this.#world.settle()
      await this.#world.feedback()
      await this.#note()
    }
    clock.setTo(Math.max(end, clock.now()))
  }

  async #tick(): Promise<void> {
    const world = this.#world
    if (this.#random() < 0.5) return void (await world.tick())
    const at = 1 + Math.floor(this.#random() * 60)
    const is = this.#oneOf(tableFaults) ?? 'crash before'
    const happening: Happening =
      this.#random() < 0.6 ? { is: 'press', press: () => this.#takesBack() } : { is }
    const worker = new FaultyWorker(call => (call === at ? happening : undefined))
    if (this.#random() < 0.2) {
      const { calls } = world.ses
      const fault = this.#oneOf(sesFaults)
      world.ses.fault = call => (call === calls + 1 ? fault : undefined)
    }
    await world.tick(world.worker(worker.table(world.table), worker.mailer(world.ses))).catch(() => undefined)
    world.ses.fault = () => undefined
  }

  /** Writes down what has gone from the shelf, and what new emails show. */
  async #note(): Promise<void> {
    const approved = (await this.#everything()).flatMap(({ sharing }) =>
      sharing.is === 'approved' ? sharing.excerpt : [],
    )
    this.areApproved(new Set(approved), this.#world.clock.now())
    this.reads(this.#world.ses.delivered)
  }
}
