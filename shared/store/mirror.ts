import * as z from 'zod/mini'
import { mirrorRows } from '../contracts/row-kinds.ts'
import { Worths } from '../domain/circles/close-circles.ts'
import { RoundFigures } from '../domain/circles/round-figures.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { Cells, type Snapshot } from '../domain/mirror-snapshot.ts'
import { Gaps, type Rounds, Tallies } from '../domain/mirror-tally.ts'
import type { CalendarDay } from '../domain/preferences.ts'
import type { Together } from '../domain/together.ts'
import { erasedAnswers, erasedPartition } from './mirror-rows.ts'
import { packed, unpacked } from './packed-row.ts'
import { asRead } from './read-and-write.ts'
import { shownKey, shownMirrors } from './shown-mirrors.ts'
import type { Item, Key, Table } from './table.ts'
import { type OnUnreadable, readEach, readRow, type UnreadableRow, whyNot } from './unreadable-row.ts'

/** Separate from what pages read. */
const retired = `${mirrorRows}retired`
const closings = (journeyId: JourneyId): string => `${mirrorRows}closed#${journeyId}`
const rounds = (journeyId: JourneyId): string => `${mirrorRows}rounds#${journeyId}`
const passKey: Key = { pk: `${mirrorRows}pass`, sk: 'pass' }

/** The position of a pass over the rows, and what it has counted. */
export const Pass = z.object({
  startedAt: z.int(),
  /** The last counted row; absent at the start. */
  after: z.optional(z.object({ pk: z.string(), sk: z.string() })),
  isCounted: z.boolean(),
  rows: z.int(),
  /** Rows that could not be read and are not counted. */
  unreadable: z.array(z.string()),
  tallies: Tallies,
})
export type Pass = z.infer<typeof Pass>

/** Cells whose questions no module asks now. */
const Retired = z.object({ cells: Cells })

/** The results of a closing: what it shows, retires and measures. */
export interface ClosedMirror {
  snapshot: Snapshot
  retired?: Cells
  gaps?: Gaps
  worths?: Worths | undefined
  together?: Together | undefined
  /** Figures of the counted rounds; those of other rounds stay. */
  rounds?: Rounds
}

/** What a closing measured, for groups that are large enough: errors of guesses, and whether circles were worth it. */
const Closing = z.object({ at: z.int(), gaps: Gaps, worths: z.optional(Worths) })
export type Closing = z.infer<typeof Closing>

/** The figures of a round, and when they were counted. */
const CountedRound = z.extend(RoundFigures, { at: z.int() })
export type CountedRound = z.infer<typeof CountedRound>

const toClosing = (row: Item): Closing => readRow(Closing, unpacked(row))
const toRetired = (row: Item): Cells => readRow(Retired, unpacked(row)).cells
const toCountedRound = (row: Item): CountedRound => readRow(CountedRound, row)

/** Why a row that closings read is unreadable. Undefined for readable rows and for other rows. */
export function unreadableClosing(row: Item): UnreadableRow | undefined {
  if (row.pk === retired) return whyNot(() => toRetired(row))
  if (row.pk.startsWith(closings(''))) return whyNot(() => toClosing(row))
  return row.pk.startsWith(rounds('')) ? whyNot(() => toCountedRound(row)) : undefined
}

/** The snapshots of answers, and the pass that counts them. */
export function mirrorStore(table: Pick<Table, 'get' | 'query' | 'write' | 'transact'>) {
  return {
    ...shownMirrors(table),

    /** Retired cells by journey, until a module asks their question again. */
    async retired(onUnreadable: OnUnreadable): Promise<ReadonlyMap<JourneyId, Cells>> {
      const rows = await table.query(retired)
      return new Map(readEach(rows, row => [row.sk, toRetired(row)] as const, onUnreadable))
    },

    /** Publishes a snapshot and keeps what its closing measured. */
    async show(journeyId: JourneyId, closed: ClosedMirror): Promise<void> {
      const { snapshot, retired: cells = {}, gaps = {}, worths, together, rounds: counted = {} } = closed
      const at = new Date(snapshot.at).toISOString()
      await table.transact([
        { put: { ...shownKey(journeyId), snapshot, ...(together && { together }) } },
        {
          put: {
            pk: closings(journeyId),
            sk: at,
            at: snapshot.at,
            ...packed({ gaps }),
            ...(worths && { worths }),
          },
        },
        { put: { pk: retired, sk: journeyId, ...packed({ cells }) } },
        ...Object.entries(counted).map(([sunday, figures]) => ({
          put: { pk: rounds(journeyId), sk: sunday, at: snapshot.at, ...figures },
        })),
      ])
    },

    /** What each closing of a journey measured, oldest first. @throws UnreadableRow */
    async closings(journeyId: JourneyId): Promise<Closing[]> {
      return (await table.query(closings(journeyId))).map(toClosing)
    },

    /** The figures of a journey's rounds, by their Sundays, earliest first. @throws UnreadableRow */
    async rounds(journeyId: JourneyId): Promise<Readonly<Record<CalendarDay, CountedRound>>> {
      const rows = await table.query(rounds(journeyId))
      return Object.fromEntries(rows.map(row => [row.sk, toCountedRound(row)]))
    },

    /** The replies of erased people. Unreadable rows are left out. */
    async erased(onUnreadable: OnUnreadable) {
      return readEach(await table.query(erasedPartition), erasedAnswers, onUnreadable)
    },

    /** The pass in progress, if any, and when the last one ended. */
    async pass(): Promise<{ version: number; under?: Pass; endedAt?: Instant }> {
      const row: Item = (await table.get(passKey)) ?? { ...passKey }
      const { v = 0, endedAt } = row as { v?: number; endedAt?: Instant }
      return {
        version: v,
        ...('packed' in row && { under: readRow(Pass, unpacked(row)) }),
        ...(endedAt !== undefined && { endedAt }),
      }
    },

    /** @returns false if another worker is working on the same pass. */
    async keepPass(pass: Pass, version: number): Promise<boolean> {
      const before = version === 0 ? undefined : { ...passKey, v: version }
      const put = { ...passKey, v: version + 1, ...packed({ ...pass }) }
      return (await table.write({ put, when: [asRead(before, 'v')] })).is === 'written'
    },

    /** Ends a pass whose results are published. */
    async endPass(version: number, endedAt: Instant): Promise<void> {
      await table.write({
        put: { ...passKey, v: version + 1, endedAt },
        when: [{ attribute: 'v', is: '=', value: version }],
      })
    },
  }
}
export type MirrorStore = ReturnType<typeof mirrorStore>
