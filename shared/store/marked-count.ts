import * as z from 'zod/mini'
import { markRows } from '../contracts/row-kinds.ts'
import { tableShape } from '../contracts/table-shape.ts'
import { day, second } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { isCountedIn, later } from './counted-row.ts'
import type { StatisticsByName } from './statistics.ts'
import type { Check, Item, Key, Table, Write } from './table.ts'

/** What one record of the stream adds to a row. */
interface MarkedAddition {
  /** The row that the record's shard counts into. */
  own: Key
  /** The row that it is added to: one for all shards. */
  key: Key
  statistics: StatisticsByName
  at?: Instant
}

/** A record, known by its shard and its place there, with all that it adds. */
export interface Markable {
  shard: string
  place: string
  additions: readonly MarkedAddition[]
}

/**
 * A mark stays for 45 days. A record waits at most 14 days in a bucket or a queue, and what fails when it is delivered again waits
 * another 14 days in a queue.
 */
const keptForSeconds = (45 * day) / second

const markOf = ({ shard, place }: Markable): Key => ({ pk: `${markRows}${shard}`, sk: place })

/** Additions that fit into a transaction beside the mark (DynamoDB API: 100). Who moves their days to another sector has more. */
const perStep = 90

const Mark = z.object({ open: z.optional(z.array(z.string())) })
const Until = z.object({ until: z.optional(z.int()) })

/** The addition, and up to when its row has counted then. */
async function toWrite(table: Pick<Table, 'get'>, { key, statistics, at }: MarkedAddition): Promise<Write> {
  if (at === undefined) return { update: key, add: statistics }
  const stored = await table.get(key)
  return { update: key, add: statistics, set: { until: later(at, stored && Until.parse(stored).until) } }
}

const nameOf = ({ key }: MarkedAddition): string => `${key.pk} ${key.sk}`

/** What the record's shard has not counted of it, given that it has delivered nothing after it. */
async function openInShard(
  table: Pick<Table, 'get'>,
  { place, additions }: Markable,
): Promise<readonly MarkedAddition[]> {
  const counted = await Promise.all(
    additions.map(async ({ own }) => isCountedIn(await table.get(own), place)),
  )
  return additions.filter((_, i) => !counted[i])
}

/**
 * Adds what a record means to the rows that all shards share, together with a mark that it was done: in one transaction, or
 * in steps, of which the mark tells how much is left.
 * @param inShard its shard has delivered nothing after it. If it has counted a part of it, the mark says so first: once
 * the shard goes on, nobody could tell any more.
 * @throws when another write was under way, so that it comes again.
 */
export async function countOnce(
  table: Pick<Table, 'get' | 'write' | 'transact'>,
  record: Markable,
  now: Instant,
  inShard: boolean,
): Promise<void> {
  const key = markOf(record)
  const mark = { ...key, [tableShape.timeToLive]: Math.floor(now / 1000) + keptForSeconds }
  const stored = await table.get(key)
  const left = stored && Mark.parse(stored).open
  if (stored && !left) return
  const known = inShard && !left ? await openInShard(table, record) : record.additions
  const open = left ? known.filter(one => left.includes(nameOf(one))) : known
  const isPart = !left && open.length < record.additions.length
  if (isPart) await table.write({ put: withOpen(mark, open), when: absent })
  for (let rest = open, isMarked = left !== undefined || isPart; ; isMarked = true) {
    const [step, after] = [rest.slice(0, perStep), rest.slice(perStep)]
    const writes = await Promise.all(step.map(addition => toWrite(table, addition)))
    const when = isMarked ? stillOpen(rest) : absent
    const { is } = await table.transact([{ put: withOpen(mark, after), when }, ...writes])
    if (is === 'conflict' && !(await isDone(table, key)))
      throw new Error(`Record ${record.place} of ${record.shard} met another write. It comes again.`)
    if (is === 'conflict' || after.length === 0) return
    rest = after
  }
}

const absent: readonly Check[] = [{ attribute: 'pk', is: 'absent' }]

/** The mark while so much of a record is left to count; once nothing is, it stands alone. */
const withOpen = (mark: Item, open: readonly MarkedAddition[]): Item =>
  open.length === 0 ? mark : { ...mark, open: open.map(nameOf), left: open.length }

/** Nobody has counted a step of it since its mark was read. */
const stillOpen = ({ length }: readonly MarkedAddition[]): readonly Check[] => [
  { attribute: 'left', is: '=', value: length },
]

/** A write that was refused has been done before, unless the record still waits for it. */
async function isDone(table: Pick<Table, 'get'>, key: Key): Promise<boolean> {
  const stored = await table.get(key)
  return stored !== undefined && Mark.parse(stored).open === undefined
}
