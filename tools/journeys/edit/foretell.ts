import { mixedHashOf } from '../../../shared/domain/hash.ts'
import { type PeopleByPlace, peopleNow } from '../../../shared/domain/place.ts'
import { isPersonPartition } from '../../../shared/store/keys.ts'
import { readState, stateAttributes } from '../../../shared/store/learner-states.ts'
import { partitions } from '../../../shared/store/scan.ts'
import type { TableScan } from '../../../shared/store/table.ts'
import { type Comparison, type Forecast, ForecastTally } from './forecast.ts'

/** So many people are all looked at; of more, so many on average, chosen by chance. */
export const lookedAtMost = 100_000

/** What foretelling reads: of each person what the engine knows, without names and addresses. */
export type People = Pick<TableScan, 'scan'>

/** How many people were looked at, again and again. */
export type Looked = (people: number) => void

/** Somebody waits at the terminal meanwhile. */
const toldEvery = 500

/** A share of everybody, by a seed: the same people for the same seed. */
const isChosen = ({ pk }: { pk: string }, seed: string, share: number): boolean =>
  share >= 1 || mixedHashOf(`${seed} ${pk}`) / 2 ** 32 < share

/**
 * Says what an edit means for the people in a journey, by going through each person's journey before and after it.
 * Who is being written at that very moment counts as their rows were read.
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
