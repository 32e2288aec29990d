import type { LinkSigner } from '../adapters/links.ts'
import { describeError } from '../contracts/describe-error.ts'
import { nextAccountEmailAt } from '../domain/account-email-allowance.ts'
import { decide } from '../domain/decide.ts'
import type { Decision, Journeys } from '../domain/decision.ts'
import type { EventOf } from '../domain/domain-event.ts'
import { learnerDueAt } from '../domain/due.ts'
import type { AccountEmailKind } from '../domain/email-kind-groups.ts'
import type { Instant, LearnerId } from '../domain/ids.ts'
import { newLearner } from '../domain/learner.ts'
import { newDetails, withOrigin } from '../store/details.ts'
import type { DueRef } from '../store/due.ts'
import { findLearners } from '../store/find-learners.ts'
import { type Change, type Found, type LearnerRecord, newRecord } from '../store/learner-record.ts'
import { type Mailbox, type MailboxStore, withAccountEmail } from '../store/mailboxes.ts'
import {
  isSignUp,
  type Received,
  type ReceivedSignUpStore,
  type SentFor,
  withoutReceived,
} from '../store/received-sign-ups.ts'
import type { Table, Write } from '../store/table.ts'
import { UnreadableRow } from '../store/unreadable-row.ts'
import { type CommandDeps, changeBy, journeysOf } from './execute-command.ts'
import { mailedToMailboxAt } from './mailbox-owner.ts'
import { commandFor, detailsWith, originFrom } from './received-as-command.ts'

/** Dependencies of handling a received sign-up or request for a private link. */
export interface HandleDeps extends CommandDeps {
  table: Pick<Table, 'getMany'>
  received: ReceivedSignUpStore
  mailboxes: MailboxStore
  links: LinkSigner
}

/**
 * A request for which no email goes out although its mailbox had room: the person as found, and why. Without a
 * reason, the address is unknown.
 */
export interface Withheld {
  record: LearnerRecord
  kind: AccountEmailKind
  reason?: EventOf<'AccountEmailWithheld'>['reason']
}

/**
 * The result of handling a received sign-up. `handled`: stored, with who has an account email due because of it, or
 * why none goes out although its mailbox had a turn. `gone`: handled before, or its address was erased since. `busy`:
 * others kept writing to the same person or mailbox; the next tick tries again. `unworkable`: the sign-up, its person
 * or their mailbox cannot be read, or there is a bug.
 */
export type Handled =
  | { is: 'handled'; due?: DueRef; withheld?: Withheld }
  | { is: 'gone' }
  | { is: 'busy' }
  | { is: 'unworkable'; reason: string }

/** Lost races after which the next tick takes over: others are working on the same mailbox, and this run is awaited. */
const attempts = 5

/** The mailbox's bucket to count against: the owner's own, or the one that strangers share. */
async function mailboxFor(
  deps: HandleDeps,
  { link, email, hashes }: Received,
  at: Instant,
): Promise<Mailbox> {
  const mailedAt = link === undefined ? undefined : await mailedToMailboxAt(deps, link, email, at)
  return deps.mailboxes.find(hashes.mailbox, mailedAt)
}

/** The person with this address, or a new one. */
async function findOrNew(deps: HandleDeps, asked: Received): Promise<Found> {
  const { id, epoch, email, hashes } = asked
  const known = await deps.learners.idOf(hashes.address)
  const found =
    known === undefined ? undefined : (await findLearners(deps.table, [{ learnerId: known }])).get(known)
  if (found) return found
  const details = newDetails({ email }, hashes.address)
  return {
    is: 'readable',
    record: newRecord(newLearner(known ?? id, epoch), details, known !== undefined),
  }
}

/**
 * Counts the request against its mailbox, up to the allowance, whoever it is about and whether or not an email goes
 * out. Otherwise the room left in a bucket would reveal who is known.
 */
function counted(mailbox: Mailbox, { events }: Decision, at: Instant): Write[] {
  const accountEmail = events.find(event => event.type === 'AccountEmailRequested')
  const goesAt = accountEmail
    ? (accountEmail.dueAt ?? accountEmail.at)
    : nextAccountEmailAt(mailbox.accountEmails, at)
  return goesAt === undefined ? [] : [withAccountEmail(mailbox, goesAt, at)]
}

/** Everything to store: the person, what was filled in, the mailbox's count, and the deletion of the sign-up. */
function changeOf(
  record: LearnerRecord,
  mailbox: Mailbox,
  asked: Received,
  { decision, at }: { decision: Decision; at: Instant },
): Change {
  const details = detailsWith(record, asked, decision)
  const also = counted(mailbox, decision, at)
  return { ...changeBy(record.learner, decision), details, also }
}

