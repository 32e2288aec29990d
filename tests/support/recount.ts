import { closeInSegments } from '../../shared/application/close-mirror.ts'
import { minute } from '../../shared/domain/duration.ts'
import type { Reply } from '../../shared/domain/mirror.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { readDailyStatistics } from '../../shared/store/daily-statistics.ts'
import { parseHistory } from '../../shared/store/history.ts'
import { mirrorStore, type Pass } from '../../shared/store/mirror.ts'
import { historyIn } from '../../shared/store/packed-history.ts'
import { statisticsOf } from '../../shared/store/statistics.ts'
import type { World } from '../../tools/simulation/world.ts'

type Numbers = Record<string, number>

/** Adds to a number, and leaves none that is 0. */
export function addTo(sums: Numbers, name: string, by: number): void {
  const sum = (sums[name] ?? 0) + by
  if (sum === 0) delete sums[name]
  else sums[name] = sum
}

/** What the histories of everybody who is here give when they are counted anew. */
export function recounted(world: World, journeyId = 'sample'): Numbers {
  const sums: Numbers = {}
  for (const row of world.table.rows.values()) {
    if (!row.pk.startsWith('L#') || !('h' in row)) continue
    const name = row.sk === 'profile' ? 'account' : row.sk.slice(2)
    for (const one of statisticsOf(name, parseHistory(historyIn(row))))
      if (one.journeyId === journeyId) addTo(sums, one.name, 1)
  }
  return sums
}

/** The figures of a journey beside a recount, by name: what happened, of who is here and of who was erased. */
export async function figuresAndRecount(world: World): Promise<{ figures: Numbers; recount: Numbers }> {
  const [figures, recount] = [{} as Numbers, recounted(world)]
  const erased = await readDailyStatistics(world.table, 'erased', 'sample', '2026-01-01', '2027-12-31')
  for (const { statistics } of erased)
    for (const [name, count] of Object.entries(statistics)) addTo(recount, name, count)
  for (const [name, count] of Object.entries(await counterStore(world.table).ofJourney('sample')))
    if (!name.startsWith('people.')) addTo(figures, name, count)
  return { figures, recount }
}

/** What somebody has answered, by module. */
export type Replies = Readonly<Record<string, Reply>>

/** Answers beside a recount, by module, sector and option: what a closing counts, and what these people have answered. */
export async function answersAndRecount(
  world: World,
  people: readonly Replies[],
): Promise<{ answers: Numbers; recount: Numbers }> {
  const [answers, recount] = [{} as Numbers, {} as Numbers]
  for (const replies of people)
    for (const [module, { answer, sector = 'none' }] of Object.entries(replies))
      if (answer !== undefined) addTo(recount, `${module} ${sector} ${answer}`, 1)
  for (const [name, { counts }] of Object.entries((await passOver(world)).tallies['sample']?.cells ?? {})) {
    const [module = '', , sector = ''] = name.split(':')
    for (const [answer, count] of counts.entries()) addTo(answers, `${module} ${sector} ${answer}`, count)
  }
  return { answers, recount }
}

/** A pass over everybody's rows, as the weekly closing makes it. */
async function passOver({ clock, table, deps }: World): Promise<Pick<Pass, 'tallies'>> {
  const mirror = mirrorStore(table)
  let last: Pick<Pass, 'tallies'> = { tallies: {} }
  const keepPass: typeof mirror.keepPass = async (pass, version) => {
    last = structuredClone(pass)
    return mirror.keepPass(pass, version)
  }
  const closing = { clock, table, library: deps.library, mirror: { ...mirror, keepPass } }
  await closeInSegments(closing, clock.now() + minute)
  return last
}
