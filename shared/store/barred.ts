import * as z from 'zod/mini'
import { barredRows } from '../contracts/row-kinds.ts'
import type { Instant } from '../domain/ids.ts'
import { type Bars, barredFor } from '../domain/reflections/bars.ts'
import type { Item, Key, Table, Write } from './table.ts'
import { readRow, type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** A privilege that can be lost by abuse. */
export type BarredFrom = keyof Bars

const BarredRow = z.object({ sk: z.enum(['sharing', 'reporting', 'circles']), at: z.int() })

const partitionOf = (key: string): string => `${barredRows}${key}`
const keyOf = (key: string, from: BarredFrom): Key => ({ pk: partitionOf(key), sk: from })

/** Why this version cannot read a row of lost privileges; undefined if it can, and for other rows. */
export const unreadableBar = (row: Item): UnreadableRow | undefined =>
  row.pk.startsWith(barredRows) ? whyUnreadable(BarredRow, row) : undefined

/** The writes that record a lost privilege under these keys. */
export function barWrites(keys: readonly string[], from: BarredFrom, at: Instant): Write[] {
  const ttl = Math.ceil((at + barredFor) / 1000)
  return keys.map(key => ({ put: { ...keyOf(key, from), _: 1, at, ttl } }))
}

/**
 * Lost privileges, by random learner id and by keyed hash of the mailbox, so that erasing oneself and coming back
 * restores nothing. A row holds only since when, and expires.
 */
export function barredStore(table: Pick<Table, 'query' | 'transact'>) {
  return {
    /**
     * The privileges lost under any of these keys, and since when.
     * @throws UnreadableRow
     */
    async of(keys: readonly string[], now: Instant): Promise<Bars> {
      const rows = (await Promise.all(keys.map(key => table.query(partitionOf(key))))).flat()
      const inForce = rows.map(row => readRow(BarredRow, row)).filter(({ at }) => now < at + barredFor)
      return Object.fromEntries(inForce.map(({ sk, at }) => [sk, at]))
    },

    async bar(keys: readonly string[], from: BarredFrom, at: Instant): Promise<void> {
      await table.transact(barWrites(keys, from, at))
    },

    async lift(keys: readonly string[], from: BarredFrom): Promise<void> {
      await table.transact(keys.map(key => ({ delete: keyOf(key, from) })))
    },
  }
}
export type BarredStore = ReturnType<typeof barredStore>
