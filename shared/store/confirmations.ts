import * as z from 'zod/mini'
import { confirmationRows } from '../contracts/row-kinds.ts'
import type { ConfirmationTally } from '../domain/confirmation-brake.ts'
import { hour, minute } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import type { SignUpOrigin } from './details.ts'
import { readAndWrite } from './read-and-write.ts'
import type { Item, Key, Table } from './table.ts'

/** Confirmations that are counted together: of a network, to a domain, or all. */
export type Scope = 'all' | `network#${string}` | `domain#${string}`

/** The scopes that a confirmation counts in, narrowest first. */
export const scopesOf = (origin: SignUpOrigin | undefined): Scope[] =>
  origin ? [`network#${origin.network}`, `domain#${origin.domain}`, 'all'] : ['all']
/** The length of a counting block, in milliseconds. A window is the current block and the previous one. */
const block = 12 * hour
/** The most networks and domains whose bounces are listed in a scope, so that its row stays below about 13 KB. */
const maxCulprits = 300
/** How many of them are examined: those with the most bounces. */
const worthALook = 20

const partition = (scope: Scope) => `${confirmationRows}${scope}`
const blockOf = (at: Instant) => Math.floor(at / block)
const expiry = (at: Instant) => ({ ttl: Math.ceil((at + 3 * block) / 1000) })
const tallyKey = (scope: Scope, number: number): Key => ({ pk: partition(scope), sk: `tally#${number}` })
const culpritsKey = (scope: Scope, number: number): Key => ({
  pk: partition(scope),
  sk: `culprits#${number}`,
})

const TallyRow = z.object({
  sent: z._default(z.number(), 0),
  bounced: z._default(z.number(), 0),
  withheld: z._default(z.number(), 0),
})
const CulpritsRow = z.catchall(z.object({ pk: z.string(), sk: z.string(), ttl: z.number() }), z.number())
const TurnRow = z.object({ next: z.number() })
const Since = z.object({ since: z.int(), seen: z.int() })
const BrakeRow = z.object({
  sk: z.string(),
  'many-bounce': z.optional(Since),
  'many-asked': z.optional(Since),
})
type BrakeRow = z.infer<typeof BrakeRow>

/** Why confirmations are slowed down: too many bounced, or more were requested than the ceiling lets out. */
export type Brakes = 'many-bounce' | 'many-asked'
const reasons: readonly Brakes[] = ['many-bounce', 'many-asked']

/** A brake that was in force when last checked. */
export interface BrakeOn {
  scope: Scope
  why: Brakes
  since: Instant
}

/** A turn that nobody took can be taken up to this much later, in milliseconds, because the tick comes once a minute. */
const untaken = minute

/** A brake that has slowed down nobody for this long, in milliseconds, is over. */
const overAfter = 2 * hour

/** The brakes of a scope that are in force. */
const brakesOn = (row: BrakeRow, at: Instant): BrakeOn[] =>
  reasons.flatMap(why => {
    const { since, seen } = row[why] ?? { since: 0, seen: Number.NEGATIVE_INFINITY }
    return seen > at - overAfter ? [{ scope: row.sk as Scope, why, since }] : []
  })

const brakesPartition = () => `${confirmationRows}brakes`
const turnsPartition = () => `${confirmationRows}turns`

/** The tally of a scope, including requests for which no email went out, which nobody may find out. */
export interface AskedTally extends ConfirmationTally {
  withheld: number
}

const sum = (tallies: readonly AskedTally[]): AskedTally => ({
  sent: tallies.reduce((total, { sent }) => total + sent, 0),
  bounced: tallies.reduce((total, { bounced }) => total + bounced, 0),
  withheld: tallies.reduce((total, { withheld }) => total + withheld, 0),
})

type Rows = Pick<Table, 'get' | 'query' | 'write'>

