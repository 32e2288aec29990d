import type { OutgoingEvent } from '../../../shared/adapters/event-bus.ts'
import type { Instant } from '../../../shared/domain/ids.ts'

/** What the bus was told while a restored table knew of nothing: its archive cannot be read, and is replayed for this. */
export interface GapEvents {
  /**
   * Events of a window, in any order, each any number of times. Reading them changes nothing and starts nothing.
   * @param until the moment after the last.
   * @throws OperatorProblem when the archive gives up.
   */
  read(from: Instant, until: Instant, told: (events: number) => void): Promise<OutgoingEvent[]>
}
