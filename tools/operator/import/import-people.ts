import { type ImportOutcome, importLearner } from '../../../shared/application/import-learner.ts'
import { normaliseAddress } from '../../../shared/contracts/email-address.ts'
import type { Instant, JourneyId } from '../../../shared/domain/ids.ts'
import { startOfDay } from '../../../shared/domain/schedule.ts'
import { shareOf } from '../../../shared/domain/sending-policy.ts'
import { zoneWithoutJourney } from '../../../shared/domain/time-zone.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'
import { pacer } from '../pacer.ts'
import type { ImportCheck } from './check-file.ts'
import { ImportFile } from './import-file.ts'

/** The plan of an import. */
export interface ImportPlan {
  path: string
  journeyId: JourneyId
  /** The day of the first emails in the journey's zone: `2026-11-30`. */
  start: string
  /** The number of days over which the first emails are spread. */
  over: number
  perSecond: number
  why: string
}

/** The results for the people of a file, in this run. */
export interface Imported {
  outcomes: Readonly<Record<ImportOutcome, number>>
  /** Lines that do not fit any more, or are duplicates. */
  skipped: number
  /** All lines up to this one are done. */
  lastLine: number
  finished: boolean
}

/** Callbacks of a running import. */
export interface ImportWatch {
  progress: (people: number) => void
  stopped: () => Promise<boolean>
}

const underWayAtMost = 32
const noteEvery = 1000

/** The start of a person's own day. It is derived from their address, so it is the same in each run. */
function startsAt({ start, over }: ImportPlan, hash: string, zone: string): Instant {
  const day = new Date(`${start}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + Math.floor(shareOf(`${hash} start`) * over))
  return startOfDay(day.toISOString().slice(0, 10), zone)
}

/** Tracks running lines, and up to which line all are done. */
class LineTracker {
  last = 0
  readonly #open = new Set<number>()
  #highest = 0

  begin(line: number): void {
    this.#open.add(line)
    this.#highest = line
  }

  end(line: number): void {
    this.#open.delete(line)
    this.last = Math.min(...this.#open, this.#highest + 1) - 1
  }
}

const noOutcomes = (): Record<ImportOutcome, number> => ({
  imported: 0,
  joined: 0,
  'already-in-it': 0,
  'stays-out': 0,
  'too-many-journeys': 0,
})

/**
 * Imports the people of a checked file at an even rate. It continues where an earlier run of the same import ended.
 * Nobody is emailed before their day, people who left or bounced are skipped, and repeating a line changes nothing.
 */
export async function importPeople(
  deps: OperatorDeps,
  plan: ImportPlan,
  check: ImportCheck,
  watch: ImportWatch,
): Promise<Imported> {
  const { journeyId, start, over, perSecond, why } = plan
  const about = {
    journey: journeyId,
    file: check.file.slice(0, 12),
    people: check.people,
    start,
    over,
    perSecond,
  }
  return audited<Imported>(deps, { what: 'import', about, why }, async () => {
    const value = await run(deps, plan, check, watch)
    return { value, result: { ...value.outcomes, skipped: value.skipped, finished: value.finished } }
  })
}

/** Runs several lines at a time. */
class Intake {
  readonly outcomes = noOutcomes()
  readonly lines = new LineTracker()
  /** The first error. No line is started after it. */
  failure: unknown
  begun = 0
  readonly #underWay = new Set<Promise<void>>()

  async begin(line: number, work: () => Promise<ImportOutcome>): Promise<void> {
    if (this.#underWay.size >= underWayAtMost) await Promise.race(this.#underWay)
    this.begun += 1
    this.lines.begin(line)
    const done = this.#handleSignUp(line, work).finally(() => this.#underWay.delete(done))
    this.#underWay.add(done)
  }

  async end(): Promise<void> {
    await Promise.all(this.#underWay)
  }

  async #handleSignUp(line: number, work: () => Promise<ImportOutcome>): Promise<void> {
    try {
      this.outcomes[await work()] += 1
      this.lines.end(line)
    } catch (error) {
      this.failure ??= error
    }
  }
}

/** The lines of the file that are still to do. */
async function* linesToDo(deps: OperatorDeps, { path }: ImportPlan, { bad, doneBefore }: ImportCheck) {
  const skip = new Set(bad.map(({ line }) => line))
  for await (const one of new ImportFile(path, deps.clock.now()).lines())
    if (one.line > doneBefore && one.is === 'person' && !skip.has(one.line)) yield one
}

async function run(
  deps: OperatorDeps,
  plan: ImportPlan,
  check: ImportCheck,
  { progress, stopped }: ImportWatch,
): Promise<Imported> {
  const { journeyId, perSecond } = plan
  const addresses = await deps.addresses()
  const zone = (await deps.library.head(journeyId))?.journey.zone ?? zoneWithoutJourney
  const turn = pacer(deps.clock, perSecond)
  const intake = new Intake()
  const lastLine = () => Math.max(check.doneBefore, intake.lines.last)
  const note = () => deps.imports.keep(check.file, journeyId, lastLine(), deps.clock.now())
  for await (const { line, person } of linesToDo(deps, plan, check)) {
    await turn()
    if ((await stopped()) || intake.failure !== undefined) break
    const startAt = startsAt(plan, addresses.ofEmail(normaliseAddress(person.email)), zone)
    await intake.begin(line, () => importLearner(deps, addresses, person, { journeyId, startAt }))
    if (intake.begun % noteEvery !== 0) continue
    progress(intake.begun)
    await note()
  }
  await intake.end()
  await note()
  if (intake.failure !== undefined) throw intake.failure
  const { outcomes } = intake
  return { outcomes, skipped: check.bad.length, lastLine: lastLine(), finished: !(await stopped()) }
}
