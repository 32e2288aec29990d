import * as z from 'zod/mini'
import { roundRows } from '../contracts/row-kinds.ts'
import { Card } from '../domain/circles/card.ts'
import { dealVersion } from '../domain/circles/deal-version.ts'
import { Entry, type WhyOut, withdrawnFields } from '../domain/circles/entry.ts'
import type { Round } from '../domain/circles/round.ts'
import { day, week } from '../domain/duration.ts'
import type { Instant, JourneyId, LearnerId } from '../domain/ids.ts'
import type { CalendarDay } from '../domain/preferences.ts'
import { shareOf } from '../domain/sending-policy.ts'
import { utcDay } from '../domain/utc-day.ts'
import type { Item, Key, Table, Write } from './table.ts'
import { readEach, readRow, throwUnreadable, UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** A journey's round. */
export interface RoundRef extends Round {
  journeyId: JourneyId
}

/** What is decided about a person when a round has closed. */
interface Called {
  at: Instant
  /** For a person who is not dealt. */
  out: WhyOut | undefined
  before: readonly LearnerId[]
  notWith: readonly LearnerId[]
}

/**
 * The results of a round: how many people were dealt, into how many groups, and how many wait for the next one; the
 * pairs that all of them could form, and how many of these are of two sectors.
 */
export const DealtRound = z.object({
  ...{ at: z.int(), people: z.int(), proposals: z.int(), waiting: z.int() },
  ...{ pairs: z.int(), across: z.int() },
  /** The number of people below which nobody was dealt. */
  smallestPool: z.optional(z.int()),
})
export type DealtRound = z.infer<typeof DealtRound>

/** Everybody may join in the same minutes. A partition takes 1,000 writes a second (DynamoDB, 2026). */
const shards = 16
/** How long the entries of a round are kept, in milliseconds: a quarter. */
const roundsKeptFor = 13 * week
/** How long all rows of a round are still there, so that it can be counted, in milliseconds. */
const roundsWholeFor = 12 * week

type Named = Pick<RoundRef, 'journeyId' | 'id'>

const partitionOf = ({ journeyId, id }: Named, shard: number): string =>
  `${roundRows}${journeyId}.${id}#${shard}`
const keyOf = (round: Named, learnerId: LearnerId): Key => ({
  pk: partitionOf(round, Math.floor(shareOf(learnerId) * shards)),
  sk: learnerId,
})
/** The sort key of a round's results, in the round's own partition. */
export const dealtRow = 'dealt'
const dealtKey = ({ journeyId, id }: Named): Key => ({ pk: `${roundRows}${journeyId}.${id}`, sk: dealtRow })
const expiry = ({ closesAt }: RoundRef): number => Math.ceil((closesAt + roundsKeptFor) / 1000)

/** Whether all rows of a round are still there. */
export const isRoundWhole = (sunday: CalendarDay, now: Instant): boolean =>
  now < Date.parse(sunday) + roundsWholeFor

/** The Sundays of all rounds that are kept, and of the open one, in any zone. */
export function roundsKept(now: Instant): CalendarDay[] {
  const sundays: CalendarDay[] = []
  for (let at = now - roundsKeptFor - week; at <= now + 2 * week; at += day)
    if (new Date(at).getUTCDay() === 0) sundays.push(utcDay(at))
  return sundays
}

const ShownEntry = z.extend(Entry, { card: Card })

/** Why an entry cannot be read by this version or shown to others; undefined if it can, and for other rows. */
export function unreadableEntry(row: Item): UnreadableRow | undefined {
  return row.pk.startsWith(roundRows) && row.sk !== dealtRow ? whyUnreadable(ShownEntry, row) : undefined
}

/** Why this version cannot read the results of a round; undefined if it can, and for other rows. */
export const unreadableDeal = (row: Item): UnreadableRow | undefined =>
  row.pk.startsWith(roundRows) && row.sk === dealtRow ? whyUnreadable(DealtRound, row) : undefined

/** Reports that a person's card is not shown, because their name breaks today's rule for names. */
export const nameNotShown = (round: Named, learnerId: LearnerId): UnreadableRow =>
  new UnreadableRow(keyOf(round, learnerId), 'its name passes the rule of names no more.')

/** The entries of rounds. */
export function roundStore(table: Pick<Table, 'get' | 'query' | 'write'>) {
  const row = (round: RoundRef, entry: Entry) => ({
    ...entry,
    _: 1,
    ttl: expiry(round),
  })

  return {
    /** The write by which a person joins, or replaces what others will see. A place first in line is kept. */
    joinWrite(round: RoundRef, { isFirstInLine: _, ...entry }: Entry): Write {
      const remove = ['isGone', ...(entry.employer === undefined ? ['employer'] : [])]
      return { update: keyOf(round, entry.learnerId), set: row(round, entry), remove }
    },

    /** The write of an entry that replaces an unreadable row, of which nothing is kept. */
    joinAnewWrite: (round: RoundRef, entry: Entry): Write => ({
      put: { ...keyOf(round, entry.learnerId), ...row(round, entry) },
    }),

    /** Moves a person who could not be placed into a round, whether or not they have joined it themselves. */
    async admitWaiting(
      round: RoundRef,
      { calledAt: _, dealVersion: __, isGone: ___, ...entry }: Entry,
    ): Promise<void> {
      const key = keyOf(round, entry.learnerId)
      const first = { isFirstInLine: true as const }
      const put = { ...key, ...row(round, { ...entry, ...first, before: [], notWith: [] }) }
      const begun = await table.write({ put, when: [{ attribute: 'pk', is: 'absent' }] })
      if (begun.is === 'conflict')
        await table.write({ update: key, set: first, when: [{ attribute: 'pk', is: 'present' }] })
    },

    /** The write that withdraws a person: deletes the entry while the round is open, and marks it as gone afterwards. */
    leaveWrite(round: RoundRef, learnerId: LearnerId, at: Instant): Write {
      const key = keyOf(round, learnerId)
      if (at < round.closesAt) return { delete: key }
      return { update: key, set: { isGone: true }, when: [{ attribute: 'pk', is: 'present' }] }
    },

    /** The withdrawal of somebody first in line in an open round. Their place is kept, in case they join again. */
    keepPlaceWrite(round: RoundRef, entry: Entry): Write {
      return {
        update: keyOf(round, entry.learnerId),
        set: withdrawnFields(entry),
        remove: ['employer', 'mailbox'],
        when: [{ attribute: 'pk', is: 'present' }],
      }
    },

    /**
     * The write that decides for good whether a person is dealt, and who is known to them; it fails if that was
     * decided before.
     */
    calledWrite(round: RoundRef, learnerId: LearnerId, { at, out, before, notWith }: Called): Write {
      return {
        update: keyOf(round, learnerId),
        set: { calledAt: at, dealVersion, before, notWith, ...(out && { out }) },
        when: [
          { attribute: 'pk', is: 'present' },
          { attribute: 'calledAt', is: 'absent' },
        ],
      }
    },

    /** Stores the results of dealing a round. */
    async noteDealt(round: RoundRef, outcome: DealtRound): Promise<void> {
      const put = { ...dealtKey(round), _: 1, ...outcome, ttl: expiry(round) }
      await table.write({ put, when: [{ attribute: 'pk', is: 'absent' }] })
    },

    /**
     * The results of a round; undefined before it was dealt.
     * @throws UnreadableRow
     */
    async dealt(round: Named): Promise<DealtRound | undefined> {
      const item = await table.get(dealtKey(round))
      return item && readRow(DealtRound, item)
    },

    /** @throws UnreadableRow */
    async find(round: Named, learnerId: LearnerId): Promise<Entry | undefined> {
      const item = await table.get(keyOf(round, learnerId))
      return item && readRow(Entry, item)
    },

    /** Whether a person has an entry in a round, even an unreadable one. */
    has: async (round: Named, learnerId: LearnerId): Promise<boolean> =>
      (await table.get(keyOf(round, learnerId))) !== undefined,

    /**
     * Deletes what a person showed of themselves. The entry itself stays as long as the round, so that the round
     * remains the same.
     */
    async forget(round: Named, learnerId: LearnerId): Promise<void> {
      const key = keyOf(round, learnerId)
      const item = await table.get(key)
      if (!item) return
      if (whyUnreadable(Entry, item)) await table.write({ delete: key })
      else
        await table.write({
          update: key,
          set: withdrawnFields(readRow(Entry, item)),
          remove: ['employer', 'mailbox'],
          when: [{ attribute: 'pk', is: 'present' }],
        })
    },

    /**
     * All entries.
     * @param onUnreadable called for unreadable rows; if absent, the first one is thrown.
     */
    async entries(round: RoundRef, onUnreadable = throwUnreadable): Promise<Entry[]> {
      const each = Array.from({ length: shards }, (_, shard) => table.query(partitionOf(round, shard)))
      return readEach((await Promise.all(each)).flat(), item => readRow(Entry, item), onUnreadable)
    },
  }
}
export type RoundStore = ReturnType<typeof roundStore>
