import { gunzipSync, gzipSync } from 'node:zlib'
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
import { asRead } from './read-and-write.ts'
import { shownKey, shownMirrors } from './shown-mirrors.ts'
import type { Item, Key, Table } from './table.ts'

/** Apart from what pages read. */
const retired = `${mirrorRows}retired`
const closings = (journeyId: JourneyId): string => `${mirrorRows}closed#${journeyId}`
const rounds = (journeyId: JourneyId): string => `${mirrorRows}rounds#${journeyId}`
const passKey: Key = { pk: `${mirrorRows}pass`, sk: 'pass' }

/** How far a pass over the rows has come, and what it has counted. */
export const Pass = z.object({
  startedAt: z.int(),
  /** The last row that is counted; absent at the very beginning. */
  after: z.optional(z.object({ pk: z.string(), sk: z.string() })),
  isCounted: z.boolean(),
  rows: z.int(),
  /** Rows that could not be read, and are not counted. */
  unreadable: z.array(z.string()),
  tallies: Tallies,
})
export type Pass = z.infer<typeof Pass>

/** Cells of questions that no module asks at the moment. */
const Retired = z.object({ cells: Cells })

/** What a closing shows from now on, what it retires, and what it measured. */
export interface ClosedMirror {
  snapshot: Snapshot
  retired?: Cells
  gaps?: Gaps
  worths?: Worths | undefined
  together?: Together | undefined
  /** Figures of rounds of circles; those of any other round stay. */
  rounds?: Rounds
}

/** What a closing measured, of whoever is enough to be told of: how far guesses were off, and whether circles were worth it. */
const Closing = z.object({ at: z.int(), gaps: Gaps, worths: z.optional(Worths) })
export type Closing = z.infer<typeof Closing>

/** What came of a round of circles, and when that was counted. */
const CountedRound = z.extend(RoundFigures, { at: z.int() })
export type CountedRound = z.infer<typeof CountedRound>

/**
 * A pass in its row: what is counted is one text, since its names are as many as answers are different. Packed it takes a
 * fifth: plain, that of six large journeys would not fit into a row.
 */
const toRow = (pass: Pass, version: number): Item => ({
  ...passKey,
  v: version,
  packed: gzipSync(JSON.stringify(pass)).toString('base64'),
})

const passIn = (packed: string): Pass =>
  Pass.parse(JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString()))

/** What people answered to the questions of journeys: what is shown of it, and the pass that counts it. */
export function mirrorStore(table: Pick<Table, 'get' | 'query' | 'write' | 'transact'>) {
  return {
    ...shownMirrors(table),

    /** What is retired, by journey, until a module asks it again. */
    async retired(): Promise<ReadonlyMap<JourneyId, Cells>> {
      return new Map((await table.query(retired)).map(row => [row.sk, Retired.parse(row).cells]))
    },

    /** Shows another snapshot from now on, and keeps what its closing measured. */
    async show(journeyId: JourneyId, closed: ClosedMirror): Promise<void> {
      const { snapshot, retired: cells = {}, gaps = {}, worths, together, rounds: counted = {} } = closed
      const at = new Date(snapshot.at).toISOString()
      await table.transact([
        { put: { ...shownKey(journeyId), snapshot, ...(together && { together }) } },
        { put: { pk: closings(journeyId), sk: at, at: snapshot.at, gaps, ...(worths && { worths }) } },
        { put: { pk: retired, sk: journeyId, cells } },
        ...Object.entries(counted).map(([sunday, figures]) => ({
          put: { pk: rounds(journeyId), sk: sunday, at: snapshot.at, ...figures },
        })),
      ])
    },

    /** What each closing of a journey measured, oldest first. */
    async closings(journeyId: JourneyId): Promise<Closing[]> {
      return (await table.query(closings(journeyId))).map(row => Closing.parse(row))
    },

    /** What came of a journey's rounds of circles, by their Sundays, as it was counted last, the earliest first. */
    async rounds(journeyId: JourneyId): Promise<Readonly<Record<CalendarDay, CountedRound>>> {
      const rows = await table.query(rounds(journeyId))
      return Object.fromEntries(rows.map(row => [row.sk, CountedRound.parse(row)]))
    },

    /** What people who were erased had answered. */
    async erased() {
      return (await table.query(erasedPartition)).map(erasedAnswers)
    },

    /** The pass that is under way, if one is, and when the last one ended. */
    async pass(): Promise<{ version: number; under?: Pass; endedAt?: Instant }> {
      const row = await table.get(passKey)
      const { v = 0, packed, endedAt } = (row ?? {}) as { v?: number; packed?: string; endedAt?: Instant }
      return {
        version: v,
        ...(packed !== undefined && { under: passIn(packed) }),
        ...(endedAt !== undefined && { endedAt }),
      }
    },

    /** @returns whether it was kept: not when another worker is at the same pass. */
    async keepPass(pass: Pass, version: number): Promise<boolean> {
      const before = version === 0 ? undefined : { ...passKey, v: version }
      const put = toRow(pass, version + 1)
      return (await table.write({ put, when: [asRead(before, 'v')] })).is === 'written'
    },

    /** The pass is over, and what it counted is shown. */
    async endPass(version: number, endedAt: Instant): Promise<void> {
      await table.write({
        put: { ...passKey, v: version + 1, endedAt },
        when: [{ attribute: 'v', is: '=', value: version }],
      })
    },
  }
}
export type MirrorStore = ReturnType<typeof mirrorStore>
