import { deliverAllDue } from '../../../shared/application/delivery/deliver.ts'
import { minute } from '../../../shared/domain/duration.ts'
import { rounded } from '../statistics.ts'
import { dueRows, worldOf } from './due-people.ts'
import { StrictSes } from './strict-ses.ts'
import { distantTable } from './wrapped-tables.ts'

/** How long it takes until everybody who is due at one instant has their email. */
export interface Drained {
  people: number
  ratePerSecond: number
  emails: number
  /** From the instant at which all are due to the last email, in virtual minutes. */
  minutes: number
  /** How many times as long as the rate alone would take. */
  timesTheRateAlone: number
  refusals: number
  /** Of the process that held all of it, table included. */
  peakMemoryGigabytes: number
  /** Real minutes that the simulation took. */
  simulatedInMinutes: number
}

const ratePerSecond = 200
const latencies = { ses: 50, table: 5 }

/** Everybody is due at one instant; a worker begins every minute and sends for a minute, as in AWS. */
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
