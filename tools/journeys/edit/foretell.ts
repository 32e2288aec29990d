import { mixedHashOf } from '../../../shared/domain/hash.ts'
import { type PeopleByPlace, peopleNow } from '../../../shared/domain/place.ts'
import { isPersonPartition } from '../../../shared/store/keys.ts'
import { readState, stateAttributes } from '../../../shared/store/learner-states.ts'
import { partitions } from '../../../shared/store/scan.ts'
import type { TableScan } from '../../../shared/store/table.ts'
import { type Comparison, type Forecast, ForecastTally } from './forecast.ts'

/** Up to this many people are all examined; of more, a random sample of this size on average. */
export const lookedAtMost = 100_000

/** What the forecast reads: each person's state, without names and addresses. */
export type People = Pick<TableScan, 'scan'>

/** Called repeatedly with the number of people examined. */
export type Looked = (people: number) => void

/** The number of people after which progress is reported. */
const toldEvery = 500

/** A sample by a seed: the same seed gives the same people. */
const isChosen = ({ pk }: { pk: string }, seed: string, share: number): boolean =>
  share >= 1 || mixedHashOf(`${seed} ${pk}`) / 2 ** 32 < share

/**
 * Forecasts what an edit means for the people in a journey, by simulating each person's journey before and after it.
 * A person who is being written at that moment counts as their rows were read.
 */
export async function foretell(
  table: People,
  counted: PeopleByPlace,
  comparison: Comparison,
  { most = lookedAtMost, seed = comparison.after.id, looked = (() => {}) as Looked } = {},
): Promise<Forecast> {
  const { underWay, paused } = peopleNow(counted)
  const all = underWay + paused
  const tally = new ForecastTally(comparison)
  let [people, unreadable] = [0, 0]
  for await (const partition of partitions(table, undefined, stateAttributes)) {
    if (!isPersonPartition(partition.pk) || !isChosen(partition, seed, most / all)) continue
    const found = readState(partition.rows)
    if (!found) continue
    if (found.is === 'readable') tally.count(found.learner)
    else unreadable += 1
    people += 1
    if (people % toldEvery === 0) looked(people)
  }
  return tally.forecast(unreadable, all > most ? all : undefined)
}
