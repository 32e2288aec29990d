import * as z from 'zod/mini'
import type { Stop, TrippedBreaker } from '../domain/breaker.ts'
import type { Instant, JourneyId, ModuleId } from '../domain/ids.ts'
import { breakerOperations, readBreaker, readStop, stopOperations } from './breakers.ts'
import { type Canary, canaryOperations, readCanary } from './canary.ts'
import { switchesPartition, switchKey } from './keys.ts'
import type { Table } from './table.ts'

const SwitchRow = z.looseObject({
  sk: z.string(),
  on: z.optional(z.boolean()),
  at: z.optional(z.int()),
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
  /** The breaker of a version that SES will not take, if it has tripped. */
  breaker(journeyId: JourneyId, version: number): TrippedBreaker | undefined
  /** Whether a version's breaker has tripped. */
  broken(journeyId: JourneyId, version: number): boolean
  /** Nothing is sent, because SES takes nothing from this account. */
  stop: Stop | undefined
}

/** A pause in force. */
export interface Pause {
  /** `delivery`, `planning`, `journey <id>`, or `module <id> of <journey>`. */
  of: string
  /** Absent where it was set by hand. */
  since?: Instant
}

/** Everything that holds something back. */
export interface InForce {
  pauses: Pause[]
  breakers: TrippedBreaker[]
  canaries: Canary[]
  stop: Stop | undefined
}

const journeyPrefix = 'journey#'
const modulesOf = (journeyId: JourneyId): string => `module#${journeyId}#`

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

const startingWith = (names: readonly string[], prefix: string): string[] =>
  names.filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length))

/** The operator's pauses and canaries, and what a fault has stopped. They work without a deployment. */
export function switchStore(table: Pick<Table, 'query' | 'write'>) {
  const rows = async () => (await table.query(switchesPartition)).map(row => SwitchRow.parse(row))

  return {
    ...canaryOperations(table),
    ...breakerOperations(table),
    ...stopOperations(table),

    async holds(): Promise<Holds> {
      const all = await rows()
      const on = all.filter(row => row.on).map(row => row.sk)
      const breakers = all.flatMap(readBreaker)
      const breaker = (journeyId: JourneyId, version: number) =>
        breakers.find(one => one.journeyId === journeyId && one.version === version)
      const canaries = all.flatMap(readCanary)
      return {
        delivery: on.includes('delivery'),
        planning: on.includes('planning'),
        journeys: new Set(startingWith(on, journeyPrefix)),
        recalled: journeyId => startingWith(on, modulesOf(journeyId)),
        canary: journeyId => canaries.find(canary => canary.journeyId === journeyId),
        breaker,
        broken: (journeyId, version) => breaker(journeyId, version) !== undefined,
        stop: all.flatMap(readStop)[0],
      }
    },

    /** The same for people to read. */
    async inForce(): Promise<InForce> {
      const all = await rows()
      return {
        pauses: all.filter(row => row.on).map(toPause),
        breakers: all.flatMap(readBreaker),
        canaries: all.flatMap(readCanary),
        stop: all.flatMap(readStop)[0],
      }
    },

    /** Holds back, or lets go. @returns whether that changed anything. */
    async set(of: Switch, on: boolean, at: Instant): Promise<boolean> {
      const is = (await rows()).some(row => row.sk === nameOf(of) && row.on)
      if (is !== on) await table.write({ update: switchKey(nameOf(of)), set: { on, at } })
      return is !== on
    },
  }
}
export type SwitchStore = ReturnType<typeof switchStore>
