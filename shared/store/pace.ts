import * as z from 'zod'
import type { Item, Key, Table, Written } from './table.ts'

const key: Key = { pk: 'sender', sk: 'pace' }

const PaceRow = z.object({
  /** When the latest slot is, in milliseconds. */
  slot: z.number(),
  /** Emails that may still join the latest slot. */
  seats: z.number(),
  /** Emails handed out since SES was last asked how many went out. */
  used: z.number(),
})
type PaceRow = z.infer<typeof PaceRow>

/** A right to send some emails at a moment. */
export interface Slot {
  at: number
  emails: number
  /** Emails handed out by all workers since SES was last asked, this slot's included. */
  used: number
}

/** How slots are spaced: so many emails each, so many milliseconds apart. */
export interface Pace {
  slotSize: number
  spacing: number
}

/**
 * One sender, one rate, over however many workers there are: a token row hands out evenly spaced slots (the generic
 * cell rate algorithm, ITU-T I.371, without a burst). Full slots cost one write and wait for nobody; small sends share
 * a slot, so that single emails do not use the rate up.
 */
export function paceStore(table: Pick<Table, 'get' | 'write'>) {
  const granted = (written: Written, emails: number): Slot | undefined => {
    if (written.is !== 'written') return undefined
    const row = PaceRow.parse(written.item)
    return { at: row.slot, emails, used: row.used }
  }

  const standingRow = async (refused: Written): Promise<PaceRow | undefined> => {
    const item: Item | undefined = refused.item ?? (await table.get(key))
    return item && PaceRow.parse(item)
  }

  /** Opens a slot behind the latest one, which has to be as it was read. */
  const openAfter = async (row: PaceRow | undefined, now: number, emails: number, pace: Pace) => {
    const slot = row ? Math.max(now, row.slot + pace.spacing) : now
    return granted(
      await table.write({
        update: key,
        set: { slot, seats: pace.slotSize - emails },
        add: { used: emails },
        when: row
          ? [
              { attribute: 'slot', is: '=', value: row.slot },
              { attribute: 'seats', is: '=', value: row.seats },
            ]
          : [{ attribute: 'pk', is: 'absent' }],
      }),
      emails,
    )
  }

  const join = (now: number, emails: number) =>
    table.write({
      update: key,
      add: { seats: -emails, used: emails },
      when: [
        { attribute: 'slot', is: '>', value: now },
        { attribute: 'seats', is: '>=', value: emails },
      ],
    })

  return {
    /**
     * Takes a right to send.
     * @param now when the worker asks; the slot is never earlier.
     * @param emails how many it has; at most the slot's size. It may be granted fewer.
     */
    async take(now: number, emails: number, pace: Pace): Promise<Slot> {
      for (;;) {
        const whole = emails >= pace.slotSize
        const first = whole
          ? await table.write({
              update: key,
              add: { slot: pace.spacing, used: emails },
              set: { seats: 0 },
              when: [{ attribute: 'slot', is: '>', value: now }],
            })
          : await join(now, emails)
        const slot = granted(first, emails)
        if (slot) return slot
        const row = await standingRow(first)
        const open = row && row.slot > now && row.seats > 0
        const fewer = open ? Math.min(row.seats, emails) : emails
        const second = open ? granted(await join(now, fewer), fewer) : await openAfter(row, now, emails, pace)
        if (second) return second
      }
    },

    /** SES turned emails back: nobody gets a slot before this moment. */
    async pauseUntil(at: number): Promise<void> {
      await table.write({
        update: key,
        set: { slot: at, seats: 0 },
        when: [{ attribute: 'slot', is: '<', value: at }],
      })
    },

    /** SES has told its own count of the last 24 hours, so ours begins anew. */
    async resetUsed(): Promise<void> {
      await table.write({ update: key, set: { used: 0 }, when: [{ attribute: 'pk', is: 'present' }] })
    },
  }
}
export type PaceStore = ReturnType<typeof paceStore>
