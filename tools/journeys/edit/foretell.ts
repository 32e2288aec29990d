import { somebodyIn } from '../../../shared/application/replay/everybody.ts'
import { mixedHashOf } from '../../../shared/domain/hash.ts'
import { type PeopleByPlace, peopleNow } from '../../../shared/domain/place.ts'
import { partitions } from '../../../shared/store/scan.ts'
import type { Table, TableScan } from '../../../shared/store/table.ts'
import { type Comparison, type Forecast, ForecastTally } from './forecast.ts'

/** So many people are all looked at; of more, so many on average, chosen by chance. */
export const lookedAtMost = 100_000

/** What foretelling reads. */
export type People = Pick<Table, 'query'> & Pick<TableScan, 'scan'>

/** A share of everybody, by a seed: the same people for the same seed. */
const isChosen = ({ pk }: { pk: string }, seed: string, share: number): boolean =>
  share >= 1 || mixedHashOf(`${seed} ${pk}`) / 2 ** 32 < share

/** Says what an edit means for the people in a journey, by going through each person's journey before and after it. */
export async function foretell(
  table: People,
  counted: PeopleByPlace,
  comparison: Comparison,
  { most = lookedAtMost, seed = comparison.after.id } = {},
): Promise<Forecast> {
  const { underWay, paused } = peopleNow(counted)
  const all = underWay + paused
  const tally = new ForecastTally(comparison)
  let unreadable = 0
  for await (const partition of partitions(table)) {
    if (!isChosen(partition, seed, most / all)) continue
    const found = (await somebodyIn(table, partition))?.found
    if (found?.is === 'readable') tally.count(found.record.learner)
    else if (found) unreadable += 1
  }
  return tally.forecast(unreadable, all > most ? all : undefined)
}
