import type { LearnerId } from '../domain/ids.ts'
import { enrolmentKey, isProfile, learnerIdOf, profileKey, type RowRef, rowKey } from './keys.ts'
import { type Found, journeysOfProfile, readRecord } from './learner-record.ts'
import type { Item, Key, Table } from './table.ts'

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`

/** The keys of these people's other journeys, because a decision needs all of them. */
function otherJourneys(items: readonly Item[], known: ReadonlyMap<string, Key>): Key[] {
  const all = items
    .filter(isProfile)
    .flatMap(profile => journeysOfProfile(profile).map(id => enrolmentKey(learnerIdOf(profile), id)))
  return all.filter(key => !known.has(nameOf(key)))
}

/**
 * Reads many people at once, strongly consistent: two read units for each who follows one journey.
 * @param refs the people and journeys. A second request is made only for people in further journeys.
 * @returns by id; people who no longer exist are left out.
 */
export async function findLearners(
  table: Pick<Table, 'getMany'>,
  refs: readonly RowRef[],
): Promise<Map<LearnerId, Found>> {
  const wanted = refs.flatMap(ref => [profileKey(ref.learnerId), rowKey(ref)])
  const keys = new Map(wanted.map(key => [nameOf(key), key]))
  const items = await table.getMany([...keys.values()])
  const others = otherJourneys(items, keys)
  const all = others.length > 0 ? [...items, ...(await table.getMany(others))] : items
  const people = [...Map.groupBy(all, learnerIdOf)]
  return new Map(
    people.flatMap(([learnerId, rows]) => {
      const found = readRecord(rows)
      return found ? [[learnerId, found] as const] : []
    }),
  )
}
