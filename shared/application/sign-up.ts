import type { AddressHasher } from '../adapters/addresses.ts'
import type { Random } from '../adapters/random.ts'
import { type EmailAddress, normaliseAddress } from '../contracts/email-address.ts'
import type { Consent } from '../domain/consent.ts'
import { decide } from '../domain/decide.ts'
import type { JourneyId } from '../domain/ids.ts'
import { newLearner } from '../domain/learner.ts'
import type { Preferences } from '../domain/preferences.ts'
import type { Sector } from '../domain/sectors.ts'
import type { ConfirmationStore } from '../store/confirmations.ts'
import { newDetails, type RequestedDetails, withRequested } from '../store/details.ts'
import { type LearnerRecord, newRecord } from '../store/learner-record.ts'
import type { LimitStore } from '../store/limits.ts'
import { type ActDeps, changeBy, journeysOf } from './act.ts'

/** What taking in a sign-up needs of the world. */
export interface SignUpDeps extends ActDeps {
  random: Random
  addresses: AddressHasher
  limits: LimitStore
  confirmations: Pick<ConfirmationStore, 'isBraked'>
  /** Sign-ups that one network may make in an hour. */
  networkBudget: number
}

/** What somebody filled in. */
export interface SignUp {
  email: EmailAddress
  firstName?: string | undefined
  role?: string | undefined
  sector?: Sector | undefined
  preferences: Preferences
  journeyId: JourneyId
  consent: Consent
  /** The network address that the request came from; kept as a keyed hash that expires after two hours. */
  network: string
}

/**
 * `accepted` says nothing about whether the address was known; nor does `accepted-slowly`, that emails like the one that
 * it asks for are slowed down, whoever it is.
 */
export type SignUpOutcome = 'accepted' | 'accepted-slowly' | 'network-busy' | 'no-such-journey'

const attempts = 5

async function readOrNew(deps: SignUpDeps, signUp: SignUp, hash: string): Promise<LearnerRecord> {
  const known = await deps.learners.idOf(hash)
  const id = known ?? deps.random.learnerId()
  // Read even for a new id, so that nobody can tell from the time it takes whether an address is known.
  const record = await deps.learners.find(id)
  const { email } = signUp
  return (
    record ?? newRecord(newLearner(id, deps.random.epoch()), newDetails({ email }, hash), known !== undefined)
  )
}

/** What was filled in, beside the learner until its confirmation. */
function requestedDetails({ addresses }: SignUpDeps, signUp: SignUp): RequestedDetails {
  const { email, firstName, role, network } = signUp
  const origin = {
    network: addresses.ofNetwork(network),
    domain: addresses.ofDomain(normaliseAddress(email)),
  }
  return { email, ...(firstName && { firstName }), ...(role && { role }), origin }
}

/**
 * Takes in a sign-up: the same calls and the same answer whether the address is new, waits for its confirmation, takes
 * part, has left or cannot be reached. What it leads to comes by email.
 */
export async function signUp(deps: SignUpDeps, request: SignUp): Promise<SignUpOutcome> {
  const at = deps.clock.now()
  if (!(await deps.library.head(request.journeyId))) return 'no-such-journey'
  const network = deps.addresses.ofNetwork(request.network)
  if ((await deps.limits.takeSignUp(network, at, deps.networkBudget)) === 'spent') return 'network-busy'
  const hash = deps.addresses.ofEmail(normaliseAddress(request.email))
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const record = await readOrNew(deps, request, hash)
    const { learner } = record
    const { consent, journeyId, preferences, sector } = request
    const epoch = deps.random.epoch()
    const isOldAddress = record.details.addressHash !== hash
    const wish = { journeyId, consent, preferences, sector, isOldAddress }
    const command = { type: 'RequestSignUp' as const, at, epoch, ...wish }
    const decision = decide(learner, command, await deps.library.journeys(journeysOf(learner, [journeyId])))
    const asked = decision.facts.find(fact => fact.type === 'SignUpRequested')
    const details = asked
      ? withRequested(record.details, asked.request, requestedDetails(deps, request))
      : record.details
    const change = { ...changeBy(learner, decision), details, touchAddress: true }
    if (!(await deps.learners.save(record, change))) continue
    const { origin } = requestedDetails(deps, request)
    return (await deps.confirmations.isBraked(origin, at)) ? 'accepted-slowly' : 'accepted'
  }
  throw new Error(
    `A sign-up lost the race for its address ${attempts} times in a row. Nothing was stored; try again.`,
  )
}
