import * as z from 'zod/mini'
import { senderRows } from '../contracts/row-kinds.ts'
import type { Instant } from '../domain/ids.ts'
import type { Check, Item, Key, Table, Written } from './table.ts'

const key: Key = { pk: senderRows, sk: 'pace' }

const PaceRow = z.object({
  /** The time of the latest slot, in milliseconds. */
  slot: z.int(),
  /** The emails that may still join the latest slot. */
  remaining: z.number(),
  /** Emails of the last 24 hours: SES's own count when last asked, plus those granted since. */
  used: z.number(),
})
type PaceRow = z.infer<typeof PaceRow>

/** Permission to send a number of emails at a moment. */
export interface Slot {
  at: number
  emails: number
}

/** No slot is free early enough; the next one would be at `at`. */
export interface Later {
  opensAt: number
}

/** The 24-hour quota is used up. */
export interface Spent {
  used: number
}

/** The size of slots in emails, and the interval between them in whole milliseconds. */
export interface Pace {
  slotSize: number
  spacing: number
}

/** A worker's request for a slot. */
export interface SlotRequest {
  /** At most the slot's size. */
  emails: number
  earliest: number
  /** The latest acceptable time. Kept low, so that urgent emails find a slot nearby. */
  latest: number
  /** Whether all must be in one slot; otherwise fewer may be granted. */
  together?: boolean
  /** The number of emails in 24 hours, of all workers, up to which these may go. */
  quota: number
}

/** How long all workers wait after SES turned emails back as too fast, in milliseconds. */
export const rest = 1000

type Rows = Pick<Table, 'get' | 'write'>

function granted(written: Written, emails: number): Slot | undefined {
  if (written.is !== 'written') return undefined
  const row = PaceRow.parse(written.item)
  return { at: row.slot, emails }
}

async function existingRow(table: Rows, refused: Written): Promise<PaceRow | undefined> {
  const item: Item | undefined = refused.item ?? (await table.get(key))
  return item && PaceRow.parse(item)
}

const hasRoom = ({ quota }: SlotRequest, emails: number): Check => ({
  attribute: 'used',
  is: '<=',
  value: quota - emails,
})

/** Takes the whole slot right after the latest one, if that is in the future and full. */
const follow = (table: Rows, request: SlotRequest, { spacing }: Pace) => {
  const { emails, earliest, latest } = request
  return table.write({
    update: key,
    add: { slot: spacing, used: emails },
    when: [
      hasRoom(request, emails),
      { attribute: 'slot', is: '>', value: earliest },
      { attribute: 'slot', is: '<=', value: latest - spacing },
      { attribute: 'remaining', is: '<=', value: 0 },
    ],
  })
}

/** Takes what is left of the latest slot. */
const join = (table: Rows, request: SlotRequest, emails: number) =>
  table.write({
    update: key,
    add: { remaining: -emails, used: emails },
    when: [
      hasRoom(request, emails),
      { attribute: 'slot', is: '>', value: request.earliest },
      { attribute: 'remaining', is: '>=', value: emails },
    ],
  })

/** Takes a new slot after the latest one, on the condition that the row is as read. */
const open = (table: Rows, request: SlotRequest, row: PaceRow, slot: number, { slotSize }: Pace) => {
  const { emails } = request
  return table.write({
    update: key,
    set: { slot, remaining: slotSize - emails },
    add: { used: emails },
    when: [
      hasRoom(request, emails),
      { attribute: 'slot', is: '=', value: row.slot },
      { attribute: 'remaining', is: '=', value: row.remaining },
    ],
  })
}

const newRow = (used: number) => ({ slot: 0, remaining: 0, rested: 0, used })

/** Creates the row. */
const begin = (table: Rows, used: number) =>
  table.write({ put: { ...key, ...newRow(used) }, when: [{ attribute: 'pk', is: 'absent' }] })

type Taken = Slot | Later | Spent

/**
 * Second attempt, knowing the current row: the rest of its slot, a new slot, when that would be, or that the quota is
 * used up.
 */
async function secondTry(
  table: Rows,
  asked: SlotRequest,
  pace: Pace,
  row: PaceRow,
): Promise<Taken | undefined> {
  const { earliest, latest, together, quota } = asked
  const emails = Math.min(asked.emails, Math.floor(quota - row.used))
  if (emails <= 0 || (together && emails < asked.emails)) return { used: row.used }
  const request = { ...asked, emails }
  const remaining = row.slot > earliest ? row.remaining : 0
  const joining = together && remaining < emails ? 0 : Math.min(remaining, emails)
  if (joining > 0) return granted(await join(table, request, joining), joining)
  const slot = Math.max(earliest, row.slot + pace.spacing)
  return slot > latest ? { opensAt: slot } : granted(await open(table, request, row, slot, pace), emails)
}

/**
 * One rate over any number of workers: a row hands out evenly spaced slots (the generic cell rate algorithm, ITU-T
 * I.371, without a burst). A slot usually costs one write. Small sends share one, so that single emails do not use up
 * the rate.
 */
export function paceStore(table: Rows) {
  return {
    /** Takes a slot, or says when the next would be, or that the quota is used up. */
    async take(asked: SlotRequest, pace: Pace): Promise<Taken> {
      const request = { ...asked, earliest: Math.ceil(asked.earliest) }
      const { emails } = request
      for (;;) {
        const whole = emails >= pace.slotSize
        const first = await (whole ? follow(table, request, pace) : join(table, request, emails))
        const row = first.is === 'conflict' ? await existingRow(table, first) : undefined
        const taken = row ? await secondTry(table, request, pace, row) : granted(first, emails)
        if (taken) return taken
        if (!row) await begin(table, 0)
      }
    },

    /** Moves all future slots after SES turned emails back as too fast; once a second at most. */
    async slowDown(now: number): Promise<void> {
      const moved = await table.write({
        update: key,
        add: { slot: rest },
        set: { remaining: 0, rested: now },
        when: [
          { attribute: 'slot', is: '>', value: now },
          { attribute: 'rested', is: '<=', value: now - rest },
        ],
      })
      if (moved.is === 'written') return
      await table.write({
        update: key,
        set: { slot: now + rest, remaining: 0, rested: now },
        when: [{ attribute: 'slot', is: '<=', value: now }],
      })
    },

    /** The time of the latest slot taken; undefined before the first. */
    async lastSlot(): Promise<Instant | undefined> {
      const item = await table.get(key)
      return item && (PaceRow.parse(item).slot || undefined)
    },

    /** Resets the count of 24 hours to SES's own, which includes everything granted before. */
    async countFrom(used: number): Promise<void> {
      const begun = await begin(table, used)
      if (begun.is === 'conflict') await table.write({ update: key, set: { used } })
    },
  }
}
export type PaceStore = ReturnType<typeof paceStore>
