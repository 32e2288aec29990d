import * as z from 'zod/mini'
import { publishedTypes } from '../contracts/bus.ts'
import { eventRules } from '../contracts/reactions.ts'
import { day, second } from '../domain/duration.ts'
import { JourneyId, LearnerId, ModuleId } from '../domain/ids.ts'
import type { Key, Table } from './table.ts'

const partition = 'replays'
const keyOf = (id: string): Key => ({ pk: partition, sk: id })
const expectedPartition = (id: string): string => `replay#${id}`

/** People in one row: far below the 400 KB of a row. */
const peopleARow = 3000

/** How long the expected changes of a replay are kept, in seconds: 90 days. */
const keptForSeconds = (90 * day) / second

const Statistics = z.record(z.string(), z.number())
const Changed = z.object({ people: z.number(), events: Statistics, emails: z.number() })

/** A replay, from its first event to its report. */
export const Replay = z.object({
  /** Also its name in EventBridge. Sorts by time. */
  id: z.string(),
  source: z.enum(['archive', 'histories']),
  selection: z.object({
    from: z.optional(z.number()),
    until: z.optional(z.number()),
    types: z.optional(z.array(z.enum(publishedTypes))),
    learnerId: z.optional(LearnerId),
    journeyId: z.optional(JourneyId),
    moduleId: z.optional(ModuleId),
    rules: z.optional(z.array(z.enum(eventRules))),
  }),
  /** The bus rules that an archive is replayed to. */
  ruleNames: z.optional(z.array(z.string())),
  /** Events a second, when replaying from histories. */
  rate: z.optional(z.number()),
  /** The events that the dry run counted, and the changes that it predicted. */
  events: z.number(),
  expected: Changed,
  startedAt: z.int(),
  state: z.enum(['running', 'done', 'cancelled']),
  /** Events put on the bus so far, and the row after which to continue. */
  put: z._default(z.number(), 0),
  after: z.optional(z.object({ pk: z.string(), sk: z.string() })),
  endedAt: z.optional(z.int()),
  changed: z.optional(Changed),
})
export type Replay = z.infer<typeof Replay>

/** A person whom a replay is expected to change, and the state of their rows before it. */
export interface ExpectedChange {
  learnerId: LearnerId
  versions: Readonly<Record<string, number>>
  /** Journeys with an unsettled email before the replay. That email was not sent by the replay. */
  underWay: readonly string[]
}

const mark = '!'

const toText = ({ learnerId, versions, underWay }: ExpectedChange): string => {
  const rows = Object.entries(versions).map(
    ([row, version]) => `${row}=${version}${underWay.includes(row) ? mark : ''}`,
  )
  return [learnerId, ...rows].join(' ')
}

function fromText(text: string): ExpectedChange {
  const [learnerId = '', ...rows] = text.split(' ')
  const pairs = rows.map(row => row.split('=') as [string, string])
  return {
    learnerId,
    versions: Object.fromEntries(pairs.map(([row, version]) => [row, Number.parseInt(version, 10)])),
    underWay: pairs.filter(([, version]) => version.endsWith(mark)).map(([row]) => row),
  }
}

/** Replays: their progress, so that an interrupted one can continue, and their results. */
export function replayStore(table: Pick<Table, 'get' | 'query' | 'write'>) {
  return {
    /** Stores a replay that is about to begin, with the people whom it is expected to change. */
    async begin(replay: Replay, people: readonly ExpectedChange[]): Promise<void> {
      const ttl = Math.floor(replay.startedAt / 1000) + keptForSeconds
      for (let i = 0; i < people.length; i += peopleARow) {
        const texts = people.slice(i, i + peopleARow).map(toText)
        const sk = String(i / peopleARow).padStart(6, '0')
        await table.write({ put: { pk: expectedPartition(replay.id), sk, people: texts, ttl } })
      }
      await table.write({ put: { ...keyOf(replay.id), ...replay } })
    },

    /** Records that this many events are on the bus: those of everybody up to and including this row. */
    async progress(id: string, put: number, after: Key): Promise<void> {
      await table.write({ update: keyOf(id), set: { put, after: { pk: after.pk, sk: after.sk } } })
    },

    async end(id: string, set: Required<Pick<Replay, 'state' | 'endedAt' | 'changed'>>): Promise<void> {
      await table.write({ update: keyOf(id), set })
    },

    async find(id: string): Promise<Replay | undefined> {
      const row = await table.get(keyOf(id))
      return row && Replay.parse(row)
    },

    /** All replays, newest first. */
    async list(): Promise<Replay[]> {
      return (await table.query(partition)).map(row => Replay.parse(row)).reverse()
    },

    async expected(id: string): Promise<ExpectedChange[]> {
      const rows = await table.query(expectedPartition(id))
      return rows.flatMap(row => z.array(z.string()).parse(row['people']).map(fromText))
    },
  }
}
export type ReplayStore = ReturnType<typeof replayStore>
