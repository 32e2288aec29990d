import * as z from 'zod/mini'
import { markRows } from '../contracts/row-kinds.ts'
import { tableShape } from '../contracts/table-shape.ts'
import { day, second } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { isCountedIn, later } from './counted-row.ts'
import type { StatisticsByName } from './statistics.ts'
import type { Check, Item, Key, Table, Write } from './table.ts'

/** What one stream record adds to a row. */
interface MarkedAddition {
  /** The shard's row, which the record may have been counted in. */
  own: Key
  /** The row that it is added to, shared by all shards. */
  key: Key
  statistics: StatisticsByName
  at?: Instant
}

/** A record, identified by its shard and sequence number, with all that it adds. */
export interface Markable {
  shard: string
  place: string
  additions: readonly MarkedAddition[]
}

/**
 * How long a mark is kept, in seconds: 45 days. A record waits at most 14 days in a bucket or queue, and another 14
 * in a queue if it fails again.
 */
const keptForSeconds = (45 * day) / second

const markOf = ({ shard, place }: Markable): Key => ({ pk: `${markRows}${shard}`, sk: place })

/** Additions in one transaction with the mark (DynamoDB API: at most 100). A change of sector may have more. */
const perStep = 90

const Mark = z.object({ open: z.optional(z.array(z.string())) })
const Until = z.object({ until: z.optional(z.int()) })

/** The write of an addition, with the row's new `until`. */
async function toWrite(table: Pick<Table, 'get'>, { key, statistics, at }: MarkedAddition): Promise<Write> {
  if (at === undefined) return { update: key, add: statistics }
  const stored = await table.get(key)
  return { update: key, add: statistics, set: { until: later(at, stored && Until.parse(stored).until) } }
}

const nameOf = ({ key }: MarkedAddition): string => `${key.pk} ${key.sk}`

/** What the record's shard has not counted of it. Valid only if the shard has delivered nothing after it. */
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
 * Adds a record to the rows shared by all shards, together with a mark: in one transaction, or in steps whose
 * progress the mark keeps.
 * @param inShard whether its shard has delivered nothing after it. What the shard has counted of it is then recorded
 * in the mark first, since that is unknown once the shard goes on.
 * @throws if another write was in progress, so that the record is delivered again.
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

/** The mark with the rest to count; without an attribute for it once all is counted. */
const withOpen = (mark: Item, open: readonly MarkedAddition[]): Item =>
  open.length === 0 ? mark : { ...mark, open: open.map(nameOf), left: open.length }

/** The condition that nobody has counted a step since the mark was read. */
const stillOpen = ({ length }: readonly MarkedAddition[]): readonly Check[] => [
  { attribute: 'left', is: '=', value: length },
]

/** Whether a refused write was done before: the record no longer waits for it. */
async function isDone(table: Pick<Table, 'get'>, key: Key): Promise<boolean> {
  const stored = await table.get(key)
  return stored !== undefined && Mark.parse(stored).open === undefined
}
