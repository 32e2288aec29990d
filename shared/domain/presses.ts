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

/** Counts a change that was made through a link. @param mailedAt when its email went out; absent where there was no link. */
export function withPress(
  learner: Learner,
  { at, mailedAt }: { at: Instant; mailedAt?: Instant | undefined },
): Learner {
  if (mailedAt === undefined) return learner
  const before = counting(learner, at, mailedAt)
  const presses = before
    ? { ...before, count: before.count + 1 }
    : { mailedAt: Math.max(mailedAt, learner.presses?.mailedAt ?? 0), since: at, count: 1 }
  return { ...learner, presses }
}
