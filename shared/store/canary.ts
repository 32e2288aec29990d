import * as z from 'zod/mini'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { switchKey } from './keys.ts'
import type { Table } from './table.ts'

/** A version that goes to a few people first, and then waits for an operator's word. */
export interface Canary {
  journeyId: JourneyId
  version: number
  /** How many emails of it may go out. */
  emails: number
  /** How many of them still may; at 0 the journey rests. */
  left: number
  since: Instant
  /** When an email was last taken out of it. */
  usedAt?: Instant | undefined
  /** The version that was current when the canary was begun, to go back to. */
  before?: number | undefined
}

const prefix = 'canary#'
const keyOf = (journeyId: JourneyId) => switchKey(`${prefix}${journeyId}`)

const CanaryRow = z.object({
  sk: z.string(),
  version: z.int(),
  emails: z.int(),
  left: z.int(),
  at: z.int(),
  usedAt: z.optional(z.int()),
  before: z.optional(z.int()),
})

/** The canary that a row among the switches is; none where it is something else. */
export function readCanary(row: { sk: string }): Canary[] {
  if (!row.sk.startsWith(prefix)) return []
  const { sk, at: since, ...canary } = CanaryRow.parse(row)
  return [{ journeyId: sk.slice(prefix.length), since, ...canary }]
}

/** Rivals for the last emails of a canary. More losses in a row are a bug, and nothing goes out on a guess. */
const attempts = 10

/** Writes that begin, use up and end canaries. */
export function canaryOperations(table: Pick<Table, 'write'>) {
  return {
    /**
     * From now on a journey rests until the canary's version is current, and then lets so many of its emails go.
     * @returns whether it was begun: a journey has one canary at a time.
     */
    async startCanary({ journeyId, since: at, ...canary }: Canary): Promise<boolean> {
      const put = { ...keyOf(journeyId), ...canary, at }
      return (await table.write({ put, when: [{ attribute: 'pk', is: 'absent' }] })).is === 'written'
    },

    /** Takes emails out of what a canary still lets go. @returns how many may go; all of them if it has ended. */
    async takeFromCanary(journeyId: JourneyId, emails: number, at: Instant): Promise<number> {
      let wanted = emails
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const taken = await table.write({
          update: keyOf(journeyId),
          add: { left: -wanted },
          set: { usedAt: at },
          when: [{ attribute: 'left', is: '>=', value: wanted }],
        })
        if (taken.is === 'written') return wanted
        if (!taken.item) return emails
        wanted = Math.min(wanted, Number(taken.item['left']))
        if (wanted <= 0) return 0
      }
      throw new Error(`The canary of ${journeyId} was used up by others ${attempts} times in a row.`)
    },

    /** Lets everybody have what is current. */
    async endCanary(journeyId: JourneyId): Promise<void> {
      await table.write({ delete: keyOf(journeyId) })
    },
  }
}
