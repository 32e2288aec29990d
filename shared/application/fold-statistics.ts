import type { Clock } from '../adapters/clock.ts'
import type { Log } from '../adapters/log.ts'
import type { CounterStore } from '../store/counters.ts'
import { accountEmails } from '../store/due.ts'
import type { JourneyStore } from '../store/journeys.ts'

/** Dependencies of folding figures. */
export interface FoldDeps {
  clock: Pick<Clock, 'now'>
  counters: Pick<CounterStore, 'fold'>
  journeys: Pick<JourneyStore, 'catalogue'>
  log: Log
}

/** The most rows folded in one run, which has half a minute: a hundred transactions. The next day's run continues. */
const maxRows = 10_000

/** Folds the figures of the stream's closed shards, for every journey and for account emails. */
export async function foldStatistics({ clock, counters, journeys, log }: FoldDeps): Promise<void> {
  const ids = (await journeys.catalogue()).map(({ id }) => id)
  const rows = await counters.fold([accountEmails, ...ids], clock.now(), maxRows)
  if (rows > 0) log.info('Figures of closed shards were folded', { rows })
}
