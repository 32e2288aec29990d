import type { DomainEvent } from './domain-event.ts'
import { day } from './duration.ts'
import type { Instant } from './ids.ts'
import type { Learner, Presses } from './learner.ts'
import { maxPresses } from './sending-policy.ts'

/** Those that count with a press at this moment: of this day, and through an email that is no newer. */
function counting({ presses }: Learner, at: Instant, mailedAt: Instant): Presses | undefined {
  if (!presses || at - presses.since >= day || mailedAt > presses.mailedAt) return undefined
  return presses
}

/**
 * Whether something may be changed once more through the link of an email. Who marks a module as done, leaves a journey,
 * unsubscribes or erases is not counted: each happens once, and always works. Emails get forwarded: whoever has got hold of
 * one cannot use up what a newer one may do.
 * @param mailedAt when that email went out; absent for who needs no link.
 */
export const mayPress = (learner: Learner, at: Instant, mailedAt: Instant | undefined): boolean =>
  mailedAt === undefined || (counting(learner, at, mailedAt)?.count ?? 0) < maxPresses

/** An event that counts as a press: it says when the email went out through whose link it came about. */
type Pressed = Extract<DomainEvent, { mailedAt?: Instant | undefined }>

/** Asking for a link is counted by itself (`decide/account-emails.ts`). */
const isPressed = (event: DomainEvent): event is Pressed =>
  'mailedAt' in event && event.type !== 'AccountEmailRequested'

/** Whether one of these events is a press of too many. Asked of every decision, so that no command can forget it. */
export const arePressedTooOften = (learner: Learner, events: readonly DomainEvent[]): boolean =>
  events.some(event => isPressed(event) && !mayPress(learner, event.at, event.mailedAt))

/** Counts an event that came about through the link of an email; any other leaves the learner as they are. */
export function withPress(learner: Learner, event: DomainEvent): Learner {
  if (!isPressed(event) || event.mailedAt === undefined) return learner
  const { at, mailedAt } = event
  const before = counting(learner, at, mailedAt)
  const presses = before
    ? { ...before, count: before.count + 1 }
    : { mailedAt: Math.max(mailedAt, learner.presses?.mailedAt ?? 0), since: at, count: 1 }
  return { ...learner, presses }
}
