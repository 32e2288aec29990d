import { deliverAllDue } from '../../../shared/application/delivery/deliver.ts'
import { MemoryTable } from '../../simulation/memory-table.ts'
import { World } from '../../simulation/world.ts'
import { rounded } from '../statistics.ts'
import { distantTable } from './distant-table.ts'
import { type DueRows, dueRows } from './due-people.ts'
import { StrictSes } from './strict-ses.ts'

/** How evenly and how fully some workers together used an account's rate. */
export interface Paced {
  ratePerSecond: number
  workers: number
  emails: number
  /** Emails sent over those that the rate would have allowed in the same time. */
  shareOfRate: number
  refusals: number
  mostInASecond: number
}

const latencies = { ses: 50, table: 5 }
const hour = 3_600_000

/** Enough people for so many seconds at each rate. */
const runs = [
  { ratePerSecond: 14, seconds: 60 },
  { ratePerSecond: 200, seconds: 30 },
  { ratePerSecond: 1000, seconds: 15 },
]
const workerCounts = [1, 4, 16]

async function pace(rows: DueRows, ratePerSecond: number, workers: number, people: number): Promise<Paced> {
  const table = new MemoryTable({ streams: false })
  await table.load(rows.journey)
  await table.load(rows.people(people))
  const world = new World(rows.at, table)
  const { clock } = world
  const ses = new StrictSes(clock, ratePerSecond, latencies.ses)
  const worker = () =>
    deliverAllDue(world.worker(distantTable(table, clock, latencies.table), ses), rows.at + hour)
  await clock.run(Promise.all(Array.from({ length: workers }, worker)))
  // From the first call to the last there is one call fewer than was made.
  const slot = Math.min(50, ratePerSecond)
  const seconds = (ses.last - (ses.first ?? 0)) / 1000
  return {
    ratePerSecond,
    workers,
    emails: ses.emails,
    shareOfRate: rounded((ses.emails - slot) / seconds / ratePerSecond, 3),
    refusals: ses.refusals,
    mostInASecond: ses.mostInASecond,
  }
}

/** Sends at each rate with each number of workers, in virtual time. */
export async function measurePacing(): Promise<{ latencies: typeof latencies; runs: Paced[] }> {
  const rows = await dueRows()
  const paced: Paced[] = []
  for (const { ratePerSecond, seconds } of runs)
    for (const workers of workerCounts)
      paced.push(await pace(rows, ratePerSecond, workers, ratePerSecond * seconds))
  return { latencies, runs: paced }
}
