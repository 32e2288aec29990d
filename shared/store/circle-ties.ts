import { circleTieRows } from '../contracts/row-kinds.ts'
import { day } from '../domain/duration.ts'
import type { Instant, LearnerId } from '../domain/ids.ts'
import type { Item, Key, Table, Write } from './table.ts'

/** That two were in a circle is forgotten after so long: who meets again by then meets anew. */
export const tieKeptFor = 730 * day

/** Whom somebody was in a circle with, and whom they chose not to be matched with again. Nobody else ever sees it. */
export interface Ties {
  before: readonly LearnerId[]
  notWith: readonly LearnerId[]
}

type Tie = 'met' | 'not'

const metKey = 'met#'

const partitionOf = (learnerId: LearnerId): string => `${circleTieRows}${learnerId}`
const keyOf = (tie: Tie, one: LearnerId, other: LearnerId): Key => ({
  pk: partitionOf(one),
  sk: `${tie}#${other}`,
})

/**
 * The writes by which people have been in a circle together, for the transaction in which it begins. Done twice, they are the same. A
 * row for each two: a deal looks at both sides, so that one of them is enough.
 */
export function metWrites(members: readonly LearnerId[], at: Instant): Write[] {
  const ttl = Math.ceil((at + tieKeptFor) / 1000)
  return members.flatMap((one, place) =>
    members.slice(place + 1).map(other => ({ put: { ...keyOf('met', one, other), _: 1, at, ttl } })),
  )
}

/** Two who were in a circle that began at a moment or later, as a row says; undefined for other rows. */
export function metSince({ pk, sk, at }: Item, since: Instant): readonly [LearnerId, LearnerId] | undefined {
  if (!pk.startsWith(circleTieRows) || !sk.startsWith(metKey) || Number(at) < since) return undefined
  return [pk.slice(circleTieRows.length), sk.slice(metKey.length)]
}

/** Whom people know from circles, each under the one whose it is. */
export function circleTieStore(table: Pick<Table, 'query' | 'write'>) {
  const named = (rows: readonly Item[], tie: Tie): LearnerId[] =>
    rows.filter(({ sk }) => sk.startsWith(`${tie}#`)).map(({ sk }) => sk.slice(tie.length + 1))

  return {
    async of(learnerId: LearnerId): Promise<Ties> {
      const rows = await table.query(partitionOf(learnerId))
      return { before: named(rows, 'met'), notWith: named(rows, 'not') }
    },

    /** Somebody chose not to be matched with another again. It holds for both, and stays as long as they do. */
    async keepApart(one: LearnerId, other: LearnerId, at: Instant): Promise<void> {
      await table.write({ put: { ...keyOf('not', one, other), _: 1, at } })
    },

    /** They changed their mind. */
    async allowAgain(one: LearnerId, other: LearnerId): Promise<void> {
      await table.write({ delete: keyOf('not', one, other) })
    },

    /** Takes away all that is kept under somebody: for who is erased. */
    async forget(learnerId: LearnerId): Promise<void> {
      for (const { pk, sk } of await table.query(partitionOf(learnerId)))
        await table.write({ delete: { pk, sk } })
    },
  }
}
export type CircleTieStore = ReturnType<typeof circleTieStore>
