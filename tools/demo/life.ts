import { closeWhenDue } from '../../shared/application/close-mirror.ts'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { tableShape } from '../../shared/contracts/table-shape.ts'
import { doneBeforeJoining } from '../../shared/domain/circles/joining.ts'
import { day, hour, second } from '../../shared/domain/duration.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { lastMondayNight } from '../../shared/domain/mirror-week.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import type { Item } from '../../shared/store/table.ts'
import { publishInto } from '../local/journeys.ts'
import type { DeliveredEmail } from '../simulation/fake-ses.ts'
import { MemoryTable } from '../simulation/memory-table.ts'
import { World } from '../simulation/world.ts'
import { Diary } from './diary.ts'
import { goes, type WayOut } from './going.ts'
import { type Asked, askedIn, Learning } from './learning.ts'
import { Meeting } from './meeting.ts'
import { Moderator } from './moderator.ts'
import { addressOf, type Draw, drawing, type Person, personFor } from './people.ts'
import { chooseWishes } from './wishes.ts'

/** The settings of a demo. */
export interface DemoOptions {
  people: number
  /** The length of the demo, in weeks. */
  weeks: number
  seed: number
  /** The end of the demo: now, for whoever looks at it. */
  end: Instant
  /** The table's name, which some rows contain. */
  tableName: string
  /** The base URL of links in emails. */
  publicUrl: string
  journeys: readonly AuthoredJourney[]
  /** Called with progress messages. */
  say: (line: string) => void
}

/** The result of a demo. */
export interface Played {
  rows: Item[]
  /** Emails of the first people and of the last hours, and the few goodbyes of circles; oldest first. */
  emails: DeliveredEmail[]
  /** The people's own record of what they did. */
  diary: Diary
}

/** The hours (UTC) at which people sign up and learn and a moderator reads. */
const moments = [7, 12, 18]
/** In days. */
const sampledEvery = 3
/** All emails are kept for this many people, for visitors of the inbox. */
export const keptInboxes = 20
const keptFor = 6 * hour
/** Nobody signs up in the last weeks, so that most people finish. */
const lastWeeks = 2

/**
 * The journey of many invented people in the simulation, by the same use cases as deployed. They sign up, learn,
 * answer, share, pause, leave and erase themselves, and a moderator reads.
 */
class Life {
  readonly #world: World
  readonly #options: DemoOptions
  readonly #draw: Draw
  readonly #people: readonly Person[]
  readonly #learning: Learning
  readonly #meeting: Meeting
  readonly #diary = new Diary()
  readonly #kept: DeliveredEmail[] = []
  /** The module that a person has to do, according to their last email. */
  readonly #before = new Map<string, string>()
  readonly #done = new Map<string, number>()
  readonly #pausing = new Set<string>()
  readonly #journeyId: string
  readonly #inboxes: ReadonlySet<string>
  #asked: readonly Asked[] = []

