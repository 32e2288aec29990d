import { hour, minute } from '../../../shared/domain/duration.ts'
import type { Activity } from './activity.ts'
import type { Agenda } from './agenda.ts'
import type { Clock } from './clock.ts'
import type { ReadDueTimes } from './due-index.ts'

type Parts = { clock: Clock; agenda: Agenda; activity: Activity; dueTimes: ReadDueTimes; moved: () => void }

/** Retries, delays and ends of windows this close together are handled at once. In milliseconds. */
const together = 5_000

const upTo = (step: number, moment: number): number => Math.ceil(moment / step) * step
const nextMinute = (moment: number): number => upTo(minute, moment)
const smallest = (moments: number[]): number =>
  moments.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY)

/**
 * Lets time pass: jumps to each moment at which something is due, and waits each time until all work that it started
 * has ended. Minutes in which nothing is due are skipped.
 */
export class TimeTravel {
  readonly #parts: Parts
  #line: Promise<unknown> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** @param target milliseconds since 1970; for a past moment this only waits until the system is idle */
  to(target: number): Promise<void> {
    return this.#oneAfterTheOther(() => this.#travel(target))
  }

  /** Jumps to the tick that handles what is due next. Without anything due, the time stays. */
  toNextDue(): Promise<void> {
    return this.#oneAfterTheOther(async () => {
      await this.#parts.activity.settled()
      const next = await this.#nextDue()
      if (next !== undefined) await this.#travel(next)
    })
  }

  /** Waits until every requested jump is over and nothing is running. */
  settled(): Promise<void> {
    return this.#oneAfterTheOther(() => this.#parts.activity.settled())
  }

  /** What has been due for longer than a tick or two is held back on purpose, so this does not wait for it. */
  async #nextDue(): Promise<number | undefined> {
    const now = this.#parts.clock.now()
    const times = await this.#parts.dueTimes()
    const next = smallest(times.filter(time => time > now - 2 * minute))
    return Number.isFinite(next) ? nextMinute(Math.max(next, now + 1)) : undefined
  }

  #oneAfterTheOther(journey: () => Promise<void>): Promise<void> {
    const turn = this.#line.then(() => this.#parts.agenda.holding(journey))
    this.#line = turn.catch(() => {})
    return turn
  }

  async #travel(target: number): Promise<void> {
    const { clock, agenda, activity, moved } = this.#parts
    let waits = minute
    let held = ''
    await activity.settled()
    while (clock.now() < target) {
      const { next, overdue } = await this.#nextStop(waits)
      clock.moveTo(Math.min(target, next))
      moved()
      agenda.runDue()
      await activity.settled()
      // What stays due at every check (a paused journey) is checked less and less often.
      waits = overdue !== '' && overdue === held ? Math.min(hour, 2 * waits) : minute
      held = overdue
    }
  }

  /** `next`: the next moment at which anything can happen. `overdue`: what is due already, to see whether it changes. */
  async #nextStop(waits: number): Promise<{ next: number; overdue: string }> {
    const { clock, agenda, dueTimes } = this.#parts
    const now = clock.now()
    const times = await dueTimes()
    const overdue = times.filter(time => time <= now).sort()
    const again = overdue.length > 0 ? now + waits - minute + 1 : Number.POSITIVE_INFINITY
    const tick = nextMinute(smallest([...times.filter(time => time > now), again]))
    const entered = upTo(together, Math.max(now + 1, agenda.next() ?? Number.POSITIVE_INFINITY))
    return { next: Math.min(tick, entered), overdue: overdue.join(' ') }
  }
}
