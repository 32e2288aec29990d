import { addressHasher } from '../../shared/adapters/addresses.ts'
import { secretReader } from '../../shared/adapters/secrets.ts'
import { normaliseAddress } from '../../shared/contracts/email-address.ts'
import { parseHistory } from '../../shared/store/history.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { learnerStore } from '../../shared/store/learners.ts'
import { ownClients, ownTable, settingOf } from './own-clients.ts'
import type { Place } from './template/place.ts'
import type { Wiring } from './template/wiring.ts'

/** What the local pages show of somebody. */
export type LearnerView = {
  /** As stored, for people to read. */
  state: unknown
  /** Oldest first. */
  history: { at: string; what: string; about?: string; journey?: string }[]
}

/** @returns undefined when nobody has that address */
export type DescribeLearner = (email: string) => Promise<LearnerView | undefined>

/** Looks people up in the table, by the same keyed hash of their address as the functions. */
export function learnersIn(wiring: Wiring, place: Place, now: () => number): DescribeLearner {
  const { dynamo, secrets } = ownClients(place)
  const learners = learnerStore(ownTable(wiring, dynamo))
  const readSecret = secretReader(secrets, now, console)
  return async email => {
    const hasher = addressHasher(await readSecret(settingOf(wiring, 'ADDRESS_KEY_SECRET')))
    const id = await learners.idOf(hasher.ofEmail(normaliseAddress(email)))
    const record = id && (await learners.find(id))
    return record ? view(record) : undefined
  }
}

function view({ learner, details, rows }: LearnerRecord): LearnerView {
  const { addressHash: _, newAddressHash: __, ...personal } = details
  const journeys = Object.entries(rows.enrolments).flatMap(([journey, { history }]) =>
    parseHistory(history).map(entry => ({ ...entry, journey })),
  )
  const all = [...parseHistory(rows.profile.history), ...journeys].sort((a, b) => a.at - b.at)
  const history = all.map(({ at, type, version: ___, ...rest }) => ({
    at: new Date(at).toISOString(),
    what: type,
    ...rest,
  }))
  return { state: { ...learner, ...personal }, history }
}
