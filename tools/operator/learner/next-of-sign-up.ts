import { accountEmailDueAt } from '../../../shared/domain/due.ts'
import { anybodyCanCause } from '../../../shared/domain/email-kind-groups.ts'
import {
  claimedAccountEmail,
  isReachable,
  type Learner,
  type PendingAccountEmail,
} from '../../../shared/domain/learner.ts'
import { emailNames } from './happened.ts'
import { heldBack, journeyHeldBack } from './held-back.ts'
import { type Next, type Present, rejected, whileQuarantined } from './next.ts'

const turns: Readonly<Record<NonNullable<PendingAccountEmail['waitsFor']>, string>> = {
  'many-bounce': 'too many emails of this kind came back lately, so it waits for its turn',
  'many-asked':
    'more emails of this kind were asked for than their part of the account’s quota, so it waits for its turn',
}

/** Why an account email comes no sooner. */
function whyThen(one: PendingAccountEmail, { now }: Present): string[] {
  if (one.waitsFor) return [turns[one.waitsFor]]
  const refused = rejected(one)
  if (refused.length > 0) return refused
  return one.dueAt > now && anybodyCanCause(one)
    ? ['so many emails of this kind had gone to their mailbox lately that it waits for its turn']
    : []
}

function accountEmail(one: PendingAccountEmail, learner: Learner, present: Present): Next {
  const { claim } = learner
  const because = heldBack(present.holds, 'delivery')
  if (!claim || one !== claimedAccountEmail(learner))
    return {
      at: one.dueAt,
      words: `An email: ${emailNames[one.kind]}.`,
      because: [...whyThen(one, present), ...because],
    }
  if (claim.unknownSince === undefined)
    return { at: claim.at, words: `On its way: ${emailNames[one.kind]}.`, because: [] }
  return {
    at: claim.lookAt ?? one.dueAt,
    words: `Held: nobody knows whether ${emailNames[one.kind]} went out. Evidence is looked for.`,
    because,
  }
}

/** The next account emails, and the start of a journey that has not begun. */
export function nextOfSignUp(learner: Learner, present: Present): Next[] {
  const quarantined = whileQuarantined(present, { learnerId: learner.id })
  if (quarantined) return [quarantined]
  // Account emails to a blocked address wait for ever.
  const waiting = accountEmailDueAt(learner) === undefined ? [] : learner.accountEmails
  const joining = isReachable(learner) ? learner.joining : []
  return [
    ...waiting.map(one => accountEmail(one, learner, present)),
    ...joining.map(({ journeyId, since }) => ({
      at: since,
      words: `${present.names.journey(journeyId)} begins.`,
      because: journeyHeldBack(present, journeyId),
    })),
  ]
}
