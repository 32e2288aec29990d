import { describeError } from '../../../shared/contracts/describe-error.ts'
import { hour } from '../../../shared/domain/duration.ts'
import type { Instant, JourneyId, LearnerId } from '../../../shared/domain/ids.ts'
import { placeOf } from '../../../shared/domain/place.ts'
import { erasedStatisticsIn } from '../../../shared/store/daily-statistics.ts'
import { accountEmails } from '../../../shared/store/due.ts'
import type { Somebody } from '../../../shared/store/everybody.ts'
import { parseHistory } from '../../../shared/store/history.ts'
import type { HistoryEntry } from '../../../shared/store/history-entry.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import { repeatingTypes, statisticsOf } from '../../../shared/store/statistics.ts'
import { counted } from '../command/format.ts'
import { londonTime } from '../command/london-time.ts'
import type { OperatorDeps } from '../deps.ts'
import { openOutcomesOf } from './check-outcomes.ts'
import { type Finding, notCompared } from './finding.ts'

type Statistics = Record<string, number>

/** A history keeps only the last of repeated events, so these cannot be counted again. */
const isRecountable = (name: string): boolean =>
  !repeatingTypes.some(type => name === `event.${type}` || name.startsWith(`event.${type}.`))

/** How far counters may lag behind the table, in milliseconds. */
const lag = 10_000

/**
 * Records older than this, in milliseconds, are never delivered by the stream: `maxRecordAge` of its mapping
 * (infra/functions/publish-events.ts).
 */
const longestOnItsWay = 23 * hour

type Deps = Pick<OperatorDeps, 'counters' | 'library' | 'clock' | 'deadLetters'>

/**
 * People who never confirm are deleted after a while, with their account emails. Only this figure can be compared for
 * them.
 */
const ofAccountEmails = 'unknown'

/** Counts everybody again, and compares that with the figures kept from the stream. */
export class Recount {
  readonly #sums = new Map<JourneyId, Statistics>()
  /** The time of the newest event in the histories, by journey. */
  readonly #newest = new Map<JourneyId, Instant>()
  readonly #deps: Deps
  readonly #restoredTo: Instant
  /** Unreadable histories of people whose other data can be read. */
  readonly #unreadable: Finding[] = []
  /** A person or a history cannot be read, so a recount would leave them out. */
  #isPartUnread = false
  #before = new Map<JourneyId, Statistics>()

  /** @param restoredTo what the old table's stream had not delivered by then is never delivered; 0 without a restore. */
  constructor(deps: Deps, restoredTo: Instant) {
    this.#deps = deps
    this.#restoredTo = restoredTo
  }

  /** To be called before the first person is counted. */
  async begin(): Promise<void> {
    const heads = await this.#deps.library.list()
    for (const id of [accountEmails, ...heads.map(({ journey }) => journey.id)]) this.#sums.set(id, {})
    this.#before = await this.#stored()
  }

  see(partition: Partition): void {
    const erased = erasedStatisticsIn(partition)
    for (const { statistics } of erased?.days ?? [])
      for (const [name, count] of Object.entries(statistics)) this.#add(erased?.journeyId ?? '', name, count)
  }

  seePerson({ found }: Somebody): void {
    if (found?.is === 'unreadable') this.#isPartUnread = true
    if (found?.is !== 'readable') return
    const { learner } = found.record
    for (const one of Object.values(learner.enrolments))
      this.#add(one.journeyId, `people.${placeOf(learner, one)}`, 1)
    for (const _ of openOutcomesOf(learner)) this.#add(accountEmails, ofAccountEmails, 1)
    this.#seeHistories(found.record)
  }

  #seeHistories({ learner, rows }: LearnerRecord): void {
    const all = [[accountEmails, rows.profile] as const, ...Object.entries(rows.enrolments)]
    for (const [row, { history }] of all)
      for (const { journeyId, name, at } of statisticsOf(row, this.#entriesOf(learner.id, history))) {
        this.#add(journeyId, name, 1)
        this.#newest.set(journeyId, Math.max(at, this.#newest.get(journeyId) ?? 0))
      }
  }

