import * as z from 'zod/mini'
import { senderRows } from '../contracts/row-kinds.ts'
import type { Instant } from '../domain/ids.ts'
import type { Check, Item, Key, Table, Written } from './table.ts'

const key: Key = { pk: senderRows, sk: 'pace' }

const PaceRow = z.object({
  /** When the latest slot is, in milliseconds. */
  slot: z.int(),
  /** Emails that may still join the latest slot. */
  remaining: z.number(),
  /** Emails of the last 24 hours: SES's own count when it was last asked, and those handed out since. */
  used: z.number(),
})
type PaceRow = z.infer<typeof PaceRow>

/** A right to send some emails at a moment. */
export interface Slot {
  at: number
  emails: number
}

/** No slot is free early enough: the next one would be then. */
export interface Later {
  opensAt: number
}

/** The quota of 24 hours has no room left. */
export interface Spent {
  used: number
}

/** How slots are spaced: so many emails each, so many whole milliseconds apart. */
export interface Pace {
  slotSize: number
  spacing: number
}

/** What a worker asks for. */
export interface SlotRequest {
  /** At most the slot's size. */
  emails: number
  earliest: number
  /** Nobody reserves further ahead than they have to, so that what is more urgent finds a slot near. */
  latest: number
  /** All of them in one slot; otherwise it may be granted fewer. */
  together?: boolean
  /** Emails of 24 hours, of all workers, that these may bring the count up to. */
  quota: number
}

/** How long everybody waits when SES turns emails back because they come too fast, in milliseconds. */
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

/** The whole slot right behind the latest one, if that is still to come and full. */
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

/** Seats that are left in the latest slot. */
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

/** A new slot behind the latest one, which has to be as it was read. */
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

/** The row that everything else changes; whoever is first makes it. */
const begin = (table: Rows, used: number) =>
  table.write({ put: { ...key, ...newRow(used) }, when: [{ attribute: 'pk', is: 'absent' }] })

type Taken = Slot | Later | Spent

/** Knowing the row as it stands: the seats that are left in it, a new slot, when that would be, or that none may be. */
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
 * One sender, one rate, over however many workers there are: a token row hands out evenly spaced slots (the generic
 * cell rate algorithm, ITU-T I.371, without a burst). A slot mostly costs one write; small sends share one, so that
 * single emails do not use the rate up.
 */
export function paceStore(table: Rows) {
  return {
    /** Takes a right to send, or says when the next one would be, or that the quota is used up. */
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

    /** SES turned emails back because they came too fast: every slot to come moves, once a second at most. */
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

    /** When the latest slot is that anybody has taken; absent before the first. */
    async lastSlot(): Promise<Instant | undefined> {
      const item = await table.get(key)
      return item && (PaceRow.parse(item).slot || undefined)
    },

    /** SES has told its own count of the last 24 hours: what was handed out before is in it. */
    async countFrom(used: number): Promise<void> {
      const begun = await begin(table, used)
      if (begun.is === 'conflict') await table.write({ update: key, set: { used } })
    },
  }
}
export type PaceStore = ReturnType<typeof paceStore>
