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

/** What taking in people who agreed elsewhere needs of the world. */
export interface ImportDeps extends CommandDeps {
  random: Random
}

/** Somebody who agreed elsewhere. */
export interface ImportedPerson {
  email: EmailAddress
  firstName?: string | undefined
  role?: string | undefined
  sector?: Sector | undefined
  preferences: Preferences
  consent: Consent
}

/** What became of them. Only the first two changed anything. */
export type ImportOutcome =
  | 'imported'
  /** Took part already, in other journeys. */
  | 'joined'
  | 'already-in-it'
  /** Left before, was erased, bounced, complained or was suppressed: an import never takes anybody back in. */
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
 * Takes somebody in with the consent that they gave elsewhere. Done again, it changes nothing.
 * @param startAt no email before this moment.
 * @throws when the journey is not published, or the race for the address is lost again and again.
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
    // Read after the address: whoever is erased between the two is found here.
    if (learner.status !== 'active' && (await deps.learners.isSuppressed(suppressed))) return 'stays-out'
    const at = deps.clock.now()
    const epoch = deps.random.epoch()
    const wish = { journeyId, startAt, consent, preferences, sector }
    const command: CommandOf<'ImportLearner'> = { type: 'ImportLearner', at, epoch, ...wish }
    const decision = decide(learner, command, await deps.library.journeys(journeysOf(learner, [journeyId])))
    if (decision.outcome === 'no-such-journey') throw new Error(`Journey ${journeyId} is not published.`)
    if (decision.events.length === 0) return whyNot(learner, decision.outcome === 'too-often')
    const joins = learner.status === 'active'
    // What was filled in for sign-ups that wait stays beside them.
    const { requests } = record.details
    const details = joins ? record.details : { ...newDetails(person, hash), ...(requests && { requests }) }
    if (await deps.learners.save(record, { ...changeBy(learner, decision), details }))
      return joins ? 'joined' : 'imported'
  }
  throw new Error(`An import lost the race for an address ${attempts} times in a row. Run it again.`)
}
