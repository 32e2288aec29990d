import type { Instant } from '../../domain/ids.ts'
import { type Pace, rest, type Slot, type SlotRequest } from '../../store/pace.ts'
import type { DeliveryDeps } from './deps.ts'

/** SES takes 50 recipients a bulk call (SES API v2, SendBulkEmail). */
export const largestCall = 50

/**
 * How late a call may go out after its slot, in milliseconds. Slots stand that much further apart, so that even the
 * latest and the next earliest leave no second with more emails than the rate allows.
 */
const slotTolerance = 20

/** An account email finds a slot right behind those that are reserved, however many workers send; so they are few. */
const reservedAhead = 1000

/** How one sender goes about it at a rate. */
interface SenderPace extends Pace {
  /** How far ahead a slot may be reserved for emails that can wait, in milliseconds. */
  ahead: number
}

/**
 * Slots for a rate: as few a second as calls of 50 allow, all of one size.
 * @param ratePerSecond emails a second that the account may send.
 */
export function paceFor(ratePerSecond: number): SenderPace {
  const slotsPerSecond = Math.max(1, Math.ceil(ratePerSecond / largestCall))
  const slotSize = Math.max(1, Math.floor(ratePerSecond / slotsPerSecond))
  const spacing = Math.ceil((1000 + slotTolerance) / slotsPerSecond)
  return { slotSize, spacing, ahead: Math.max(reservedAhead, 2 * spacing) }
}

/** How long claiming is expected to take, at first and at least, and at most, in milliseconds. */
const leads = { min: 15, max: 500 }

/** A number that a table can compare with, which infinity is not. */
const noLimit = Number.MAX_SAFE_INTEGER

/** What a slot has to keep to. */
export interface Limits {
  /** Whether it may be reserved ahead of those that can wait. */
  urgent: boolean
  /** Up to how many emails of 24 hours it may go. */
  quota: number
  until: Instant
}

/** A worker's way to slots: it asks for them as early as it needs, and not earlier. */
export function slotTaker(deps: Pick<DeliveryDeps, 'clock' | 'pace'>, pace: SenderPace) {
  const { clock } = deps
  let lead = leads.min
  let quietUntil = 0

  const take = (request: Omit<SlotRequest, 'earliest'>) =>
    deps.pace.take({ earliest: clock.now() + lead, ...request }, pace)

  /** A slot for all of these, whenever it is; they had one before, and with it their part of the quota. */
  const takeTogether = async (emails: number): Promise<Slot> => {
    const slot = await take({ emails, latest: noLimit, together: true, quota: noLimit })
    if (!('emails' in slot)) throw new Error('A slot without limits is always granted.')
    return slot
  }

  return {
    /** What has to be done before a slot took so long: begin the next ones as early. */
    learn(took: number): void {
      lead = Math.min(leads.max, Math.max(leads.min, lead * 0.8, took))
    },

    /** Resolves when it is time to prepare for a slot. */
    async begin(slot: Slot): Promise<void> {
      await clock.until(slot.at - lead)
    },

    /**
     * Takes a slot for some emails; it may be granted fewer.
     * @returns `no-time` when none is to be had before `until`, `no-quota` when none may be had today.
     */
    async next(emails: number, { urgent, quota, until }: Limits): Promise<Slot | 'no-time' | 'no-quota'> {
      while (clock.now() < until) {
        const latest = urgent ? Math.max(until, clock.now() + lead) : clock.now() + lead + pace.ahead
        const slot = await take({ emails, latest, quota })
        if ('emails' in slot) return slot
        if (!('opensAt' in slot)) return 'no-quota'
        await clock.until(Math.min(until, Math.max(clock.now() + 1, slot.opensAt - lead - pace.ahead)))
      }
      return 'no-time'
    },

    /** Resolves in a slot: in this one, or in a later one when preparing took too long or SES wants a rest. */
    async inTime(slot: Slot, emails: number): Promise<void> {
      let { at } = slot
      while (clock.now() > at + slotTolerance || at < quietUntil) {
        if (at >= quietUntil) lead = Math.min(leads.max, lead * 2)
        at = (await takeTogether(emails)).at
      }
      await clock.until(at)
    },

    /** SES said that emails come too fast: every worker's slots to come move, and those of this one that are taken. */
    async slowDown(): Promise<void> {
      const now = clock.now()
      quietUntil = now + rest
      await deps.pace.slowDown(now)
    },

    /** Resolves in a slot of its own for emails that have to be handed over once more. */
    async again(emails: number): Promise<void> {
      const slot = await takeTogether(emails)
      await clock.until(slot.at)
    },
  }
}
export type SlotTaker = ReturnType<typeof slotTaker>
