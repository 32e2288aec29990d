import * as z from 'zod'
import type { Instant, JourneyId } from '../domain/ids.ts'
import type { Key, Table } from './table.ts'

const partition = 'switches'
const key = (sk: string): Key => ({ pk: partition, sk })

/** A version that produced this many failures in SES is not sent any more until it is replaced. */
const failuresToTrip = 3

const SwitchRow = z.object({
  sk: z.string(),
  on: z.boolean().optional(),
  at: z.int().optional(),
  failures: z.number().optional(),
})
type SwitchRow = z.infer<typeof SwitchRow>

/**
 * What an operator can hold back. `delivery`: nothing is handed to SES. `planning`: nobody is moved forward, so no
 * journey starts and no module, reminder or pause goes out; letters about a sign-up still do.
 */
export type Switch = 'delivery' | 'planning' | { journey: JourneyId }

/** What is held back at the moment. */
export interface Holds {
  delivery: boolean
  planning: boolean
  journeys: ReadonlySet<JourneyId>
  /** Whether a version's breaker has tripped. */
  broken(journeyId: JourneyId, version: number): boolean
}

/** A pause in force. */
export interface Pause {
  /** `delivery`, `planning`, or `journey <id>`. */
  of: string
  /** Absent where it was set by hand. */
  since?: Instant
}

/** A version that failed in SES so often that it is not sent any more. */
export interface TrippedBreaker {
  journeyId: JourneyId
  version: number
}

const journeyPrefix = 'journey#'
const breakerPrefix = 'breaker#'
const breaker = (journeyId: JourneyId, version: number) => `${breakerPrefix}${journeyId}#${version}`
const nameOf = (of: Switch): string => (typeof of === 'string' ? of : `${journeyPrefix}${of.journey}`)

function toPause({ sk, at }: SwitchRow): Pause {
  const of = sk.startsWith(journeyPrefix) ? `journey ${sk.slice(journeyPrefix.length)}` : sk
  return { of, ...(at !== undefined && { since: at }) }
}

function toBreaker({ sk }: SwitchRow): TrippedBreaker {
  const [journeyId = '', version] = sk.slice(breakerPrefix.length).split('#')
  return { journeyId, version: Number(version) }
}

const isTripped = (row: SwitchRow): boolean => (row.failures ?? 0) >= failuresToTrip

/** The operator's pauses, and the breakers of versions that fail to render. They work without a deployment. */
export function switchStore(table: Pick<Table, 'query' | 'write'>) {
  const rows = async () => (await table.query(partition)).map(row => SwitchRow.parse(row))

  return {
    async holds(): Promise<Holds> {
      const all = await rows()
      const on = all.filter(row => row.on).map(row => row.sk)
      const tripped = new Set(all.filter(isTripped).map(row => row.sk))
      return {
        delivery: on.includes('delivery'),
        planning: on.includes('planning'),
        journeys: new Set(
          on.filter(sk => sk.startsWith(journeyPrefix)).map(sk => sk.slice(journeyPrefix.length)),
        ),
        broken: (journeyId, version) => tripped.has(breaker(journeyId, version)),
      }
    },

    /** The same for people to read. */
    async inForce(): Promise<{ pauses: Pause[]; breakers: TrippedBreaker[] }> {
      const all = await rows()
      return {
        pauses: all.filter(row => row.on).map(toPause),
        breakers: all.filter(isTripped).map(toBreaker),
      }
    },

    /** Holds back, or lets go. @returns whether that changed anything. */
    async set(of: Switch, on: boolean, at: Instant): Promise<boolean> {
      const is = (await rows()).some(row => row.sk === nameOf(of) && row.on)
      if (is !== on) await table.write({ update: key(nameOf(of)), set: { on, at } })
      return is !== on
    },

    /** SES could not deliver an email because of how this version is written. */
    async countFailure(journeyId: JourneyId, version: number, failures: number): Promise<void> {
      await table.write({ update: key(breaker(journeyId, version)), add: { failures } })
    },

    /** Lets a version be sent again. */
    async resetBreaker(journeyId: JourneyId, version: number): Promise<void> {
      await table.write({ delete: key(breaker(journeyId, version)) })
    },
  }
}
export type SwitchStore = ReturnType<typeof switchStore>
