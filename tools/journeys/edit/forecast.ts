import type { Renames } from '../../../shared/content/edit.ts'
import type { Journeys } from '../../../shared/domain/decision.ts'
import { minute } from '../../../shared/domain/duration.ts'
import type { Enrolment } from '../../../shared/domain/enrolment.ts'
import type { Instant, ModuleId } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import type { Learner } from '../../../shared/domain/learner.ts'
import { canGoOn } from '../../../shared/domain/place.ts'
import { begun, type Coming, continuedUntil, modulesToCome } from '../../../shared/domain/to-come.ts'

/** How many people an edit of a module affects, of those who can go on in its journey. */
export interface ModuleForecast {
  /** People who were to get it before the edit, and people who will after it; and those for whom it is next. */
  wasToCome: number
  wasNext: number
  toCome: number
  next: number
  /** People who were to get it and will not, and people who will and were not to. */
  lost: number
  gained: number
  /** People for whom it is the next one before and after, at another time. */
  sooner: number
  later: number
  /** People who had it already, perhaps under another id; and those of them who get it again. */
  had: number
  again: number
  /** People who have got it and not done it. */
  reading: number
}

/** People whose next module changes; `to` is absent at the end of the journey. */
export interface Detour {
  people: number
  was?: ModuleId
  becomes?: ModuleId
}

/** The effect of an edit on people, computed by the engine. */
export interface Forecast {
  /** The people who can go on, and how many of them were examined: all, or a random sample. */
  all: number
  looked: number
  modules: Record<ModuleId, ModuleForecast>
  detours: Detour[]
  /** Of the people examined: they have confirmed, and their journey has not begun. */
  beginning: number
  /** The number of people whose rows could not be read. */
  unreadable: number
}

/** The versions that are compared, and when. */
export interface Comparison {
  before: Journey
  after: Journey
  renames: Renames
  /** The current versions of the other journeys. */
  others: Journeys
  now: Instant
  /** When the new version replaces the old one; now if absent. */
  from?: Instant
}

/** A module that affects nobody. */
export const nobody: ModuleForecast = {
  wasToCome: 0,
  wasNext: 0,
  toCome: 0,
  next: 0,
  lost: 0,
  gained: 0,
  sooner: 0,
  later: 0,
  had: 0,
  again: 0,
  reading: 0,
}

/** Whether the same module comes at different times. The precision is a minute, like that of the tick. */
const isAtAnotherTime = (a: Coming, b: Coming): boolean => Math.abs(a.at - b.at) >= minute

/** Counts the effect of an edit, person by person. */
export class ForecastTally {
  readonly #comparison: Comparison
  readonly #modules: Record<ModuleId, ModuleForecast> = {}
  readonly #detours = new Map<string, Detour>()
  #looked = 0
  #beginning = 0

  constructor(comparison: Comparison) {
    this.#comparison = comparison
  }

  /** Counts a person, if their journey can still continue. */
  count(found: Learner): void {
    const { after, now } = this.#comparison
    const learner = begun(found, after.id, this.#journeysBefore, now)
    const enrolment = learner.enrolments[after.id]
    if (!enrolment || !canGoOn(learner, enrolment)) return
    this.#looked += 1
    if (learner !== found) this.#beginning += 1
    const then = this.#whenItComes(learner)
    const enrolmentThen = then.enrolments[after.id]
    if (enrolmentThen && canGoOn(then, enrolmentThen)) this.#countThen(then, enrolmentThen)
  }

  get #journeysBefore(): Journeys {
    const { before, others } = this.#comparison
    return { ...others, [before.id]: before }
  }

  #whenItComes(learner: Learner): Learner {
    const { before, now, from } = this.#comparison
    if (from === undefined) return learner
    return continuedUntil(learner, before.id, this.#journeysBefore, { from: now, until: from })
  }

  #countThen(learner: Learner, enrolment: Enrolment): void {
    const [was, becomes] = [
      this.#coming('before', learner, enrolment),
      this.#coming('after', learner, enrolment),
    ]
    this.#countNext(was[0], becomes[0])
    this.#countComing(was, becomes)
    this.#countPast(enrolment, becomes)
  }

  /** @param all the number of people who can go on; if absent, all were examined. */
  forecast(unreadable: number, all = this.#looked): Forecast {
    const detours = [...this.#detours.values()]
    return {
      all,
      looked: this.#looked,
      modules: this.#modules,
      detours,
      beginning: this.#beginning,
      unreadable,
    }
  }

  #coming(version: 'before' | 'after', learner: Learner, enrolment: Enrolment): Coming[] {
    const { others, now, from = now, [version]: journey } = this.#comparison
    return modulesToCome(learner, enrolment, { ...others, [journey.id]: journey }, from)
  }

  #at(id: ModuleId): ModuleForecast {
    this.#modules[id] ??= { ...nobody }
    return this.#modules[id]
  }

  #countNext(was: Coming | undefined, becomes: Coming | undefined): void {
    if (was) this.#at(was.moduleId).wasNext += 1
    if (becomes) this.#at(becomes.moduleId).next += 1
    if (was?.moduleId !== becomes?.moduleId) this.#countDetour(was, becomes)
    else if (was && becomes && isAtAnotherTime(was, becomes))
      this.#at(was.moduleId)[becomes.at < was.at ? 'sooner' : 'later'] += 1
  }

  #countDetour(was: Coming | undefined, becomes: Coming | undefined): void {
    const path = `${was?.moduleId} ${becomes?.moduleId}`
    const { people } = this.#detours.get(path) ?? { people: 0 }
    this.#detours.set(path, {
      people: people + 1,
      ...(was && { was: was.moduleId }),
      ...(becomes && { becomes: becomes.moduleId }),
    })
  }

  #countComing(was: readonly Coming[], becomes: readonly Coming[]): void {
    const [before, after] = [was, becomes].map(coming => new Set(coming.map(({ moduleId }) => moduleId)))
    for (const id of before ?? []) {
      this.#at(id).wasToCome += 1
      if (!after?.has(id)) this.#at(id).lost += 1
    }
    for (const id of after ?? []) {
      this.#at(id).toCome += 1
      if (!before?.has(id)) this.#at(id).gained += 1
    }
  }

  #countPast({ emailed, done, phase }: Enrolment, becomes: readonly Coming[]): void {
    if (phase.is === 'reading') this.#at(phase.moduleId).reading += 1
    const { after, renames } = this.#comparison
    for (const { id } of after.modules) {
      const before = renames.get(id) ?? id
      if (![id, before].some(one => emailed.includes(one) || done.includes(one))) continue
      this.#at(id).had += 1
      if (becomes.some(({ moduleId }) => moduleId === id)) this.#at(id).again += 1
    }
  }
}
