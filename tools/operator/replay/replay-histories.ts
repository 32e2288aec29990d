import { isSelected, type Selection } from '../../../shared/application/replay/selection.ts'
import { readStoredEvents, type StoredEvent } from '../../../shared/application/replay/stored-events.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Somebody } from '../../../shared/store/everybody.ts'
import type { Replay } from '../../../shared/store/replays.ts'
import type { Key } from '../../../shared/store/table.ts'
import type { OperatorDeps } from '../deps.ts'
import { peopleOf } from './prepare.ts'
import type { ProgressListener, ReplayEnd } from './progress-listener.ts'

/** The limit of entries per call (EventBridge API, PutEvents). */
const perCall = 10

/** The replay's position is saved after whole people, at most once per this number of events. */
const noteEvery = 5000

/** No events of people who cannot be read; the dry run has reported them. */
function eventsOf({ found }: Somebody, selection: Selection): StoredEvent[] {
  const stored = found?.is === 'readable' ? readStoredEvents(found.record) : undefined
  return stored?.events.filter(event => isSelected(selection, event)) ?? []
}

/** Puts events on the bus at an even rate. */
class PacedBus {
  put = 0
  #next: Instant
  readonly #begun: Instant
  readonly #deps: Pick<OperatorDeps, 'bus' | 'clock'>
  readonly #rate: number

  constructor(deps: Pick<OperatorDeps, 'bus' | 'clock'>, rate: number) {
    this.#deps = deps
    this.#rate = rate
    this.#begun = deps.clock.now()
    this.#next = this.#begun
  }

  get largestCall(): number {
    return Math.min(perCall, this.#rate)
  }

  async tell(events: readonly StoredEvent[]): Promise<void> {
    const { bus, clock } = this.#deps
    await clock.until(this.#next)
    await bus.put(events.map(({ type, detail }) => ({ type, detail })))
    this.put += events.length
    this.#next = Math.max(clock.now(), this.#next) + (events.length * 1000) / this.#rate
  }

  /** The events a second so far. */
  get perSecond(): number {
    return (this.put * 1000) / Math.max(1, this.#deps.clock.now() - this.#begun)
  }
}

/**
 * Puts the selected events on the bus again, with their original ids. After an interruption, events are repeated at
 * most once.
 */
export async function replayHistories(
  deps: OperatorDeps,
  { id, selection, rate = 1, events, put, after }: Replay,
  listener: ProgressListener,
): Promise<ReplayEnd> {
  const bus = new PacedBus(deps, rate)
  let notedAt = deps.clock.now()
  const note = async (last: Key) => {
    await deps.replays.progress(id, put + bus.put, last)
    notedAt = deps.clock.now()
  }
  for await (const person of peopleOf(deps, selection, after)) {
    const waiting = eventsOf(person, selection)
    while (waiting.length > 0) {
      await bus.tell(waiting.splice(0, bus.largestCall))
      const done = put + bus.put
      const { perSecond } = bus
      listener.progress({
        done,
        of: events,
        unit: 'events',
        perSecond,
        left: (Math.max(0, events - done) * 1000) / perSecond,
      })
    }
    const stops = await listener.wantsToStop()
    if (stops || deps.clock.now() - notedAt >= noteEvery) await note(person.last)
    if (stops) return 'stopped'
  }
  return 'done'
}
