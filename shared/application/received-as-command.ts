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

/** The origin of a request, as keyed hashes. */
export const originFrom = ({ network, domain, mailbox }: Received['hashes']): SignUpOrigin => ({
  network,
  domain,
  mailbox,
})

/**
 * What was filled in, to be kept until the confirmation. For a person who takes part already, only the journey can be
 * taken over.
 */
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

/** Sorts keys, because DynamoDB returns the fields of a map in any order. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** A sign-up without its origin, as text for comparison. */
const wished = (
  { journeyId, consent, preferences, sector }: Wished,
  { email, firstName, role }: Partial<RequestedDetails> = {},
): string => JSON.stringify([journeyId, consent, preferences, sector, email, firstName, role], inOrder)

/** The number of a waiting sign-up with the same contents. */
function repeated({ learner, details }: LearnerRecord, asked: ReceivedSignUp): number | undefined {
  const wish = wished(asked, requestedDetails(learner, asked))
  return learner.requests.findLast(request => wished(request, details.requests?.[request.number]) === wish)
    ?.number
}

/**
 * The command for a received request, with the current time: mailbox limits and link lifetimes count from now,
 * however late that is. The time of consent is when it was received.
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

/** Adds what was filled in if it can be confirmed, otherwise the origin of the request if an answer is mailed. */
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
