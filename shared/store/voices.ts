import * as z from 'zod/mini'
import { voiceRows } from '../contracts/row-kinds.ts'
import { tableShape } from '../contracts/table-shape.ts'
import { type Instant, JourneyId, LearnerId, ModuleId } from '../domain/ids.ts'
import {
  hide,
  type Reflection,
  textKeptFor,
  unreadFor,
  type VoiceId,
  voiceOf,
  WordingVersion,
  waitsSince,
} from '../domain/reflections/reflection.ts'
import { maxSaid } from '../domain/reflections/shelf.ts'
import type { Sector } from '../domain/sectors.ts'
import type { DueKey, Item, Key, Table, Write } from './table.ts'
import { readRow, type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

const keyOf = (id: VoiceId): Key => ({ pk: `${voiceRows}${id}`, sk: 'voice' })

/** Where the text of an excerpt is, and what readers did with it. */
const VoiceRow = z.object({
  learnerId: LearnerId,
  journeyId: JourneyId,
  moduleId: ModuleId,
  wording: WordingVersion,
  /** Readers as numbers derived from their ids, so that each counts once. */
  thanks: z._default(z.array(z.int()), []),
  reports: z._default(z.array(z.int()), []),
  /** When readers' reports hid it while its text could not be read. */
  hiddenUnreadAt: z.optional(z.int()),
  /** How many reports, counted from the first, the moderator knew of who approved it. */
  approvedAfter: z._default(z.int(), 0),
})
export type VoiceRow = z.infer<typeof VoiceRow> & { id: VoiceId }

/** The excerpts of a module and sector that wait to be read. */
export interface Lane {
  journeyId: JourneyId
  moduleId: ModuleId
  wording: string
  /** Absent for people without a sector. */
  sector?: Sector | undefined
}

const lanePartition = ({ journeyId, moduleId, wording, sector = 'unsaid' as Sector }: Lane): string =>
  `voices#${journeyId}#${moduleId}#${wording}#${sector}`
const urgentPartition = (journeyId: JourneyId, why: 'risk' | 'reported'): string =>
  `voices#${journeyId}#${why}`

function laneOf({ sharing, ...of }: Reflection): string | undefined {
  if (sharing.is === 'reported') return urgentPartition(of.journeyId, 'reported')
  if (sharing.is !== 'shared') return undefined
  return sharing.atRisk
    ? urgentPartition(of.journeyId, 'risk')
    : lanePartition({ ...of, sector: sharing.sector })
}

/** It is due when it becomes private again, unread. */
function waiting(reflection: Reflection): Record<string, unknown> {
  const [lane, since] = [laneOf(reflection), waitsSince(reflection)]
  if (lane === undefined || since === undefined) return {}
  const { partitionKey, sortKey } = tableShape.dueIndex
  return { [partitionKey]: lane, [sortKey]: since + unreadFor }
}

/**
 * The write that updates an excerpt's row along with its text: whether it waits, and in which lane.
 * @param looked what the moderator knew who decided on it.
 */
export function voiceWrites(
  before: Reflection | undefined,
  after: Reflection,
  looked: Partial<Pick<VoiceRow, 'approvedAfter'>> = {},
): Write[] {
  const [was, is] = [before && voiceOf(before), voiceOf(after)]
  const gone = was !== undefined && was !== is ? [{ delete: keyOf(was) }] : []
  return is === undefined ? gone : [...gone, voiceWrite(is, after, looked)]
}

function voiceWrite(id: VoiceId, reflection: Reflection, looked: object): Write {
  const { learnerId, journeyId, moduleId, wording, pressedAt } = reflection
  const { partitionKey, sortKey } = tableShape.dueIndex
  const waits = waiting(reflection)
  const ttl = Math.ceil((pressedAt + textKeptFor) / 1000)
  return {
    update: keyOf(id),
    set: { _: 1, learnerId, journeyId, moduleId, wording, ttl, ...waits, ...looked },
    remove: ['hiddenUnreadAt', ...(partitionKey in waits ? [] : [partitionKey, sortKey])],
  }
}

/** The write that makes an excerpt whose text cannot be read wait for a moderator; it fails if the excerpt is gone. */
export const hiddenUnreadWrite = (id: VoiceId, journeyId: JourneyId, at: Instant): Write => ({
  update: keyOf(id),
  set: {
    hiddenUnreadAt: at,
    [tableShape.dueIndex.partitionKey]: urgentPartition(journeyId, 'reported'),
    [tableShape.dueIndex.sortKey]: at + unreadFor,
  },
  when: [{ attribute: 'pk', is: 'present' }],
})

/** A text that is readable again, with the reports made meanwhile. */
export const asReadersLeft = (reflection: Reflection, row: Pick<VoiceRow, 'hiddenUnreadAt'>): Reflection =>
  (row.hiddenUnreadAt !== undefined && hide(reflection, row.hiddenUnreadAt)) || reflection

/** An excerpt that waits to be read. */
export interface Waiting {
  id: VoiceId
  since: Instant
}

const idOf = ({ pk }: DueKey): VoiceId => pk.slice(voiceRows.length)
const read = (id: VoiceId, item: Item): VoiceRow => ({ ...readRow(VoiceRow, item), id })

/** Why this version cannot read an excerpt's row; undefined if it can, and for other rows. */
export const unreadableVoice = (row: Item): UnreadableRow | undefined =>
  row.pk.startsWith(voiceRows) ? whyUnreadable(VoiceRow, row) : undefined

/** The excerpts that wait to be read, by lane. */
export function voiceLanes(table: Pick<Table, 'due'>) {
  const waitingIn = async (partition: string, now: Instant, limit: number, since = 0): Promise<Waiting[]> => {
    const after = { ...keyOf(''), dueAt: Math.max(now, since + unreadFor) }
    const keys = await table.due(partition, now + unreadFor, limit, after)
    return keys.map(key => ({ id: idOf(key), since: key.dueAt - unreadFor }))
  }

  return {
    /** Some excerpts that wait in a lane, from a moment on, oldest first. */
    waiting: (lane: Lane, now: Instant, limit: number, since?: Instant) =>
      waitingIn(lanePartition(lane), now, limit, since),

    /** Excerpts that are read before all others, oldest first. */
    urgent: (journeyId: JourneyId, why: 'risk' | 'reported', now: Instant, limit: number) =>
      waitingIn(urgentPartition(journeyId, why), now, limit),
  }
}
export type VoiceLanes = ReturnType<typeof voiceLanes>

/** Excerpts by id: whose they are, and what readers did with them. */
export function voiceStore(table: Pick<Table, 'get' | 'write'>) {
  return {
    /** @throws UnreadableRow */
    async find(id: VoiceId): Promise<VoiceRow | undefined> {
      const item = await table.get(keyOf(id))
      return item && read(id, item)
    },

    /**
     * Records once that a reader thanked or reported.
     * @returns the excerpt's row with it; undefined if it is gone.
     */
    async said(id: VoiceId, what: 'thanks' | 'reports', reader: number): Promise<VoiceRow | undefined> {
      for (;;) {
        const row = await this.find(id)
        if (!row) return undefined
        const readers = row[what]
        // Reports that a moderator has looked into take no room: a later one can still hide the excerpt.
        const settled = what === 'reports' ? row.approvedAfter : 0
        if (readers.includes(reader) || readers.length >= settled + maxSaid) return row
        const now = [...readers, reader]
        const before = { attribute: `${what}Count`, is: '=' as const, value: readers.length }
        const none = { attribute: `${what}Count`, is: 'absent' as const }
        const written = await table.write({
          update: keyOf(id),
          set: { [what]: now, [`${what}Count`]: now.length },
          when: [{ attribute: 'learnerId', is: 'present' }, readers.length === 0 ? none : before],
        })
        if (written.is === 'written') return { ...row, [what]: now }
      }
    },
  }
}
export type VoiceStore = ReturnType<typeof voiceStore>