  /** The entries of a history; none if it cannot be read, which is recorded. */
  #entriesOf(about: LearnerId, history: string): HistoryEntry[] {
    try {
      return parseHistory(history)
    } catch (error) {
      const words = `has a history that cannot be read, and ${notCompared}: ${describeError(error)}`
      this.#unreadable.push({ kind: 'unreadable', about, words })
      this.#isPartUnread = true
      return []
    }
  }

  #add(journeyId: JourneyId, name: string, by: number): void {
    const statistics = this.#sums.get(journeyId) ?? {}
    statistics[name] = (statistics[name] ?? 0) + by
    this.#sums.set(journeyId, statistics)
  }

  async #stored(): Promise<Map<JourneyId, Statistics>> {
    const ids = [...this.#sums.keys()]
    return new Map(
      await Promise.all(ids.map(async id => [id, await this.#deps.counters.ofJourney(id)] as const)),
    )
  }

  /** Called once everybody has been seen. Figures that changed meanwhile cannot be compared and are left alone. */
  async findings(): Promise<Finding[]> {
    const waiting = [...this.#unreadable, ...(await this.#waiting())]
    if (waiting.length > 0 || this.#isPartUnread) return waiting
    await this.#deps.clock.until(this.#deps.clock.now() + lag)
    const [stored, behind] = [await this.#stored(), await this.#behind()]
    const upToDate = [...this.#sums].filter(([id]) => !behind.some(({ about }) => about === id))
    return [
      ...behind,
      ...upToDate.flatMap(([journeyId, counted]) =>
        this.#compare(journeyId, counted, this.#before.get(journeyId) ?? {}, stored.get(journeyId) ?? {}),
      ),
    ]
  }

  /** What a redrive will count must not be corrected before. */
  async #waiting(): Promise<Finding[]> {
    const counts = await this.#deps.deadLetters.counts()
    const letters = counts.find(({ name }) => name === 'publish-events')?.waiting ?? 0
    const words = `${counted(letters, 'dead letter')} of it may hold what the figures do not count yet: redrive or discard first, then look again`
    return letters === 0 ? [] : [{ kind: 'stream-behind', about: 'publish-events', words }]
  }

  /** What is still on its way will be counted; correcting a figure before would count it twice. */
  async #behind(): Promise<Finding[]> {
    const since = Math.max(this.#restoredTo, this.#deps.clock.now() - longestOnItsWay)
    const findings: Finding[] = []
    for (const [about, newest] of this.#newest) {
      const counted = await this.#deps.counters.countedUntil(about)
      if (newest <= Math.max(counted, since)) continue
      const [known, told] = [newest, counted].map(londonTime)
      const words = `people's rows tell of what happened at ${known}, and the figures count up to ${counted === 0 ? 'nothing yet' : told}`
      findings.push({ kind: 'stream-behind', about, words })
    }
    return findings
  }

  #compare(journeyId: JourneyId, counted: Statistics, before: Statistics, stored: Statistics): Finding[] {
    const names = [...new Set([...Object.keys(counted), ...Object.keys(stored)])]
    const comparable = names.filter(name =>
      journeyId === accountEmails ? name === ofAccountEmails : isRecountable(name),
    )
    return comparable.flatMap((name): Finding[] => {
      const [is, shouldBe] = [stored[name] ?? 0, counted[name] ?? 0]
      if (is === shouldBe || is !== (before[name] ?? 0)) return []
      const repair = async () => {
        await this.#deps.counters.correct(journeyId, { [name]: shouldBe - is })
        return true
      }
      return [
        {
          kind: 'counter',
          about: `${journeyId} ${name}`,
          words: `says ${is}, and a recount ${shouldBe}`,
          repair,
        },
      ]
    })
  }
}