/** The engine's decision, or why there is none. */
function consider(
  found: Found,
  mailbox: Mailbox,
  asked: Received,
  { at, journeys }: { at: Instant; journeys: Journeys },
): { record: LearnerRecord; change: Change } | { is: 'unworkable'; reason: string } {
  try {
    if (found.is === 'unreadable') throw found.error
    const { record } = found
    const decision = decide(record.learner, commandFor(record, mailbox, asked, at), journeys)
    return { record, change: changeOf(record, mailbox, asked, { decision, at }) }
  } catch (error) {
    return { is: 'unworkable', reason: describeError(error) }
  }
}

const isErasedSince = async ({ learners }: HandleDeps, { at, hashes }: SentFor): Promise<boolean> =>
  ((await learners.erasedAt(hashes.address)) ?? 0) > at

async function dropped({ received }: HandleDeps, id: LearnerId): Promise<Handled> {
  await received.drop(id)
  return { is: 'gone' }
}

/**
 * One attempt.
 * @returns undefined if a race for the person, address, mailbox or sign-up was lost.
 */
async function handleOnce(deps: HandleDeps, asked: Received): Promise<Handled | undefined> {
  const { id } = asked
  const found = await findOrNew(deps, asked)
  // Checked last: a person who is erased later still existed when they were read, so the conditional write fails.
  if (await isErasedSince(deps, asked)) return dropped(deps, id)
  const at = deps.clock.now()
  const mailbox = await mailboxFor(deps, asked, at)
  const known =
    found.is === 'readable' ? journeysOf(found.record.learner, isSignUp(asked) ? [asked.journeyId] : []) : []
  const considered = consider(found, mailbox, asked, {
    at,
    journeys: await deps.library.journeys(known),
  })
  if ('reason' in considered) return considered
  const { record, change } = considered
  const withheld = withheldNow(record, mailbox, asked, { ...change, at })
  if (isNothing(record, change))
    return (await deps.received.drop(id, change.also)) ? { is: 'handled', ...withheld } : undefined
  const also = [withoutReceived(id), ...(change.also ?? [])]
  const saved = await deps.learners.save(record, { ...change, also })
  return saved && { is: 'handled', ...withheld, ...dueAfter(saved, change, at) }
}

/** What has to be counted although no email goes out. Nothing else of it is stored. */
function withheldNow(
  record: LearnerRecord,
  { accountEmails }: Mailbox,
  { hashes }: Received,
  { events, at }: Pick<Change, 'events'> & { at: Instant },
): { withheld?: Withheld } {
  if (events.some(({ type }) => type === 'AccountEmailRequested')) return {}
  if (nextAccountEmailAt(accountEmails, at) !== at) return {}
  const withheld = events.find(one => one.type === 'AccountEmailWithheld')
  const { kind, reason } = withheld ?? { kind: 'find-me' as const, reason: undefined }
  const details = withOrigin(record.details, kind, originFrom(hashes))
  return { withheld: { record: { ...record, details }, kind, ...(reason && { reason }) } }
}

/** Whether nothing changes: no email goes out, and the address is unknown. Then nothing is kept of it. */
const isNothing = ({ rows }: LearnerRecord, { events }: Change): boolean =>
  rows.profile.version === 0 ? !events.some(({ type }) => type === 'SignUpRequested') : events.length === 0

/** Who has an account email due now because of a sign-up; nobody if none goes out, or only in a later turn. */
function dueAfter({ learner }: LearnerRecord, { events }: Change, now: Instant): { due?: DueRef } {
  const isDue = events.some(one => one.type === 'AccountEmailRequested' && (one.dueAt ?? one.at) <= now)
  const dueAt = learnerDueAt(learner)
  return isDue && dueAt !== undefined ? { due: { learnerId: learner.id, dueAt } } : {}
}

/** Another attempt is useless only for an unreadable row; other errors may pass. */
function unworkable(error: unknown): Handled {
  if (error instanceof UnreadableRow) return { is: 'unworkable', reason: error.message }
  throw error
}

/**
 * Decides about a received sign-up and stores the result together with its deletion in one transaction, so that it is
 * handled once, however many workers try. A sign-up received before its address was erased is dropped.
 * @param until starts no further attempt after this moment.
 */
export async function handleSignUp(deps: HandleDeps, id: LearnerId, until: Instant): Promise<Handled> {
  for (let attempt = 0; attempt < attempts && deps.clock.now() < until; attempt += 1) {
    const found = await deps.received.find(id)
    if (!found) return { is: 'gone' }
    if (found.is === 'unreadable') {
      const isErased = found.sentFor !== undefined && (await isErasedSince(deps, found.sentFor))
      return isErased ? dropped(deps, id) : { is: 'unworkable', reason: describeError(found.error) }
    }
    const handled = await handleOnce(deps, found.signUp).catch(unworkable)
    if (handled) return handled
  }
  return { is: 'busy' }
}
