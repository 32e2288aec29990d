import { closeAtOnce } from '../../../shared/application/close-mirror.ts'
import { closeMirror } from '../../../shared/contracts/functions/close-mirror.ts'
import { day } from '../../../shared/domain/duration.ts'
import type { Module } from '../../../shared/domain/journey.ts'
import { sectors } from '../../../shared/domain/sectors.ts'
import { mirrorStore } from '../../../shared/store/mirror.ts'
import type { Item } from '../../../shared/store/table.ts'
import { sizeOfRow } from '../../simulation/billing.ts'
import { MemoryTable } from '../../simulation/memory-table.ts'
import { World } from '../../simulation/world.ts'
import { prices } from '../prices.ts'
import { shiftworksJourney } from '../shiftworks-journey.ts'
import { processorTime, rounded } from '../statistics.ts'

const journeyId = 'shiftworks'
/** People who really go through the journey; the rows of all others are copies of theirs. */
const lived = 242
const copies = 100
/** The number of people in the goal. */
const everybody = 1_500_000
/**
 * The assumed duration for this many people, because no emulator is Lambda: some 2,500 pages of 1 MB at 30 ms, and 15
 * microseconds of a whole processor per row, of which Lambda gives 0.29 at 512 MB.
 */
const assumedSeconds = 360

/** The cost of the weekly pass over everybody's rows. */
export interface PassCost {
  people: number
  rowsAPerson: number
  bytesAPerson: number
  /** The largest row of a journey, in bytes as DynamoDB counts them. */
  largestJourneyRow: number
  readUnitsAPerson: number
  writeUnits: number
  /** With the table in memory, its own work included. */
  processorMicrosecondsAPerson: number
  /** For 1,500,000 people, in US dollars. */
  usd: { reads: number; time: number; total: number }
}

const largest = (rows: readonly Item[]): number => Math.max(...rows.map(sizeOfRow))

const emailOf = (i: number): string => `p${i}@example.org`

/** Everybody does the module, answers, and guesses about another sector. */
async function doModule(world: World, { id: moduleId, question }: Module, place: number): Promise<void> {
  for (let i = 0; i < lived; i += 1) {
    const { learner } = await world.person(emailOf(i))
    const about = sectors[(i + place + 1) % sectors.length]
    const guessed = about === learner.sector ? {} : { guess: i % 11, about }
    const said = { question: question?.version ?? '', answer: i % 3, ...guessed }
    const { epoch } = learner
    const of = { journeyId, moduleId, epoch, via: 'page' as const }
    await world.execute(emailOf(i), { type: 'CompleteModule', ...of, reply: { said, isTruthKnown: false } })
  }
}

async function livedThrough(): Promise<World> {
  const world = new World(Date.parse('2026-11-23T09:00:00Z'))
  const published = await shiftworksJourney()
  await world.publish(published)
  for (let i = 0; i < lived; i += 1)
    await world.learner(emailOf(i), { journeyId, sector: sectors[i % sectors.length] })
  for (const [place, module] of published.journey.modules.entries()) {
    await doModule(world, module, place)
    await world.pass(5)
  }
  return world
}

/** A copy of a row for another person. */
const ofAnother = (row: Item, copy: number): Item => ({ ...row, pk: `${row.pk}-${copy}` })
const isSomebodys = ({ pk }: Item): boolean => pk.startsWith('L#') || pk.startsWith('A#')

async function crowd(world: World): Promise<MemoryTable> {
  const table = new MemoryTable({ streams: false })
  const rows = [...world.table.rows.values()]
  await table.load(rows.filter(row => !isSomebodys(row)))
  for (let copy = 0; copy < copies; copy += 1)
    await table.load(rows.filter(isSomebodys).map(row => ofAnother(row, copy)))
  return table
}

/** Counts the reads and writes of one pass over a crowd, and computes the cost for everybody. */
export async function measurePass(): Promise<PassCost> {
  const world = await livedThrough()
  const table = await crowd(world)
  const deps = { clock: world.clock, library: world.deps.library, mirror: mirrorStore(table), table }
  // The second pass has published answers, and compares guesses with them.
  await closeAtOnce(deps, undefined, () => {})
  world.clock.setTo(world.clock.now() + 7 * day)
  const before = { ...table.billed }
  const since = process.cpuUsage()
  const { rows } = await closeAtOnce(deps, undefined, () => {})
  const processor = processorTime(since)
  const people = lived * copies
  const { bytes } = await table.size()
  const readUnitsAPerson = (table.billed.readUnits - before.readUnits) / people
  const reads = everybody * readUnitsAPerson * prices.readUnit.usd
  const time = (closeMirror.memorySize / 1024) * assumedSeconds * prices.gigabyteSecond.usd
  return {
    people,
    rowsAPerson: rounded(rows / people, 1),
    bytesAPerson: Math.round(bytes / people),
    largestJourneyRow: largest([...world.table.rows.values()].filter(({ sk }) => sk.startsWith('E#'))),
    readUnitsAPerson: rounded(readUnitsAPerson, 3),
    writeUnits: table.billed.writeUnits - before.writeUnits,
    processorMicrosecondsAPerson: rounded((1000 * processor) / people, 0),
    usd: { reads: rounded(reads, 4), time: rounded(time, 4), total: rounded(reads + time, 4) },
  }
}
