import type { DomainEvent } from './domain-event.ts'
import { day } from './duration.ts'
import type { Instant } from './ids.ts'
import type { Learner, Presses } from './learner.ts'
import { maxPresses } from './sending-policy.ts'

/** The presses that count at this moment: those of the last day, made through an email that is no older. */
function counting({ presses }: Learner, at: Instant, mailedAt: Instant): Presses | undefined {
  if (!presses || at - presses.since >= day || mailedAt > presses.mailedAt) return undefined
  return presses
}

/**
 * Whether one more change may be made through the link of an email. Completing a module, leaving, unsubscribing and
 * erasing are not counted, because each happens once and must always work. Emails get forwarded, so an older email
 * cannot use up the changes of a newer one.
 * @param mailedAt when that email went out; absent if no link is needed.
 */
export const mayPress = (learner: Learner, at: Instant, mailedAt: Instant | undefined): boolean =>
  mailedAt === undefined || (counting(learner, at, mailedAt)?.count ?? 0) < maxPresses

/** An event that counts as a press: it carries when the email went out whose link caused it. */
type Pressed = Extract<DomainEvent, { mailedAt?: Instant | undefined }>

/** Requests for links are counted separately (`decide/account-emails.ts`). */
const isPressed = (event: DomainEvent): event is Pressed =>
  'mailedAt' in event && event.type !== 'AccountEmailRequested'

/** Whether one of these events exceeds the daily limit. Checked for every decision, so that no command can omit it. */
export const arePressedTooOften = (learner: Learner, events: readonly DomainEvent[]): boolean =>
  events.some(event => isPressed(event) && !mayPress(learner, event.at, event.mailedAt))

/** Counts an event that was caused through an email's link; any other event changes nothing. */
export function withPress(learner: Learner, event: DomainEvent): Learner {
  if (!isPressed(event) || event.mailedAt === undefined) return learner
  const { at, mailedAt } = event
  const before = counting(learner, at, mailedAt)
  const presses = before
    ? { ...before, count: before.count + 1 }
    : { mailedAt: Math.max(mailedAt, learner.presses?.mailedAt ?? 0), since: at, count: 1 }
  return { ...learner, presses }
}
