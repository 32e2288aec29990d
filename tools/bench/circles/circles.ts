import { deal } from '../../../shared/domain/circles/deal.ts'
import type { Joiner } from '../../../shared/domain/circles/pool.ts'
import { processorTime, rounded } from '../statistics.ts'
import { byChance, type Likeness, likenessOf } from './figures.ts'
import { peopleOf } from './joiners.ts'
import { acquainted, strangers } from './people.ts'

/** A dealt pool, compared with the same people in random groups of the same sizes. */
interface DealtPool {
  pool: string
  people: number
  groups: number
  waiting: number
  dealt: Likeness
  byChance: Likeness
  processorSeconds: number
}

function groupsIn(joiners: readonly Joiner[], seed: string) {
  const { groups, waiting } = deal(joiners, seed)
  const known = new Map(joiners.map(joiner => [joiner.id, joiner]))
  const whole = groups.map(group => group.flatMap(id => known.get(id) ?? []))
  return { groups: whole, waiting }
}

function dealPool(pool: string, joiners: readonly Joiner[]): DealtPool {
  const begun = process.cpuUsage()
  const { groups, waiting } = groupsIn(joiners, pool)
  const processorSeconds = rounded(processorTime(begun) / 1000, 2)
  return {
    pool,
    people: joiners.length,
    groups: groups.length,
    waiting: waiting.length,
    dealt: likenessOf(groups),
    byChance: likenessOf(byChance(groups)),
    processorSeconds,
  }
}

/** The same people over several rounds, with their earlier groups remembered. */
function sixRounds(): DealtPool[] {
  let people = peopleOf({
    'nhs-hospital': 17,
    'general-practice': 8,
    ambulance: 7,
    'social-care': 5,
    student: 3,
  })
  return [1, 2, 3, 4, 5, 6].map(round => {
    const name = `40 people, round ${round}`
    const dealt = dealPool(name, people)
    const { groups } = groupsIn(people, name)
    people = groups.flatMap(group =>
      group.map(one => ({
        ...one,
        before: [...one.before, ...group.filter(other => other !== one).map(({ id }) => id)],
      })),
    )
    return dealt
  })
}

const manyPeople = () => acquainted(100_000, 0.42, 8)

/** Time and memory of the largest round, in a fresh process. */
export function measureLargestDeal() {
  const joiners = manyPeople()
  const begun = process.cpuUsage()
  deal(joiners, 'time and memory')
  const seconds = rounded(processorTime(begun) / 1000, 2)
  const memoryMegabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  return { people: joiners.length, seconds, memoryMegabytes }
}

/** Measures rounds of circles of several sizes and mixes. */
export async function measureRounds() {
  return {
    pools: [
      dealPool('a largest sector of 42 %, everybody has met some', manyPeople()),
      dealPool('a largest sector of 42 %', strangers(1500, 0.42)),
      dealPool('a largest sector of 85 %', strangers(1500, 0.85)),
      dealPool('one person of a sector', peopleOf({ 'nhs-hospital': 20, ambulance: 19, student: 1 })),
      ...sixRounds(),
    ],
    stored: await (await import('./stored-round.ts')).measureStoredRound(10_000),
    small: (await import('./small-pools.ts')).measureSmallPools(),
  }
}
