import type { SendingAccount } from '../../../shared/adapters/mailer.ts'
import { day, second } from '../../../shared/domain/duration.ts'
import { effectiveRate } from '../status/forecast.ts'
import type { ImportCheck } from './check-file.ts'

/**
 * Write units per person: three new rows of up to 1 KB in a transaction, which doubles the cost, and one entry in the
 * due index.
 */
const unitsEach = 7

/** Write units a second that a new on-demand table supports (DynamoDB developer guide, "Warm throughput", 2026). */
const coldTable = 4000

const daySeconds = day / second

/** The load of an import on the table and on SES. */
export interface ImportForecast {
  /** The people that this run would import, including known ones. */
  people: number
  seconds: number
  writeUnitsPerSecond: number
  /** Whether the table should be warmed up first. */
  warmUp: boolean
  /** First emails a day, and the emails a day that quota and rate allow. */
  emailsADay: number
  maxADay: number
}

/**
 * @param over the days over which the first emails are spread
 * @param lines the lines done before
 */
export function importForecast(
  { people }: Pick<ImportCheck, 'people'>,
  perSecond: number,
  over: number,
  account: SendingAccount,
): ImportForecast {
  const writeUnitsPerSecond = perSecond * unitsEach
  return {
    people,
    seconds: people / perSecond,
    writeUnitsPerSecond,
    warmUp: writeUnitsPerSecond > coldTable,
    emailsADay: Math.ceil(people / over),
    maxADay: Math.min(account.per24Hours, effectiveRate(account) * daySeconds),
  }
}
