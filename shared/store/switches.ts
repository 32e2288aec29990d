import * as z from 'zod/mini'
import type { Instant, JourneyId, ModuleId } from '../domain/ids.ts'
import { type Canary, canaryOperations, readCanary } from './canary.ts'
import { switchesPartition, switchKey } from './keys.ts'
import type { Table } from './table.ts'

/** A version that produced this many failures in SES is not sent any more until it is replaced. */
const failuresToTrip = 3

const SwitchRow = z.looseObject({
  sk: z.string(),
  on: z.optional(z.boolean()),
  at: z.optional(z.int()),
  failures: z.optional(z.number()),
})
type SwitchRow = z.infer<typeof SwitchRow>

/**
 * What an operator can hold back. `delivery`: nothing is handed to SES. `planning`: nobody is moved forward, so no
 * journey starts and no module, reminder or pause goes out; letters about a sign-up still do. A journey: the same for
 * it alone. A module: every email about it.
 */
export type Switch = 'delivery' | 'planning' | { journey: JourneyId; module?: ModuleId }

/** What is held back at the moment. */
export interface Holds {
  delivery: boolean
  planning: boolean
  journeys: ReadonlySet<JourneyId>
  /** Modules of a journey that no email may be about. */
  recalled(journeyId: JourneyId): readonly ModuleId[]
  /** The canary that a journey's emails belong to. */
  canary(journeyId: JourneyId): Canary | undefined
  /** Whether a version's breaker has tripped. */
  broken(journeyId: JourneyId, version: number): boolean
}

/** A pause in force. */
export interface Pause {
  /** `delivery`, `planning`, `journey <id>`, or `module <id> of <journey>`. */
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
const modulesOf = (journeyId: JourneyId): string => `module#${journeyId}#`
const breakerPrefix = 'breaker#'
const breaker = (journeyId: JourneyId, version: number) => `${breakerPrefix}${journeyId}#${version}`

function nameOf(of: Switch): string {
  if (typeof of === 'string') return of
  return of.module === undefined ? `${journeyPrefix}${of.journey}` : `${modulesOf(of.journey)}${of.module}`
}

function inWords(sk: string): string {
  const [kind, journey, module] = sk.split('#')
  if (module !== undefined) return `module ${module} of ${journey}`
  return journey === undefined ? sk : `${kind} ${journey}`
}

const toPause = ({ sk, at }: SwitchRow): Pause => ({
  of: inWords(sk),
  ...(at !== undefined && { since: at }),
})

function toBreaker({ sk }: SwitchRow): TrippedBreaker {
  const [journeyId = '', version] = sk.slice(breakerPrefix.length).split('#')
  return { journeyId, version: Number(version) }
}

const isTripped = (row: SwitchRow): boolean => (row.failures ?? 0) >= failuresToTrip

const startingWith = (names: readonly string[], prefix: string): string[] =>
  names.filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length))

/** The operator's pauses and canaries, and the breakers of versions that fail to render. They work without a deployment. */
export function switchStore(table: Pick<Table, 'query' | 'write'>) {
  const rows = async () => (await table.query(switchesPartition)).map(row => SwitchRow.parse(row))

  return {
    ...canaryOperations(table),

    async holds(): Promise<Holds> {
      const all = await rows()
      const on = all.filter(row => row.on).map(row => row.sk)
      const tripped = new Set(all.filter(isTripped).map(row => row.sk))
      const canaries = all.flatMap(readCanary)
      return {
        delivery: on.includes('delivery'),
        planning: on.includes('planning'),
        journeys: new Set(startingWith(on, journeyPrefix)),
        recalled: journeyId => startingWith(on, modulesOf(journeyId)),
        canary: journeyId => canaries.find(canary => canary.journeyId === journeyId),
        broken: (journeyId, version) => tripped.has(breaker(journeyId, version)),
      }
    },

    /** The same for people to read. */
    async inForce(): Promise<{ pauses: Pause[]; breakers: TrippedBreaker[]; canaries: Canary[] }> {
      const all = await rows()
      return {
        pauses: all.filter(row => row.on).map(toPause),
        breakers: all.filter(isTripped).map(toBreaker),
        canaries: all.flatMap(readCanary),
      }
    },

    /** Holds back, or lets go. @returns whether that changed anything. */
    async set(of: Switch, on: boolean, at: Instant): Promise<boolean> {
      const is = (await rows()).some(row => row.sk === nameOf(of) && row.on)
      if (is !== on) await table.write({ update: switchKey(nameOf(of)), set: { on, at } })
      return is !== on
    },

    /** SES could not deliver an email because of how this version is written. */
    async countFailure(journeyId: JourneyId, version: number, failures: number): Promise<void> {
      await table.write({ update: switchKey(breaker(journeyId, version)), add: { failures } })
    },

    /** Lets a version be sent again. */
    async resetBreaker(journeyId: JourneyId, version: number): Promise<void> {
      await table.write({ delete: switchKey(breaker(journeyId, version)) })
    },
  }
}
export type SwitchStore = ReturnType<typeof switchStore>
