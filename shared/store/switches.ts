import * as z from 'zod'
import type { JourneyId } from '../domain/ids.ts'
import type { Key, Table } from './table.ts'

const partition = 'switches'
const key = (sk: string): Key => ({ pk: partition, sk })

/** A version that produced this many failures in SES is not sent any more until it is replaced. */
const failuresToTrip = 3

const SwitchRow = z.object({ sk: z.string(), on: z.boolean().optional(), failures: z.number().optional() })

/** What is held back at the moment. */
export interface Holds {
  delivery: boolean
  journeys: ReadonlySet<JourneyId>
  /** Whether a version's breaker has tripped. */
  broken(journeyId: JourneyId, version: number): boolean
}

const breaker = (journeyId: JourneyId, version: number) => `breaker#${journeyId}#${version}`

/** The operator's pauses, and the breakers of versions that fail to render. They work without a deployment. */
export function switchStore(table: Pick<Table, 'query' | 'write'>) {
  return {
    async holds(): Promise<Holds> {
      const rows = (await table.query(partition)).map(row => SwitchRow.parse(row))
      const on = rows.filter(row => row.on).map(row => row.sk)
      const tripped = new Set(rows.filter(row => (row.failures ?? 0) >= failuresToTrip).map(row => row.sk))
      return {
        delivery: on.includes('delivery'),
        journeys: new Set(on.filter(sk => sk.startsWith('journey#')).map(sk => sk.slice('journey#'.length))),
        broken: (journeyId, version) => tripped.has(breaker(journeyId, version)),
      }
    },

    /** Holds all delivery back, or lets it go. */
    async pauseDelivery(on: boolean): Promise<void> {
      await table.write({ update: key('delivery'), set: { on } })
    },

    /** Holds one journey back, or lets it go. */
    async pauseJourney(journeyId: JourneyId, on: boolean): Promise<void> {
      await table.write({ update: key(`journey#${journeyId}`), set: { on } })
    },

    /** SES could not deliver an email because of how this version is written. */
    async countFailure(journeyId: JourneyId, version: number, failures: number): Promise<void> {
      await table.write({ update: key(breaker(journeyId, version)), add: { failures } })
    },
  }
}
export type SwitchStore = ReturnType<typeof switchStore>
