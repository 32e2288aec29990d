import type { AddressHasher } from '../adapters/addresses.ts'
import type { Random } from '../adapters/random.ts'
import { type EmailAddress, normaliseAddress } from '../contracts/email-address.ts'
import type { CommandOf } from '../domain/commands.ts'
import type { Consent } from '../domain/consent.ts'
import { decide } from '../domain/decide.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { type Learner, newLearner } from '../domain/learner.ts'
import type { Preferences } from '../domain/preferences.ts'
import type { Sector } from '../domain/sectors.ts'
import { newDetails } from '../store/details.ts'
import { type LearnerRecord, newRecord } from '../store/learner-record.ts'
import { suppressionHashes } from './erase.ts'
import { type CommandDeps, changeBy, journeysOf } from './execute-command.ts'

/** Dependencies of importing people who consented elsewhere. */
export interface ImportDeps extends CommandDeps {
  random: Random
}

/** A person who consented elsewhere. */
export interface ImportedPerson {
  email: EmailAddress
  firstName?: string | undefined
  role?: string | undefined
  sector?: Sector | undefined
  preferences: Preferences
  consent: Consent
}

/** The outcome. Only the first two changed anything. */
export type ImportOutcome =
  | 'imported'
  /** They were already in other journeys. */
  | 'joined'
  | 'already-in-it'
  /** Left, was erased, bounced, complained or was suppressed before: an import never brings anybody back. */
  | 'stays-out'
  | 'too-many-journeys'

const attempts = 5

async function readOrNew(deps: ImportDeps, person: ImportedPerson, hash: string): Promise<LearnerRecord> {
  const known = await deps.learners.idOf(hash)
  const record = known === undefined ? undefined : await deps.learners.find(known)
  if (record) return record
  const learner = newLearner(known ?? deps.random.learnerId(), deps.random.epoch())
  return newRecord(learner, newDetails(person, hash), known !== undefined)
}

function whyNot({ status, undeliverable }: Learner, tooMany: boolean): ImportOutcome {
  if (tooMany) return 'too-many-journeys'
  return status === 'left' || undeliverable ? 'stays-out' : 'already-in-it'
}

/**
 * Imports a person with the consent that they gave elsewhere. Idempotent.
 * @param startAt no email before this moment.
 * @throws if the journey is not published, or if the race for the address is lost repeatedly.
 */
export async function importLearner(
  deps: ImportDeps,
  addresses: AddressHasher,
  person: ImportedPerson,
  { journeyId, startAt }: { journeyId: JourneyId; startAt: Instant },
): Promise<ImportOutcome> {
  const hash = addresses.ofEmail(normaliseAddress(person.email))
  const suppressed = suppressionHashes(addresses, person.email)
  const { consent, preferences, sector } = person
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const record = await readOrNew(deps, person, hash)
    const { learner } = record
    // Read after the address, so that a person erased in between is noticed.
    if (learner.status !== 'active' && (await deps.learners.isSuppressed(suppressed))) return 'stays-out'
    const at = deps.clock.now()
    const epoch = deps.random.epoch()
    const wish = { journeyId, startAt, consent, preferences, sector }
    const command: CommandOf<'ImportLearner'> = { type: 'ImportLearner', at, epoch, ...wish }
    const decision = decide(learner, command, await deps.library.journeys(journeysOf(learner, [journeyId])))
    if (decision.outcome === 'no-such-journey') throw new Error(`Journey ${journeyId} is not published.`)
    if (decision.events.length === 0) return whyNot(learner, decision.outcome === 'too-often')
    const joins = learner.status === 'active'
    // Details of waiting sign-ups stay as they are.
    const { requests } = record.details
    const details = joins ? record.details : { ...newDetails(person, hash), ...(requests && { requests }) }
    if (await deps.learners.save(record, { ...changeBy(learner, decision), details }))
      return joins ? 'joined' : 'imported'
  }
  throw new Error(`An import lost the race for an address ${attempts} times in a row. Run it again.`)
}
