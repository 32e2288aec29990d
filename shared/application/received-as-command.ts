import type { CommandOf } from '../domain/commands.ts'
import type { Decision } from '../domain/decision.ts'
import type { Instant } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import {
  type Details,
  type RequestedDetails,
  type SignUpOrigin,
  withOrigin,
  withRequested,
} from '../store/details.ts'
import type { LearnerRecord } from '../store/learner-record.ts'
import type { Mailbox } from '../store/mailboxes.ts'
import { isSignUp, type Received, type ReceivedSignUp } from '../store/received-sign-ups.ts'

/** Where it was asked from: keyed hashes alone. */
export const originFrom = ({ network, domain, mailbox }: Received['hashes']): SignUpOrigin => ({
  network,
  domain,
  mailbox,
})

/** What was filled in, beside the learner until its confirmation. Of who takes part already no more than the journey can become theirs. */
function requestedDetails(
  { status }: Pick<Learner, 'status'>,
  { email, firstName, role, hashes, invitation }: ReceivedSignUp,
): RequestedDetails {
  const origin = originFrom(hashes)
  if (status === 'active') return { email, origin }
  const said = { ...(firstName && { firstName }), ...(role && { role }), ...(invitation && { invitation }) }
  return { email, ...said, origin }
}

type Wished = Pick<ReceivedSignUp, 'journeyId' | 'consent' | 'preferences' | 'sector'>

/** A table gives the fields of a map back in any order. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** All of a sign-up but where it was asked from. */
const wished = (
  { journeyId, consent, preferences, sector }: Wished,
  { email, firstName, role }: Partial<RequestedDetails> = {},
): string => JSON.stringify([journeyId, consent, preferences, sector, email, firstName, role], inOrder)

/** The number of a sign-up that waits and asks for the same. */
function repeated({ learner, details }: LearnerRecord, asked: ReceivedSignUp): number | undefined {
  const wish = wished(asked, requestedDetails(learner, asked))
  return learner.requests.findLast(request => wished(request, details.requests?.[request.number]) === wish)
    ?.number
}

/**
 * Decided as of now: what a mailbox is spared, and how long a link lives, counts from then on, however late that is. They agreed
 * when it was received.
 */
export function commandFor(
  record: LearnerRecord,
  mailbox: Mailbox,
  asked: Received,
  at: Instant,
): CommandOf<'RequestSignUp' | 'FindMe'> {
  const byAddress = {
    at,
    askedAt: asked.at,
    lately: mailbox.accountEmails,
    isOwner: mailbox.mailedAt !== undefined,
    isAgain: asked.isAgain,
    isOldAddress: record.details.addressHash !== asked.hashes.address,
  }
  if (!isSignUp(asked)) return { type: 'FindMe', ...byAddress }
  const { epoch, consent, journeyId, preferences, sector } = asked
  return {
    type: 'RequestSignUp',
    ...byAddress,
    epoch,
    journeyId,
    consent,
    preferences,
    sector,
    repeats: repeated(record, asked),
  }
}

/** With what was filled in, where that can be confirmed; otherwise with where the answer was asked from, if there is one. */
export function detailsWith(
  { learner, details }: LearnerRecord,
  asked: Received,
  { events }: Decision,
): Details {
  const request = events.find(event => event.type === 'SignUpRequested')
  if (request && isSignUp(asked))
    return withRequested(details, request.request, requestedDetails(learner, asked))
  const answer = events.find(event => event.type === 'AccountEmailRequested')
  return answer ? withOrigin(details, answer.kind, originFrom(asked.hashes)) : details
}
