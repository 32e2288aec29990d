import type { LinkSigner } from '../adapters/links.ts'
import { errorWords } from '../contracts/error-words.ts'
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
import { whenMailedThere } from './mailbox-owner.ts'
import { commandFor, detailsWith, originFrom } from './received-as-command.ts'

/** What handling a received sign-up, or the wish for a private link, needs of the world. */
export interface HandleDeps extends CommandDeps {
  table: Pick<Table, 'getMany'>
  received: ReceivedSignUpStore
  mailboxes: MailboxStore
  links: LinkSigner
}

/**
 * What was asked for though no email goes out, while its mailbox had room: whom it is about as they were found, and why. Without
 * a reason nobody is known by the address.
 */
export interface Withheld {
  record: LearnerRecord
  kind: AccountEmailKind
  reason?: EventOf<'AccountEmailWithheld'>['reason']
}

/**
 * What became of a received sign-up. `handled`: stored, with whose account email is due because of it, if one is, or why none
 * is though its mailbox has its turn for it now. `gone`: it was handled before, or its address was erased since. `busy`: others wrote
 * to the same person or mailbox again and again, so it waits for the next tick. `unworkable`: it, or the person whom it is
 * about, or their mailbox, cannot be read, or there is a bug.
 */
export type Handled =
  | { is: 'handled'; due?: DueRef; withheld?: Withheld }
  | { is: 'gone' }
  | { is: 'busy' }
  | { is: 'unworkable'; reason: string }

/** More losses in a row leave it to the next tick: others are at work on the same mailbox, and somebody waits for this run. */
const attempts = 5

/** Strangers use up a bucket of their own, and never that of who reads the mailbox. */
async function mailboxFor(
  deps: HandleDeps,
  { link, email, hashes }: Received,
  at: Instant,
): Promise<Mailbox> {
  const mailedAt = link === undefined ? undefined : await whenMailedThere(deps, link, email, at)
  return deps.mailboxes.find(hashes.mailbox, mailedAt)
}

/** Whoever has the address, or somebody new. */
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
 * What was asked for counts for its mailbox, up to what it is allowed, whoever it is about and whether or not an email goes
 * out: a spy who looks for room in it with an address of their own finds the same after everybody's.
 */
function counted(mailbox: Mailbox, { events }: Decision, at: Instant): Write[] {
  const accountEmail = events.find(event => event.type === 'AccountEmailRequested')
  const goesAt = accountEmail
    ? (accountEmail.dueAt ?? accountEmail.at)
    : nextAccountEmailAt(mailbox.accountEmails, at)
  return goesAt === undefined ? [] : [withAccountEmail(mailbox, goesAt, at)]
}

/** What is stored: the person, what was filled in, that this counts for the mailbox, and that it is handled. */
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

/** What the engine makes of it; or why it cannot. */
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
    return { is: 'unworkable', reason: errorWords(error) }
  }
}

const isErasedSince = async ({ learners }: HandleDeps, { at, hashes }: SentFor): Promise<boolean> =>
  ((await learners.erasedAt(hashes.address)) ?? 0) > at

async function dropped({ received }: HandleDeps, id: LearnerId): Promise<Handled> {
  await received.drop(id)
  return { is: 'gone' }
}

/** One try. @returns undefined when the race for the person, the address, the mailbox or the sign-up was lost. */
async function handleOnce(deps: HandleDeps, asked: Received): Promise<Handled | undefined> {
  const { id } = asked
  const found = await findOrNew(deps, asked)
  // Looked at last: whoever is erased after it was there when they were read, and what is made of them is not stored.
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

/** Nothing of what is found out here is stored: it only says what to count. */
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

/** Nothing has happened to anybody. Where nothing goes out to an address that nobody has, nothing of it is kept. */
const isNothing = ({ rows }: LearnerRecord, { events }: Change): boolean =>
  rows.profile.version === 0 ? !events.some(({ type }) => type === 'SignUpRequested') : events.length === 0

/** Whose account email is due by now because of a sign-up: nobody's where none is to go out, or in its turn later. */
function dueAfter({ learner }: LearnerRecord, { events }: Change, now: Instant): { due?: DueRef } {
  const isDue = events.some(one => one.type === 'AccountEmailRequested' && (one.dueAt ?? one.at) <= now)
  const dueAt = learnerDueAt(learner)
  return isDue && dueAt !== undefined ? { due: { learnerId: learner.id, dueAt } } : {}
}

/** Of a row that cannot be read it is known that no other try would do better; of whatever else fails it is not. */
function unworkable(error: unknown): Handled {
  if (error instanceof UnreadableRow) return { is: 'unworkable', reason: error.message }
  throw error
}

/**
 * Asks the engine what becomes of a received sign-up, and stores that in one transaction with its being gone: so it is
 * handled once, however often and by however many it is begun. What was received before its address was erased is
 * dropped.
 * @param until begins no further try after this moment.
 */
export async function handleSignUp(deps: HandleDeps, id: LearnerId, until: Instant): Promise<Handled> {
  for (let attempt = 0; attempt < attempts && deps.clock.now() < until; attempt += 1) {
    const found = await deps.received.find(id)
    if (!found) return { is: 'gone' }
    if (found.is === 'unreadable') {
      const isErased = found.sentFor !== undefined && (await isErasedSince(deps, found.sentFor))
      return isErased ? dropped(deps, id) : { is: 'unworkable', reason: errorWords(found.error) }
    }
    const handled = await handleOnce(deps, found.signUp).catch(unworkable)
    if (handled) return handled
  }
  return { is: 'busy' }
}
