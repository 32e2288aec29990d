import { z } from 'zod'
import type { Key, Table } from './table.ts'

const key: Key = { pk: 'sender', sk: 'pace' }

const PaceRow = z.object({
  /** The next free slot, in milliseconds. */
  next: z.number(),
  /** Emails handed out since the quota was last asked for. */
  used: z.number().default(0),
})

/** A right to send, at a moment. */
export interface Slot {
  at: number
  /** Emails handed out by all workers since the quota was last asked for, this slot's included. */
  used: number
}

/**
 * One sender, one rate, over however many workers there are: a token row hands out evenly spaced slots (the generic
 * cell rate algorithm, ITU-T I.371, with no burst). One write a slot, no read, no waiting for each other.
 */
export function paceStore(table: Pick<Table, 'write'>) {
  return {
    /**
     * Takes the next slot for `emails` emails.
     * @param now when the worker asks; a slot is never earlier.
     * @param spacing milliseconds to the slot after.
     */
    async take(now: number, spacing: number, emails: number): Promise<Slot> {
      const inLine = await table.write({
        update: key,
        add: { next: spacing, used: emails },
        when: [{ attribute: 'next', is: '>', value: now }],
      })
      if (inLine.is === 'written') {
        const row = PaceRow.parse(inLine.item)
        return { at: row.next - spacing, used: row.used }
      }
      const first = await table.write({
        update: key,
        set: { next: now + spacing },
        add: { used: emails },
        when: [{ attribute: 'next', is: '<=', value: now }],
      })
      if (first.is === 'written') return { at: now, used: PaceRow.parse(first.item).used }
      return this.start(now, spacing, emails)
    },

    /** The very first slot there is; whoever loses the race for it gets in line. */
    async start(now: number, spacing: number, emails: number): Promise<Slot> {
      const put = { ...key, next: now + spacing, used: emails }
      const written = await table.write({ put, when: [{ attribute: 'pk', is: 'absent' }] })
      return written.is === 'written' ? { at: now, used: emails } : this.take(now, spacing, emails)
    },

    /** SES turned emails back: everybody waits this much longer. */
    async slowDown(milliseconds: number): Promise<void> {
      await table.write({
        update: key,
        add: { next: milliseconds },
        when: [{ attribute: 'pk', is: 'present' }],
      })
    },

    /** SES told its own count of the last 24 hours, so ours begins anew. */
    async resetUsed(): Promise<void> {
      await table.write({ update: key, set: { used: 0 }, when: [{ attribute: 'pk', is: 'present' }] })
    },
  }
}
export type PaceStore = ReturnType<typeof paceStore>