/** Tallies of confirmations by network, by domain and overall, and the queues of turns while they are slowed down. */
export function confirmationStore(table: Rows) {
  const both = async (key: (number: number) => Key, at: Instant): Promise<Item[]> => {
    const found = await Promise.all([blockOf(at), blockOf(at) - 1].map(number => table.get(key(number))))
    return found.filter(row => row !== undefined)
  }

  const add = async (key: Key, at: Instant, add: Record<string, number>): Promise<Item> => {
    const written = await table.write({ update: key, add, set: expiry(at) })
    return (written.is === 'written' && written.item) || { ...key }
  }

  const noteCulprit = async (scope: Scope, culprit: Scope, at: Instant): Promise<void> => {
    const key = culpritsKey(scope, blockOf(at))
    const known = Object.keys((await table.get(key)) ?? {})
    if (known.includes(culprit) || known.length < maxCulprits) await add(key, at, { [culprit]: 1 })
  }

  return {
    /**
     * Counts confirmations that were sent or withheld, by their origins. Withheld ones count for their network, but
     * not when looking for a storm.
     */
    async noteSent(
      origins: readonly (SignUpOrigin | undefined)[],
      at: Instant,
      as: 'sent' | 'withheld' = 'sent',
    ): Promise<void> {
      const counted = Map.groupBy(origins.flatMap(scopesOf), scope => scope)
      await Promise.all(
        [...counted].map(([scope, all]) => add(tallyKey(scope, blockOf(at)), at, { [as]: all.length })),
      )
    },

    /** Counts a confirmation that bounced permanently. */
    async noteBounced(origin: SignUpOrigin | undefined, at: Instant): Promise<void> {
      const scopes = scopesOf(origin)
      await Promise.all(scopes.map(scope => add(tallyKey(scope, blockOf(at)), at, { bounced: 1 })))
      for (const [i, scope] of scopes.entries())
        for (const culprit of scopes.slice(0, i)) await noteCulprit(scope, culprit, at)
    },

    /** The tally of a scope for the last 12 to 24 hours. */
    async tally(scope: Scope, at: Instant): Promise<AskedTally> {
      return sum((await both(number => tallyKey(scope, number), at)).map(row => TallyRow.parse(row)))
    },

    /** The narrower scopes that a scope's bounces belong to, with their numbers, highest first. */
    async culprits(scope: Scope, at: Instant): Promise<[Scope, number][]> {
      const bounces = new Map<Scope, number>()
      for (const row of await both(number => culpritsKey(scope, number), at)) {
        const { pk: _, sk: __, ttl: ___, ...counted } = CulpritsRow.parse(row)
        for (const [name, count] of Object.entries(counted))
          bounces.set(name as Scope, (bounces.get(name as Scope) ?? 0) + Number(count))
      }
      return [...bounces].sort(([, a], [, b]) => b - a).slice(0, worthALook)
    },

    /**
     * Takes the next turn of a queue if it has come.
     * @returns the time of the turn; not after `at` if it was taken.
     */
    takeTurn: (queue: string, at: Instant, apart: number): Promise<Instant> =>
      readAndWrite(table, { pk: turnsPartition(), sk: queue }, 'next', row => {
        const turn = Math.max(at - untaken, row ? TurnRow.parse(row).next : at)
        if (turn > at) return { answer: turn }
        const next = Math.ceil(turn + apart)
        return { answer: turn, becomes: { next, ttl: Math.ceil(next / 1000) + 3600 } }
      }),

    /** Records that a brake is in force, for operators and for the page that says that the email will take longer. */
    async noteBrake(scope: Scope, why: Brakes, at: Instant): Promise<void> {
      const key: Key = { pk: brakesPartition(), sk: scope }
      const row = await table.get(key)
      const since = (row && brakesOn(BrakeRow.parse(row), at).find(on => on.why === why)?.since) ?? at
      const ttl = Math.ceil((at + overAfter) / 1000)
      await table.write({ update: key, set: { [why]: { since, seen: at }, ttl } })
    },

    /** Whether confirmations of this origin were slowed down recently. */
    async isBraked(origin: SignUpOrigin | undefined, at: Instant): Promise<boolean> {
      const keys = scopesOf(origin).map((sk): Key => ({ pk: brakesPartition(), sk }))
      const rows = await Promise.all(keys.map(key => table.get(key)))
      return rows.some(row => row !== undefined && brakesOn(BrakeRow.parse(row), at).length > 0)
    },

    /** The brakes in force. */
    async brakes(at: Instant): Promise<BrakeOn[]> {
      const rows = await table.query(brakesPartition())
      return rows.flatMap(row => brakesOn(BrakeRow.parse(row), at))
    },
  }
}
export type ConfirmationStore = ReturnType<typeof confirmationStore>
