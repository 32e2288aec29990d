import { deliverAllDue } from '../../../shared/application/delivery/deliver.ts'
import { minute } from '../../../shared/domain/duration.ts'
import { rounded } from '../statistics.ts'
import { dueRows, worldOf } from './due-people.ts'
import { StrictSes } from './strict-ses.ts'
import { distantTable } from './wrapped-tables.ts'

/** The time until everybody who is due at one moment has their email. */
export interface Drained {
  people: number
  ratePerSecond: number
  emails: number
  /** Virtual minutes from the due time to the last email. */
  minutes: number
  /** The ratio of this time to the minimum that the rate allows. */
  timesTheRateAlone: number
  refusals: number
  /** The memory of the process, table included. */
  peakMemoryGigabytes: number
  /** Real minutes of the simulation. */
  simulatedInMinutes: number
}

const ratePerSecond = 200
const latencies = { ses: 50, table: 5 }

/** Everybody is due at one moment. A worker starts every minute and sends for a minute, as in AWS. */
export async function measureDrain(people: number): Promise<Drained> {
  const begun = performance.now()
  const rows = await dueRows()
  const world = await worldOf(rows, people)
  const { clock, table } = world
  const ses = new StrictSes(clock, ratePerSecond, latencies.ses)
  const deps = world.worker(distantTable(table, clock, latencies.table), ses)
  while (((await table.nextDue()) ?? Number.POSITIVE_INFINITY) <= clock.now()) {
    const ends = clock.now() + minute
    await clock.run(deliverAllDue(deps, ends))
    clock.setTo(ends)
  }
  const took = (ses.taken.at(-1)?.at ?? rows.at) - rows.at
  return {
    people,
    ratePerSecond,
    emails: ses.emails,
    minutes: rounded(took / minute, 1),
    timesTheRateAlone: rounded(took / 1000 / (people / ratePerSecond), 3),
    refusals: ses.refusals,
    peakMemoryGigabytes: rounded(process.resourceUsage().maxRSS / 2 ** 20, 1),
    simulatedInMinutes: rounded((performance.now() - begun) / minute, 1),
  }
}
