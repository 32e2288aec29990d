import type { Instant } from '../../domain/ids.ts'
import { type Pace, rest, type Slot, type SlotRequest } from '../../store/pace.ts'
import type { DeliveryDeps } from './deps.ts'

/** The most recipients of a bulk call (SES API v2, SendBulkEmail). */
export const largestCall = 50

/**
 * How late a call may go out after its slot, in milliseconds. Slots are spaced that much further apart, so that no
 * second has more emails than the rate allows, even if one call is late and the next on time.
 */
const slotTolerance = 20

/**
 * How far ahead slots may be reserved, in milliseconds. An account email gets a slot right behind those reserved, so
 * there must be few.
 */
const reservedAhead = 1000

/** The pace of one sender at a given rate. */
interface SenderPace extends Pace {
  /** How far ahead a slot may be reserved for emails that can wait, in milliseconds. */
  ahead: number
}

/**
 * The slots for a rate: as few a second as calls of 50 allow, all of one size.
 * @param ratePerSecond emails a second that the account may send.
 */
export function paceFor(ratePerSecond: number): SenderPace {
  const slotsPerSecond = Math.max(1, Math.ceil(ratePerSecond / largestCall))
  const slotSize = Math.max(1, Math.floor(ratePerSecond / slotsPerSecond))
  const spacing = Math.ceil((1000 + slotTolerance) / slotsPerSecond)
  return { slotSize, spacing, ahead: Math.max(reservedAhead, 2 * spacing) }
}

/** How long claiming is expected to take, in milliseconds: the initial and least value, and the most. */
const leads = { min: 15, max: 500 }

/** A finite number, because the table cannot compare with infinity. */
const noLimit = Number.MAX_SAFE_INTEGER

/** The limits of a slot. */
export interface Limits {
  /** Whether it may be reserved ahead of emails that can wait. */
  urgent: boolean
  /** The number of emails in 24 hours up to which it may go. */
  quota: number
  until: Instant
}

/** Takes slots for one worker, each as early as preparing for it needs. */
export function slotTaker(deps: Pick<DeliveryDeps, 'clock' | 'pace'>, pace: SenderPace) {
  const { clock } = deps
  let lead = leads.min
  let quietUntil = 0

  const take = (request: Omit<SlotRequest, 'earliest'>) =>
    deps.pace.take({ earliest: clock.now() + lead, ...request }, pace)

  /** A slot for all of these emails, however late. They had one before, so their part of the quota is taken. */
  const takeTogether = async (emails: number): Promise<Slot> => {
    const slot = await take({ emails, latest: noLimit, together: true, quota: noLimit })
    if (!('emails' in slot)) throw new Error('A slot without limits is always granted.')
    return slot
  }

  return {
    /** Learns how long preparing for a slot takes, to begin the next ones as early. */
    learn(took: number): void {
      lead = Math.min(leads.max, Math.max(leads.min, lead * 0.8, took))
    },

    /** Resolves when it is time to prepare for a slot. */
    async begin(slot: Slot): Promise<void> {
      await clock.until(slot.at - lead)
    },

    /**
     * Takes a slot for a number of emails; fewer may be granted.
     * @returns `no-time` if there is none before `until`, `no-quota` if none may be had today.
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

    /** Resolves in this slot, or in a later one if preparing took too long or SES asks for a rest. */
    async inTime(slot: Slot, emails: number): Promise<void> {
      let { at } = slot
      while (clock.now() > at + slotTolerance || at < quietUntil) {
        if (at >= quietUntil) lead = Math.min(leads.max, lead * 2)
        at = (await takeTogether(emails)).at
      }
      await clock.until(at)
    },

    /** SES reported that emails come too fast: delays all workers' future slots, and those that this one has taken. */
    async slowDown(): Promise<void> {
      const now = clock.now()
      quietUntil = now + rest
      await deps.pace.slowDown(now)
    },

    /** Resolves in a new slot for emails that have to be handed over again. */
    async again(emails: number): Promise<void> {
      const slot = await takeTogether(emails)
      await clock.until(slot.at)
    },
  }
}
export type SlotTaker = ReturnType<typeof slotTaker>
