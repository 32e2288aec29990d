import type { CommandOf } from '../commands.ts'
import { type Decision, nothing } from '../decision.ts'
import { emailId } from '../email-id.ts'
import type { Fact, FactOf } from '../facts.ts'
import type { Instant } from '../ids.ts'
import { claimedLetter, isReachable, type Learner, type Letter, letterDueAt } from '../learner.ts'
import { nextLetterAt } from '../letter-allowance.ts'
import type { LetterKind } from '../letter-kind.ts'
import { claimExpiry, evidenceDelay, mostUndos } from '../sending-policy.ts'

const day = 24 * 60 * 60 * 1000

/**
 * Links for delicate things, for who has got hold of somebody's preferences: five a day. One more from a newer
 * email than any that asked: an owner has one in their inbox, since each such link comes by email.
 */
const mayAskForLink = (
  { linksAsked, linksAskedFrom = Number.POSITIVE_INFINITY }: Learner,
  at: Instant,
  mailedAt = 0,
): boolean => linksAsked.filter(before => before > at - day).length < 5 || mailedAt > linksAskedFrom

/** A letter to a mailbox whose owner has not asked for it, in its turn; nothing if that were too late. */
export function letterInTurn(
  { letterCount: occurrence }: Learner,
  kind: LetterKind,
  at: Instant,
  lately: readonly Instant[],
): FactOf<'LetterRequested'> | undefined {
  const dueAt = nextLetterAt(lately, at)
  return dueAt === undefined
    ? undefined
    : { type: 'LetterRequested', at, kind, occurrence, ...(dueAt > at && { dueAt }) }
}

/** Whether such a letter is about to go out by itself. One whose outcome is unknown may never have come. */
export function isOnItsWay(learner: Learner, is: (letter: Letter) => boolean): boolean {
  const letter = learner.letters.find(is)
  const unknown = learner.claim?.unknownSince !== undefined && letter === claimedLetter(learner)
  return letter !== undefined && !unknown
}

/** Links for delicate things are mailed on request, because other emails get forwarded. */
export function requestLetter(
  learner: Learner,
  command: CommandOf<'RequestLetter'>,
): Decision<'done' | 'done-before' | 'too-often' | 'mailbox-full' | 'moved-often' | 'not-a-learner'> {
  const { at, kind, mailedAt, lately = [] } = command
  if (!isReachable(learner)) return nothing('not-a-learner')
  if (isOnItsWay(learner, letter => letter.kind === kind)) return nothing('done-before')
  if (kind === 'confirm-address' && (learner.addressUndos ?? []).length >= mostUndos)
    return nothing('moved-often')
  if (!mayAskForLink(learner, at, mailedAt)) return nothing('too-often')
  const letter = letterInTurn(learner, kind, at, kind === 'confirm-address' ? lately : [])
  if (!letter) return nothing('mailbox-full')
  const asked = { ...letter, ...(mailedAt !== undefined && { mailedAt }) }
  if (kind === 'private-link') return { outcome: 'done', facts: [asked] }
  const { occurrence } = letter
  return { outcome: 'done', facts: [{ type: 'AddressChangeRequested', at, occurrence }, asked] }
}

/**
 * A letter about the sign-up itself is due: always at once, never more than one on its way. One whose outcome is
 * unknown is given up when another waits: whoever asked for that does not wait for evidence about this.
 */
export function deliverLetter(learner: Learner, command: CommandOf<'DeliverLetter'>): Decision {
  const { at, by } = command
  const { claim } = learner
  const dueAt = letterDueAt(learner)
  if (dueAt === undefined || dueAt > at) return nothing('nothing-due')
  if (claim && at - claim.at < claimExpiry) return nothing('in-flight')
  const open = claimedLetter(learner)
  if (claim && open && claim.unknownSince === undefined) {
    const facts = [outcomeUnknown(claim.email.id, at)]
    return { outcome: 'rescheduled', facts }
  }
  const letter = learner.letters.find(one => one !== open && one.dueAt <= at)
  if (!letter) return nothing('needs-evidence')
  const email = { kind: letter.kind, occurrence: letter.occurrence }
  const claimed = { ...email, id: emailId(learner.id, learner.epoch, email) }
  return { outcome: 'claimed', email: claimed, facts: [{ type: 'LetterClaimed', at, email: claimed, by }] }
}

/** A letter that is due waits until its turn comes. One that is on its way, or gone, does not. */
export function deferLetter(learner: Learner, command: CommandOf<'DeferLetter'>): Decision {
  const { at, occurrence, reason, until } = command
  const letter = learner.letters.find(one => one.occurrence === occurrence)
  if (!letter || letter === claimedLetter(learner)) return nothing('nothing-due')
  const { kind } = letter
  return {
    outcome: 'rescheduled',
    facts: [{ type: 'LetterDeferred', at, kind, occurrence, reason, dueAt: until }],
  }
}

const outcomeUnknown = (emailId: string, at: Instant): Fact => ({
  type: 'EmailOutcomeUnknown',
  at,
  emailId,
  dueAt: at + evidenceDelay,
})
