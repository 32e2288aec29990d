import type { Random } from '../adapters/random.ts'
import type { EmailAddress } from '../contracts/email-address.ts'
import type { CommandOf } from '../domain/commands.ts'
import type { Consent } from '../domain/consent.ts'
import { decide } from '../domain/decide.ts'
import type { Decision } from '../domain/decision.ts'
import type { JourneyId } from '../domain/ids.ts'
import { newLearner } from '../domain/learner.ts'
import type { Preferences } from '../domain/preferences.ts'
import type { Sector } from '../domain/sectors.ts'
import { type Details, newDetails, type RequestedDetails, withRequested } from '../store/details.ts'
import { type Change, type LearnerRecord, newRecord } from '../store/learner-record.ts'
import { type Mailbox, type MailboxStore, withAccountEmail } from '../store/mailboxes.ts'
import { type ActDeps, changeBy, journeysOf } from './act.ts'

/** What somebody filled in, with the keyed hashes that it is looked up and held down by. */
export interface AskedSignUp {
  email: EmailAddress
  firstName?: string | undefined
  role?: string | undefined
  sector?: Sector | undefined
  preferences: Preferences
  journeyId: JourneyId
  consent: Consent
  hashes: { address: string; mailbox: string; domain: string; network: string }
}

/** What asking the engine about a sign-up needs of the world. */
export interface RequestDeps extends ActDeps {
  random: Random
  mailboxes: MailboxStore
}

const attempts = 5

async function readOrNew(deps: RequestDeps, { email, hashes }: AskedSignUp): Promise<LearnerRecord> {
  const known = await deps.learners.idOf(hashes.address)
  const id = known ?? deps.random.learnerId()
  // Read even for a new id, so that nobody can tell from the time it takes whether an address is known.
  const record = await deps.learners.find(id)
  const details = newDetails({ email }, hashes.address)
  return record ?? newRecord(newLearner(id, deps.random.epoch()), details, known !== undefined)
}

/** What was filled in, beside the learner until its confirmation. */
function requestedDetails({ email, firstName, role, hashes }: AskedSignUp): RequestedDetails {
  const { network, domain } = hashes
  return { email, ...(firstName && { firstName }), ...(role && { role }), origin: { network, domain } }
}

type Wished = Pick<AskedSignUp, 'journeyId' | 'consent' | 'preferences' | 'sector'>

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
function repeated({ learner, details }: LearnerRecord, asked: AskedSignUp): number | undefined {
  const wish = wished(asked, requestedDetails(asked))
  return learner.requests.findLast(request => wished(request, details.requests?.[request.number]) === wish)
    ?.number
}

function commandFor(
  deps: RequestDeps,
  record: LearnerRecord,
  mailbox: Mailbox,
  asked: AskedSignUp,
): CommandOf<'RequestSignUp'> {
  const { consent, journeyId, preferences, sector, hashes } = asked
  return {
    type: 'RequestSignUp',
    at: deps.clock.now(),
    epoch: deps.random.epoch(),
    journeyId,
    consent,
    preferences,
    sector,
    lately: mailbox.accountEmails,
    repeats: repeated(record, asked),
    isOldAddress: record.details.addressHash !== hashes.address,
  }
}

/** What is stored: the person, what was filled in, and that an account email goes to this mailbox. */
function changeOf(record: LearnerRecord, mailbox: Mailbox, asked: AskedSignUp, decision: Decision): Change {
  const change = changeBy(record.learner, decision)
  const request = decision.events.find(event => event.type === 'SignUpRequested')
  const accountEmail = decision.events.find(event => event.type === 'AccountEmailRequested')
  const details: Details = request
    ? withRequested(record.details, request.request, requestedDetails(asked))
    : record.details
  const also = accountEmail
    ? [withAccountEmail(mailbox, accountEmail.dueAt ?? accountEmail.at, accountEmail.at)]
    : []
  return { ...change, details, also }
}

/**
 * Asks the engine what becomes of a sign-up and stores it.
 * @throws when the race for its address or its mailbox is lost again and again: nothing is stored then.
 */
export async function requestSignUp(deps: RequestDeps, asked: AskedSignUp): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const record = await readOrNew(deps, asked)
    const mailbox = await deps.mailboxes.find(asked.hashes.mailbox)
    const { learner } = record
    const journeys = await deps.library.journeys(journeysOf(learner, [asked.journeyId]))
    const decision = decide(learner, commandFor(deps, record, mailbox, asked), journeys)
    const change = changeOf(record, mailbox, asked, decision)
    if (await deps.learners.save(record, { ...change, touchAddress: true })) return
  }
  throw new Error(
    `A sign-up lost the race for its address ${attempts} times in a row. Nothing was stored; try again.`,
  )
}
