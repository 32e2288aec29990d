import type { OutgoingFact } from '../../../shared/adapters/fact-bus.ts'
import type { Instant } from '../../../shared/domain/ids.ts'

/** What the bus was told while a restored table knew of nothing: its archive cannot be read, and is replayed for this. */
export interface GapFacts {
  /**
   * Facts of a window, in any order, each any number of times. Reading them changes nothing and starts nothing.
   * @param until the moment after the last.
   * @throws OperatorProblem when the archive gives up.
   */
  read(from: Instant, until: Instant, told: (facts: number) => void): Promise<OutgoingFact[]>
}
