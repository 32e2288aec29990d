import { type Assignment, assignments } from '../../../shared/application/delivery/assignment.ts'
import { deliverAllDue } from '../../../shared/application/delivery/deliver.ts'
import { hour, second } from '../../../shared/domain/duration.ts'
import { rounded } from '../statistics.ts'
import { type DueRows, dueRows, worldOf } from './due-people.ts'
import { type Call, StrictSes } from './strict-ses.ts'
import { distantTable } from './wrapped-tables.ts'

/** How evenly and fully several workers used an account's rate. */
export interface Paced {
  ratePerSecond: number
  workers: number
  emails: number
  /** Emails sent, divided by those that the rate would have allowed between the first and the last of them. */
  shareOfRate: number
  refusals: number
  maxInASecond: number
}

const latencies = { ses: 50, table: 5 }

/** The numbers of people suffice for some seconds at each rate. */
const runs = [
  { ratePerSecond: 14, seconds: 60 },
  { ratePerSecond: 200, seconds: 30 },
  { ratePerSecond: 1000, seconds: 15 },
]
const workerCounts = [1, 4, 16]

/** The share of the rate that these calls used. Time begins with the first call, so its emails are not counted. */
function shareUsed(calls: readonly Call[], ratePerSecond: number): number {
  const [first, ...others] = calls
  const seconds = ((others.at(-1)?.at ?? 0) - (first?.at ?? 0)) / second
  const sent = others.reduce((sum, { emails }) => sum + emails, 0)
  return rounded(sent / seconds / ratePerSecond, 3)
}

async function pace(rows: DueRows, ratePerSecond: number, workers: number, people: number): Promise<Paced> {
  const world = await worldOf(rows, people)
  const { clock, table } = world
  const ses = new StrictSes(clock, ratePerSecond, latencies.ses)
  // Ticks do not start at exactly the same moment either.
  const worker = async (assignment: Assignment, i: number) => {
    await clock.until(rows.at + Math.floor((i * second) / workers))
    const deps = world.worker(distantTable(table, clock, latencies.table), ses)
    return deliverAllDue(deps, rows.at + hour, assignment)
  }
  await clock.run(Promise.all(assignments(workers, rows.at).map(worker)))
  return {
    ratePerSecond,
    workers,
    emails: ses.emails,
    shareOfRate: shareUsed(ses.taken, ratePerSecond),
    refusals: ses.refusals,
    maxInASecond: ses.maxInASecond,
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
