import { circleTieRows } from '../contracts/row-kinds.ts'
import { day } from '../domain/duration.ts'
import type { Instant, LearnerId } from '../domain/ids.ts'
import type { Item, Key, Table, Write } from './table.ts'

/**
 * How long it is remembered that two people were in a circle, in milliseconds. After that they may meet again as
 * strangers.
 */
export const tieKeptFor = 730 * day

/**
 * The people a learner was in a circle with, and those they chose not to be matched with again. Nobody else ever sees
 * it.
 */
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
 * The writes that record who is in a circle together, for the transaction in which it begins. Idempotent. One row for
 * each pair is enough, because dealing checks both sides.
 */
export function metWrites(members: readonly LearnerId[], at: Instant): Write[] {
  const ttl = Math.ceil((at + tieKeptFor) / 1000)
  return members.flatMap((one, place) =>
    members.slice(place + 1).map(other => ({ put: { ...keyOf('met', one, other), _: 1, at, ttl } })),
  )
}

/** The pair in a row, if their circle began at `since` or later; undefined for other rows. */
export function metSince({ pk, sk, at }: Item, since: Instant): readonly [LearnerId, LearnerId] | undefined {
  if (!pk.startsWith(circleTieRows) || !sk.startsWith(metKey) || Number(at) < since) return undefined
  return [pk.slice(circleTieRows.length), sk.slice(metKey.length)]
}

/** The ties between people, each stored under one of them. */
export function circleTieStore(table: Pick<Table, 'query' | 'write'>) {
  const named = (rows: readonly Item[], tie: Tie): LearnerId[] =>
    rows.filter(({ sk }) => sk.startsWith(`${tie}#`)).map(({ sk }) => sk.slice(tie.length + 1))

  return {
    async of(learnerId: LearnerId): Promise<Ties> {
      const rows = await table.query(partitionOf(learnerId))
      return { before: named(rows, 'met'), notWith: named(rows, 'not') }
    },

    /**
     * Records that a learner does not want to be matched with another again. It applies in both directions, for as
     * long as the learner exists.
     */
    async keepApart(one: LearnerId, other: LearnerId, at: Instant): Promise<void> {
      await table.write({ put: { ...keyOf('not', one, other), _: 1, at } })
    },

    /** Takes that back. */
    async allowAgain(one: LearnerId, other: LearnerId): Promise<void> {
      await table.write({ delete: keyOf('not', one, other) })
    },

    /** Deletes everything stored under a learner, for erasure. */
    async forget(learnerId: LearnerId): Promise<void> {
      for (const { pk, sk } of await table.query(partitionOf(learnerId)))
        await table.write({ delete: { pk, sk } })
    },
  }
}
export type CircleTieStore = ReturnType<typeof circleTieStore>
