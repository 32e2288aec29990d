import * as z from 'zod/mini'
import { roundRows } from '../contracts/row-kinds.ts'
import { Card } from '../domain/circles/card.ts'
import { Entry, emptied, type WhyOut } from '../domain/circles/entry.ts'
import type { Round } from '../domain/circles/round.ts'
import { day, week } from '../domain/duration.ts'
import type { Instant, JourneyId, LearnerId } from '../domain/ids.ts'
import type { CalendarDay } from '../domain/preferences.ts'
import { shareOf } from '../domain/sending-policy.ts'
import { utcDay } from '../domain/utc-day.ts'
import type { Item, Key, Table, Write } from './table.ts'
import { readEach, readRow, throwing, UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** A journey's round. */
export interface RoundRef extends Round {
  journeyId: JourneyId
}

/** What is said of somebody when a round has closed. */
interface Called {
  at: Instant
  /** Of who is not dealt. */
  out: WhyOut | undefined
  before: readonly LearnerId[]
  notWith: readonly LearnerId[]
}

/**
 * What came of a round: how many were dealt, in how many groups, and how many wait for the next one; how many pairs all of them
 * could make, and how many of these are of two sectors.
 */
export const DealtRound = z.object({
  ...{ at: z.int(), people: z.int(), proposals: z.int(), waiting: z.int() },
  ...{ pairs: z.int(), across: z.int() },
  /** Below so many nobody was dealt. */
  smallestPool: z.optional(z.int()),
})
export type DealtRound = z.infer<typeof DealtRound>

/** All may join in the same minutes. One partition takes 1,000 writes a second (DynamoDB, 2026). */
const shards = 16
/** Who was in a round is forgotten a quarter after it. */
const roundsKeptFor = 13 * week
/** So long nothing of a round is gone, and it can be counted. */
const roundsWholeFor = 12 * week

type Named = Pick<RoundRef, 'journeyId' | 'id'>

const partitionOf = ({ journeyId, id }: Named, shard: number): string =>
  `${roundRows}${journeyId}.${id}#${shard}`
const keyOf = (round: Named, learnerId: LearnerId): Key => ({
  pk: partitionOf(round, Math.floor(shareOf(learnerId) * shards)),
  sk: learnerId,
})
/** Where what came of a round stands, in the round's own partition. */
export const dealtRow = 'dealt'
const dealtKey = ({ journeyId, id }: Named): Key => ({ pk: `${roundRows}${journeyId}.${id}`, sk: dealtRow })
const expiry = ({ closesAt }: RoundRef): number => Math.ceil((closesAt + roundsKeptFor) / 1000)

/** Whether all that came of a round is still there. */
export const isRoundWhole = (sunday: CalendarDay, now: Instant): boolean =>
  now < Date.parse(sunday) + roundsWholeFor

/** The Sundays of all rounds that are kept, and of the one that is open, by the clock of any zone. */
export function roundsKept(now: Instant): CalendarDay[] {
  const sundays: CalendarDay[] = []
  for (let at = now - roundsKeptFor - week; at <= now + 2 * week; at += day)
    if (new Date(at).getUTCDay() === 0) sundays.push(utcDay(at))
  return sundays
}

const ShownEntry = z.extend(Entry, { card: Card })

/** Why a row is no entry of a round that this version can read and show to others; undefined for those that it can, and for other rows. */
export function unreadableEntry(row: Item): UnreadableRow | undefined {
  return row.pk.startsWith(roundRows) && row.sk !== dealtRow ? whyUnreadable(ShownEntry, row) : undefined
}

/** Why a row is not what came of a round, as this version can read it; undefined for those that it can, and for other rows. */
export const unreadableDeal = (row: Item): UnreadableRow | undefined =>
  row.pk.startsWith(roundRows) && row.sk === dealtRow ? whyUnreadable(DealtRound, row) : undefined

/** That what somebody showed of themselves in a round is shown to nobody, since their name passes the rule of names no more. */
export const nameNotShown = (round: Named, learnerId: LearnerId): UnreadableRow =>
  new UnreadableRow(keyOf(round, learnerId), 'its name passes the rule of names no more.')

/** Who joined which round. */
export function roundStore(table: Pick<Table, 'get' | 'query' | 'write'>) {
  const row = (round: RoundRef, entry: Entry) => ({
    ...entry,
    _: 1,
    ttl: expiry(round),
  })

  return {
    /** The write by which somebody joins, or says anew what the others will see; who is first in line stays so. */
    joinWrite(round: RoundRef, { isFirstInLine: _, ...entry }: Entry): Write {
      const remove = ['isGone', ...(entry.employer === undefined ? ['employer'] : [])]
      return { update: keyOf(round, entry.learnerId), set: row(round, entry), remove }
    },

    /** The same in place of a row that cannot be read, of which nothing stays. */
    joinAnewWrite: (round: RoundRef, entry: Entry): Write => ({
      put: { ...keyOf(round, entry.learnerId), ...row(round, entry) },
    }),

    /** Takes somebody along who could not be placed before, whether or not they have joined by themselves. */
    async takeAlong(round: RoundRef, { calledAt: _, isGone: __, ...entry }: Entry): Promise<void> {
      const key = keyOf(round, entry.learnerId)
      const first = { isFirstInLine: true as const }
      const put = { ...key, ...row(round, { ...entry, ...first, before: [], notWith: [] }) }
      const begun = await table.write({ put, when: [{ attribute: 'pk', is: 'absent' }] })
      if (begun.is === 'conflict')
        await table.write({ update: key, set: first, when: [{ attribute: 'pk', is: 'present' }] })
    },

    /** The write that takes somebody out who is in it: without a trace while the round is open, and as gone from its closing on. */
    leaveWrite(round: RoundRef, learnerId: LearnerId, at: Instant): Write {
      const key = keyOf(round, learnerId)
      if (at < round.closesAt) return { delete: key }
      return { update: key, set: { isGone: true }, when: [{ attribute: 'pk', is: 'present' }] }
    },

    /** The same, of who is first in line in a round that is open: nothing stays but that, should they join again. */
    keepPlaceWrite(round: RoundRef, entry: Entry): Write {
      return {
        update: keyOf(round, entry.learnerId),
        set: emptied(entry),
        remove: ['employer', 'mailbox'],
        when: [{ attribute: 'pk', is: 'present' }],
      }
    },

    /** The write that says of somebody for good whether they are dealt, and who is known to them; it fails where that was said before. */
    calledWrite(round: RoundRef, learnerId: LearnerId, { at, out, before, notWith }: Called): Write {
      return {
        update: keyOf(round, learnerId),
        set: { calledAt: at, before, notWith, ...(out && { out }) },
        when: [
          { attribute: 'pk', is: 'present' },
          { attribute: 'calledAt', is: 'absent' },
        ],
      }
    },

    /** Notes that a round was dealt, and what came of it. */
    async noteDealt(round: RoundRef, outcome: DealtRound): Promise<void> {
      const put = { ...dealtKey(round), _: 1, ...outcome, ttl: expiry(round) }
      await table.write({ put, when: [{ attribute: 'pk', is: 'absent' }] })
    },

    /** What came of a round; undefined before it was dealt. @throws UnreadableRow */
    async dealt(round: Named): Promise<DealtRound | undefined> {
      const item = await table.get(dealtKey(round))
      return item && readRow(DealtRound, item)
    },

    /** @throws UnreadableRow */
    async find(round: Named, learnerId: LearnerId): Promise<Entry | undefined> {
      const item = await table.get(keyOf(round, learnerId))
      return item && readRow(Entry, item)
    },

    /** Whether somebody was in a round, also where nothing of it can be read. */
    has: async (round: Named, learnerId: LearnerId): Promise<boolean> =>
      (await table.get(keyOf(round, learnerId))) !== undefined,

    /** Takes away what somebody showed of themselves. That they were there stays until the round goes, so that it is the same round. */
    async forget(round: Named, learnerId: LearnerId): Promise<void> {
      const key = keyOf(round, learnerId)
      const item = await table.get(key)
      if (!item) return
      if (whyUnreadable(Entry, item)) await table.write({ delete: key })
      else
        await table.write({
          update: key,
          set: emptied(readRow(Entry, item)),
          remove: ['employer', 'mailbox'],
          when: [{ attribute: 'pk', is: 'present' }],
        })
    },

    /**
     * Everybody who joined.
     * @param cannotRead told of each row that this version cannot read; absent: the first of them is thrown.
     */
    async entries(round: RoundRef, cannotRead = throwing): Promise<Entry[]> {
      const each = Array.from({ length: shards }, (_, shard) => table.query(partitionOf(round, shard)))
      return readEach((await Promise.all(each)).flat(), item => readRow(Entry, item), cannotRead)
    },
  }
}
export type RoundStore = ReturnType<typeof roundStore>
