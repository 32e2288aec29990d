import * as z from 'zod/mini'
import { senderRows } from '../contracts/row-kinds.ts'
import type { Check, Item, Key, Table, Written } from './table.ts'

const key: Key = { pk: senderRows, sk: 'pace' }

const PaceRow = z.object({
  /** When the latest slot is, in milliseconds. */
  slot: z.int(),
  /** Emails that may still join the latest slot. */
  seats: z.number(),
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
export interface Wish {
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

async function standingRow(table: Rows, refused: Written): Promise<PaceRow | undefined> {
  const item: Item | undefined = refused.item ?? (await table.get(key))
  return item && PaceRow.parse(item)
}

const hasRoom = ({ quota }: Wish, emails: number): Check => ({
  attribute: 'used',
  is: '<=',
  value: quota - emails,
})

/** The whole slot right behind the latest one, if that is still to come and full. */
const follow = (table: Rows, wish: Wish, { spacing }: Pace) => {
  const { emails, earliest, latest } = wish
  return table.write({
    update: key,
    add: { slot: spacing, used: emails },
    when: [
      hasRoom(wish, emails),
      { attribute: 'slot', is: '>', value: earliest },
      { attribute: 'slot', is: '<=', value: latest - spacing },
      { attribute: 'seats', is: '<=', value: 0 },
    ],
  })
}

/** Seats that are left in the latest slot. */
const join = (table: Rows, wish: Wish, emails: number) =>
  table.write({
    update: key,
    add: { seats: -emails, used: emails },
    when: [
      hasRoom(wish, emails),
      { attribute: 'slot', is: '>', value: wish.earliest },
      { attribute: 'seats', is: '>=', value: emails },
    ],
  })

/** A new slot behind the latest one, which has to be as it was read. */
const open = (table: Rows, wish: Wish, row: PaceRow, slot: number, { slotSize }: Pace) => {
  const { emails } = wish
  return table.write({
    update: key,
    set: { slot, seats: slotSize - emails },
    add: { used: emails },
    when: [
      hasRoom(wish, emails),
      { attribute: 'slot', is: '=', value: row.slot },
      { attribute: 'seats', is: '=', value: row.seats },
    ],
  })
}

const newRow = (used: number) => ({ slot: 0, seats: 0, rested: 0, used })

/** The row that everything else changes; whoever is first makes it. */
const begin = (table: Rows, used: number) =>
  table.write({ put: { ...key, ...newRow(used) }, when: [{ attribute: 'pk', is: 'absent' }] })

type Taken = Slot | Later | Spent

/** Knowing the row as it stands: the seats that are left in it, a new slot, when that would be, or that none may be. */
async function secondTry(table: Rows, asked: Wish, pace: Pace, row: PaceRow): Promise<Taken | undefined> {
  const { earliest, latest, together, quota } = asked
  const emails = Math.min(asked.emails, Math.floor(quota - row.used))
  if (emails <= 0 || (together && emails < asked.emails)) return { used: row.used }
  const wish = { ...asked, emails }
  const seats = row.slot > earliest ? row.seats : 0
  const joining = together && seats < emails ? 0 : Math.min(seats, emails)
  if (joining > 0) return granted(await join(table, wish, joining), joining)
  const slot = Math.max(earliest, row.slot + pace.spacing)
  return slot > latest ? { opensAt: slot } : granted(await open(table, wish, row, slot, pace), emails)
}

/**
 * One sender, one rate, over however many workers there are: a token row hands out evenly spaced slots (the generic
 * cell rate algorithm, ITU-T I.371, without a burst). A slot mostly costs one write; small sends share one, so that
 * single emails do not use the rate up.
 */
export function paceStore(table: Rows) {
  return {
    /** Takes a right to send, or says when the next one would be, or that the quota is used up. */
    async take(asked: Wish, pace: Pace): Promise<Taken> {
      const wish = { ...asked, earliest: Math.ceil(asked.earliest) }
      const { emails } = wish
      for (;;) {
        const whole = emails >= pace.slotSize
        const first = await (whole ? follow(table, wish, pace) : join(table, wish, emails))
        const row = first.is === 'conflict' ? await standingRow(table, first) : undefined
        const taken = row ? await secondTry(table, wish, pace, row) : granted(first, emails)
        if (taken) return taken
        if (!row) await begin(table, 0)
      }
    },

    /** SES turned emails back because they came too fast: every slot to come moves, once a second at most. */
    async slowDown(now: number): Promise<void> {
      const moved = await table.write({
        update: key,
        add: { slot: rest },
        set: { seats: 0, rested: now },
        when: [
          { attribute: 'slot', is: '>', value: now },
          { attribute: 'rested', is: '<=', value: now - rest },
        ],
      })
      if (moved.is === 'written') return
      await table.write({
        update: key,
        set: { slot: now + rest, seats: 0, rested: now },
        when: [{ attribute: 'slot', is: '<=', value: now }],
      })
    },

    /** SES has told its own count of the last 24 hours: what was handed out before is in it. */
    async countFrom(used: number): Promise<void> {
      const begun = await begin(table, used)
      if (begun.is === 'conflict') await table.write({ update: key, set: { used } })
    },
  }
}
export type PaceStore = ReturnType<typeof paceStore>
