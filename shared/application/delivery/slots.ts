import type { Instant } from '../../domain/ids.ts'
import type { Slot, Wish } from '../../store/pace.ts'
import type { DeliveryDeps } from './deps.ts'
import { type SenderPace, slotTolerance } from './pacing.ts'

/** How long claiming is expected to take, at first and at least, and at most, in milliseconds. */
const leads = { least: 15, most: 500 }

/** A worker's way to slots: it asks for them as early as it needs, and not earlier. */
export function slotTaker(deps: Pick<DeliveryDeps, 'clock' | 'pace'>, pace: SenderPace) {
  const { clock } = deps
  let lead = leads.least

  const take = (wish: Omit<Wish, 'earliest'>) =>
    deps.pace.take({ earliest: clock.now() + lead, ...wish }, pace)

  /** A slot for all of these, whenever it is. */
  const takeTogether = async (emails: number): Promise<Slot> => {
    // Never too late; a number that a table can compare with, which infinity is not.
    const slot = await take({ emails, latest: Number.MAX_SAFE_INTEGER, together: true })
    if (!('emails' in slot)) throw new Error('A slot without a latest moment is always granted.')
    return slot
  }

  return {
    /** What has to be done before a slot took so long: begin the next ones as early. */
    learn(took: number): void {
      lead = Math.min(leads.most, Math.max(leads.least, lead * 0.8, took))
    },

    /** Resolves when it is time to prepare for a slot. */
    async begin(slot: Slot): Promise<void> {
      await clock.until(slot.at - lead)
    },

    /**
     * Takes a slot for some emails; it may be granted fewer.
     * @param urgent whether it may be reserved ahead of those that can wait.
     * @returns undefined when none is to be had before `until`.
     */
    async next(emails: number, urgent: boolean, until: Instant): Promise<Slot | undefined> {
      while (clock.now() < until) {
        const latest = urgent ? Math.max(until, clock.now() + lead) : clock.now() + lead + pace.ahead
        const slot = await take({ emails, latest })
        if ('emails' in slot) return slot
        await clock.until(Math.min(until, Math.max(clock.now() + 1, slot.opensAt - lead - pace.ahead)))
      }
      return undefined
    },

    /** Resolves in a slot: in this one, or in a later one when preparing took too long. */
    async inTime(slot: Slot, emails: number): Promise<void> {
      let { at } = slot
      while (clock.now() > at + slotTolerance) {
        lead = Math.min(leads.most, lead * 2)
        at = (await takeTogether(emails)).at
      }
      await clock.until(at)
    },

    /** Resolves in a slot of its own for emails that have to be handed over once more. */
    async again(emails: number): Promise<void> {
      const slot = await takeTogether(emails)
      await clock.until(slot.at)
    },
  }
}
export type SlotTaker = ReturnType<typeof slotTaker>
