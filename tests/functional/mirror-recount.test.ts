import { expect, it } from 'vitest'
import { closeInSegments } from '../../shared/application/close-mirror.ts'
import { day, minute, second } from '../../shared/domain/duration.ts'
import type { Enrolment } from '../../shared/domain/enrolment.ts'
import { questionAnswered } from '../../shared/domain/evolve/mirror.ts'
import { mixedHashOf } from '../../shared/domain/hash.ts'
import { fewestAnswers } from '../../shared/domain/mirror-snapshot.ts'
import { type Sector, sectors } from '../../shared/domain/sectors.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { repliesText } from '../../shared/store/replies.ts'
import type { Item, TableScan } from '../../shared/store/table.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { VirtualClock } from '../../tools/simulation/virtual-clock.ts'

const monday = Date.parse('2026-11-23T23:00:00Z')
const modules = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']
const people = 12_500
const question = 'q1'

interface Answer {
  who: number
  moduleId: string
  answer: number
}

/** Some sectors are small, so that some cells are too. */
function sectorOf(who: number): Sector {
  const share = who % 1000
  return sectors[share < sectors.length - 1 ? share : 10] ?? 'student'
}

/** Everybody answers every question; every third answer is another than the one before it. */
const answers = (seed: number): Answer[] =>
  modules.flatMap((moduleId, module) =>
    Array.from({ length: people }, (_, who) => ({
      who,
      moduleId,
      answer: mixedHashOf(`${seed}.${module}.${who}`) % 5,
    })),
  )

const shuffled = <T>(all: readonly T[], seed: number): T[] =>
  all
    .map((one, place) => ({ one, rank: mixedHashOf(`${seed}/${place}`) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ one }) => one)

const nobody: Enrolment = {
  journeyId: 'sample',
  epoch: '00000001',
  phase: { is: 'completed' },
  emailed: [],
  done: [],
  emailCount: 0,
}

/** What the answers make of everybody's row, told one after the other. */
function rowsAfter(told: readonly Answer[]): Item[] {
  const all = new Map<number, Enrolment>()
  for (const { who, moduleId, answer } of told)
    all.set(
      who,
      questionAnswered(all.get(who) ?? nobody, {
        ...{ type: 'QuestionAnswered', at: monday - day, journeyId: 'sample' },
        ...{ moduleId, question, answer, sector: sectorOf(who) },
      }),
    )
  return [...all].map(([who, { phase, replies = {} }]) => ({
    pk: `L#${who.toString(36).padStart(24, '0')}`,
    sk: 'E#sample',
    p: phase,
    sc: sectorOf(who),
    rp: repliesText(replies),
  }))
}

/** The same, counted without the system's own code. */
function recounted(said: readonly Answer[]): Record<string, number[]> {
  const cells: Record<string, number[]> = {}
  for (const { who, moduleId, answer } of said) {
    const name = `${moduleId}:${question}:${sectorOf(who)}`
    cells[name] ??= []
    while (cells[name].length <= answer) cells[name].push(0)
    cells[name][answer] = (cells[name][answer] ?? 0) + 1
  }
  const enough = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0) >= fewestAnswers
  return Object.fromEntries(Object.entries(cells).filter(([, counts]) => enough(counts)))
}

/** Rows in an order that stays, a page at a time, each of which takes its while. */
const scanOf = (rows: readonly Item[], clock: VirtualClock): TableScan['scan'] => {
  const placeOf = new Map(rows.map(({ pk }, place) => [pk, place]))
  return async after => {
    clock.setTo(clock.now() + 20 * second)
    const from = after ? (placeOf.get(after.pk) ?? 0) + 1 : 0
    const items = rows.slice(from, from + 400)
    const last = items.at(-1)
    return { items, ...(last && from + 400 < rows.length && { after: { pk: last.pk, sk: last.sk } }) }
  }
}

it.each([1, 2, 3])(
  'the snapshot of 100,000 answers, told twice and in any order by workers that are cut off, equals a recount (seed %i)',
  async seed => {
    const said = answers(seed)
    const rows = shuffled(rowsAfter([...shuffled(said, seed), ...shuffled(said, seed + 1)]), seed)
    const [clock, table] = [new VirtualClock(monday), new MemoryTable()]
    const mirror = mirrorStore(table)
    const scan = scanOf(rows, clock)
    const closing = { clock, library: { list: async () => [] }, mirror, table: { scan } }
    const dies = { ...mirror, keepPass: () => Promise.reject(new Error('The worker died.')) }
    const ways: string[] = []
    while (ways.at(-1) !== 'closed' && ways.length < 30) {
      // A worker that dies leaves what it counted since it last wrote down to the next, who counts it anew.
      const isDying = mixedHashOf(`${seed}!${ways.length}`) % 3 === 0
      const deps = isDying ? { ...closing, mirror: dies } : closing
      const run = closeInSegments(deps, clock.now() + 3 * minute)
      ways.push(
        await run.then(
          ({ is }) => is,
          ({ message }: Error) => message,
        ),
      )
    }
    expect(said).toHaveLength(100_000)
    expect(ways.filter(way => way === 'The worker died.').length).toBeGreaterThan(0)
    const shown = (await mirror.shown(throwUnreadable)).get('sample')?.snapshot
    const counts = Object.entries(shown?.cells ?? {}).map(([name, cell]) => [name, cell.counts])
    expect(Object.fromEntries(counts)).toEqual(recounted(said))
  },
  30_000,
)
