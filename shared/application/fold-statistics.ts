import type { Clock } from '../adapters/clock.ts'
import type { Log } from '../adapters/log.ts'
import type { CounterStore } from '../store/counters.ts'
import { accountEmails } from '../store/due.ts'
import type { JourneyStore } from '../store/journeys.ts'

/** What folding figures needs of the world. */
export interface FoldDeps {
  clock: Pick<Clock, 'now'>
  counters: Pick<CounterStore, 'fold'>
  journeys: Pick<JourneyStore, 'catalogue'>
  log: Log
}

/** Rows in one run, which has half a minute: a hundred transactions. What is left is moved the day after. */
const maxRows = 10_000

/** Folds the figures of the stream's closed shards, of every journey and of account emails. */
export async function foldStatistics({ clock, counters, journeys, log }: FoldDeps): Promise<void> {
  const ids = (await journeys.catalogue()).map(({ id }) => id)
  const rows = await counters.fold([accountEmails, ...ids], clock.now(), maxRows)
  if (rows > 0) log.info('Figures of closed shards were folded', { rows })
}