  constructor(options: DemoOptions) {
    const { end, weeks, tableName, publicUrl, seed, people } = options
    this.#options = options
    this.#world = new World(end - weeks * 7 * day, new MemoryTable({ name: tableName }))
    this.#world.deps = { ...this.#world.deps, publicUrl }
    this.#draw = drawing(seed)
    const joiningDays = Math.max(1, weeks - lastWeeks) * 7
    this.#people = Array.from({ length: people }, (_, i) => personFor(this.#draw, i + 1, joiningDays))
    this.#learning = new Learning(this.#world, this.#draw)
    this.#journeyId = options.journeys[0]?.id ?? ''
    this.#meeting = new Meeting(this.#world, this.#draw, this.#journeyId, this.#diary, (email, way) =>
      this.#goes(email, way),
    )
    this.#inboxes = new Set(Array.from({ length: keptInboxes }, (_, i) => addressOf(i + 1)))
  }

  async live(): Promise<Played> {
    const { journeys, say, end, weeks } = this.#options
    const world = this.#world
    await publishInto(world.table, world.clock, say, journeys)
    await world.pass(1 / 24)
    this.#asked = await askedIn(world, this.#journeyId)
    const moderator = new Moderator(world, this.#draw, this.#journeyId, this.#asked)
    await moderator.turnOn()
    await this.#meeting.turnOn()
    for (let today = 0; today < weeks * 7; today += 1) {
      await this.#lives(today, moderator)
      if (today % 7 === 6) say(`week ${(today + 1) / 7} of ${weeks}: ${world.table.rows.size} rows`)
    }
    const emails = this.#people.map(({ email }) => email)
    for (const wish of await chooseWishes(world, emails, this.#journeyId)) say(wish)
    await this.#passTo(end)
    const rows = [...world.table.rows.values()].filter(row => !isExpired(row, end))
    return { rows, emails: this.#kept, diary: this.#diary }
  }

  async #lives(today: number, moderator: Moderator): Promise<void> {
    const { end, weeks } = this.#options
    const begin = Math.floor((end - weeks * 7 * day) / day) * day
    for (const [at, hours] of moments.entries()) {
      const moment = begin + today * day + hours * hour
      if (moment <= this.#world.clock.now() || moment > end) continue
      await this.#passTo(moment)
      await this.#joins(today, at)
      await this.#learns(today, at)
      await this.#meets(today, at)
      if (at === 1) await this.#resumes(today)
      if (at === 2) await this.#moderates(today, moderator)
    }
  }

  async #passTo(moment: Instant): Promise<void> {
    const night = lastMondayNight(moment)
    if (night > this.#world.clock.now()) {
      await this.#settleAt(night)
      await this.#closes()
    }
    await this.#settleAt(moment)
  }

  async #settleAt(moment: Instant): Promise<void> {
    await this.#world.passTo(moment)
    await this.#world.settle()
    await this.#world.feedback()
    this.#takeEmails()
  }

  /** Leaves some excerpts to be read by the user of the demo. */
  async #moderates(today: number, moderator: Moderator): Promise<void> {
    await moderator.readUrgent()
    if ((this.#options.weeks * 7 - today) % sampledEvery === 0) await moderator.readSample()
  }

  async #closes(): Promise<void> {
    const { deps, table } = this.#world
    await closeWhenDue({ ...deps, table, mirror: mirrorStore(table) })
  }

  async #joins(today: number, at: number): Promise<void> {
    for (const { email, joinsOn, sector, fate } of this.#people) {
      if (joinsOn !== today || Math.floor(this.#draw('moment', email) * moments.length) !== at) continue
      const journeyId = this.#journeyId
      const consent = { wording: 'en-1', mechanism: 'page' } as const
      await this.#world.signUp(email, { journeyId, consent, ...(sector && { sector }) })
      await this.#world.settle()
      if (fate !== 'never-confirms') await this.#world.confirm(email)
    }
    await this.#world.settle()
  }

  async #learns(today: number, at: number): Promise<void> {
    for (const person of this.#people) {
      const module = this.#before.get(person.email)
      if (module === undefined || this.#draw('acts', person.email, today, at) >= person.zeal) continue
      const asked = this.#asked.find(({ moduleId }) => moduleId === module)
      if (!asked) continue
      this.#before.delete(person.email)
      await this.#learning.does(person, asked)
      await this.#afterwards(person, asked)
    }
    await this.#world.settle()
  }

  /** People with three modules done may join a round; those with a letter about a group may answer it. */
  async #meets(today: number, at: number): Promise<void> {
    await this.#meeting.tends()
    await this.#meeting.acts(today, at)
    if (at === 1)
      for (const person of this.#people)
        if ((this.#done.get(person.email) ?? 0) >= doneBeforeJoining)
          await this.#meeting.mayJoin(person, today)
    await this.#world.settle()
  }

  async #afterwards(person: Person, asked: Asked): Promise<void> {
    const done = 1 + (this.#done.get(person.email) ?? 0)
    this.#done.set(person.email, done)
    if (this.#draw('takes-back', person.email, asked.moduleId) < 0.05)
      await this.#learning.takesBack(person, asked)
    if (done === person.fateAfter) await this.#meetsFate(person)
  }

  async #meetsFate({ email, fate }: Person): Promise<void> {
    const world = this.#world
    if (fate === 'leaves' || fate === 'erases' || fate === 'pauses') await this.#goes(email, fate)
    if (fate === 'complains') await world.execute(email, { type: 'RecordComplaint' })
    if (fate === 'bounces')
      await world.execute(email, { type: 'RecordBounce', lasting: true, code: 'permanent.general' })
    await world.settle()
  }

  async #goes(email: string, way: WayOut): Promise<boolean> {
    if (way === 'pauses') this.#pausing.add(email)
    else {
      this.#pausing.delete(email)
      this.#before.delete(email)
      this.#diary.goes(email, this.#world.clock.now())
    }
    return goes(this.#world, email, this.#journeyId, way)
  }

  async #resumes(today: number): Promise<void> {
    const journeyId = this.#journeyId
    for (const email of [...this.#pausing].filter(one => this.#draw('resumes', one, today) < 0.05)) {
      this.#pausing.delete(email)
      await this.#world.execute(email, { type: 'ResumeJourney', journeyId })
    }
  }

  /** Records each person's module from their emails. Drops emails that nobody will open, to save memory. */
  #takeEmails(): void {
    const { delivered } = this.#world.ses
    for (const email of delivered.splice(0)) {
      const module = /^module_(.+)$/.exec(email.kind)?.[1]
      if (module) this.#before.set(email.to, module)
      this.#meeting.hears(email)
      const isLate = email.at > this.#options.end - keptFor
      const isGoodbye = email.kind === 'circle-ended'
      if (this.#inboxes.has(email.to) || isLate || isGoodbye) this.#kept.push(email)
    }
  }
}

/** Whether DynamoDB would have removed a row by then. */
function isExpired(row: Item, at: Instant): boolean {
  const until = row[tableShape.timeToLive]
  return typeof until === 'number' && until * second < at
}

/** Plays the whole demo. The same options give the same result. */
export const playLife = (options: DemoOptions): Promise<Played> => new Life(options).live()
