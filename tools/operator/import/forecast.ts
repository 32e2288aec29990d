import type { SendingAccount } from '../../../shared/adapters/mailer.ts'
import { day, second } from '../../../shared/domain/duration.ts'
import { effectiveRate } from '../status/forecast.ts'
import type { ImportCheck } from './check-file.ts'

/**
 * Write units for one person: three new rows of up to 1 KB in a transaction, which costs twice as much, and an entry in
 * the due index.
 */
const unitsEach = 7

/** A new table on demand takes so many write units a second (DynamoDB developer guide, "Warm throughput", 2026). */
const coldTable = 4000

const daySeconds = day / second

/** What an import asks of the table and of SES. */
export interface ImportForecast {
  /** People whom this run would take in, those known included. */
  people: number
  seconds: number
  writeUnitsPerSecond: number
  /** Whether the table should be warmed up first. */
  warmUp: boolean
  /** First emails a day, and how many a day may go out by quota and rate. */
  emailsADay: number
  maxADay: number
}

/** @param over days over which first emails are spread. @param lines how many of the file are done before. */
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
