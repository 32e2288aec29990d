import type { SendingAccount } from '../../adapters/mailer.ts'
import type { Instant } from '../../domain/ids.ts'
import type { Slot } from '../../store/pace.ts'
import { claim } from './claim.ts'
import type { DeliveryDeps } from './deps.ts'
import { paceFor, quotaLeft, slotTolerance } from './pacing.ts'
import type { Planned } from './plan.ts'
import { type Claimed, type Sent, send } from './send.ts'
import { settle } from './settle.ts'

/** Calls under way at once: at 1,000 a second and a slow SES there are some ten. */
const callsAtOnce = 20

/** How long claiming is expected to take, at first and at least, in milliseconds. */
const leastLead = 15

const isLetter = ({ email }: Planned): boolean => !('journeyId' in email)

/** What a run did, for its metrics. */
export interface Tally {
  sent: number
  unknown: number
  turnedBack: number
}

/**
 * Hands emails to SES at the one allowed rate: takes a slot, claims just before it, sends in it, and settles.
 * @param until begins no call after this moment; what is not begun has no claim and stays due.
 */
export function emailSender(deps: DeliveryDeps, account: SendingAccount, worker: string, until: Instant) {
  const pace = paceFor(account.ratePerSecond)
  const underWay = new Set<Promise<void>>()
  const tally: Tally = { sent: 0, unknown: 0, turnedBack: 0 }
  let lead = leastLead
  let stopped = false

  const takeSlot = (emails: number) => deps.pace.take(deps.clock.now() + lead, emails, pace)

  /** Claims take as long as they take; a slot that has gone by is not used, but the next one. */
  const inTime = async (slot: Slot, emails: number): Promise<void> => {
    let at = slot.at
    while (deps.clock.now() > at + slotTolerance) {
      lead = Math.min(500, lead * 2)
      at = (await takeSlot(emails)).at
    }
    await deps.clock.until(at)
  }

  const withoutClaim = (claimed: readonly Claimed[], planned: readonly Planned[]) =>
    planned.length - claimed.length

  const record = (sent: readonly Sent[]) => {
    for (const { outcome } of sent) {
      if (outcome.is === 'accepted') tally.sent += 1
      else if (outcome.is === 'unknown') tally.unknown += 1
      else tally.turnedBack += 1
    }
  }

  const slowDownIf = async (sent: readonly Sent[]) => {
    const reasons = sent.flatMap(({ outcome }) => (outcome.is === 'turned-back' ? [outcome.reason] : []))
    if (reasons.length === 0) return
    deps.log.warn('SES turned emails back', { reason: reasons[0], emails: reasons.length })
    // Only a passing word to one entry says nothing about the next emails.
    if (reasons.some(reason => reason !== 'throttled' && reason !== 'transient')) stopped = true
    if (reasons.includes('throttled')) await deps.pace.pauseUntil(deps.clock.now() + 1000)
  }

  const sendInSlot = async (planned: readonly Planned[], slot: Slot): Promise<void> => {
    const begun = deps.clock.now()
    await deps.evidence.countSent(slot.at, planned.length)
    const claimed = await claim(deps, planned, worker)
    lead = Math.max(leastLead, lead * 0.8, deps.clock.now() - begun)
    await inTime(slot, claimed.length)
    const sent = await send(deps, claimed)
    record(sent)
    const notAmongOthers =
      withoutClaim(claimed, planned) + sent.filter(one => one.outcome.is !== 'accepted').length
    if (notAmongOthers > 0) await deps.evidence.countSent(slot.at, -notAmongOthers)
    await settle(deps, sent)
    await slowDownIf(sent)
  }

  const begin = async (planned: readonly Planned[], slot: Slot): Promise<void> => {
    if (underWay.size >= callsAtOnce) await Promise.race(underWay)
    await deps.clock.until(slot.at - lead)
    const call = sendInSlot(planned, slot)
      .catch(error => deps.log.error('A call to send broke off', { reason: String(error) }))
      .finally(() => underWay.delete(call))
    underWay.add(call)
  }

  return {
    tally,
    slotSize: pace.slotSize,

    /** Whether SES said something after which more emails are pointless for now. */
    isStopped: () => stopped,

    /** Sends these, in their order, a slot at a time. */
    async send(planned: readonly Planned[]): Promise<void> {
      let rest = [...planned]
      while (rest.length > 0 && !stopped && deps.clock.now() < until) {
        const slot = await takeSlot(Math.min(rest.length, pace.slotSize))
        const batch = rest.slice(0, slot.emails)
        rest = rest.slice(slot.emails)
        if (!quotaLeft(account, slot.used, batch.every(isLetter))) {
          stopped = !rest.some(isLetter)
          deps.log.warn('The quota of 24 hours is used up; the rest waits', {
            waiting: rest.length + batch.length,
          })
          continue
        }
        await begin(batch, slot)
      }
    },

    /** Resolves once every call under way is settled. */
    async done(): Promise<void> {
      await Promise.all(underWay)
    },
  }
}
export type EmailSender = ReturnType<typeof emailSender>
