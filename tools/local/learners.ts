import { addressHasher } from '../../shared/adapters/addresses.ts'
import { secretReader } from '../../shared/adapters/secrets.ts'
import { normaliseAddress } from '../../shared/contracts/email-address.ts'
import { parseHistory, saidIn } from '../../shared/store/history.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { learnerStore } from '../../shared/store/learners.ts'
import { ownClients, ownTable, settingOf } from './own-clients.ts'
import type { Place } from './template/place.ts'
import type { Wiring } from './template/wiring.ts'

/** What the local pages show about a learner. */
export type LearnerView = {
  /** In the stored form, for developers. */
  state: unknown
  /** Oldest first. */
  history: { at: string; what: string; said: Readonly<Record<string, unknown>>; journey?: string }[]
}

/** @returns undefined if nobody has that address */
export type DescribeLearner = (email: string) => Promise<LearnerView | undefined>

/** Looks people up in the table by the keyed hash of their address, as the functions do. */
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
    parseHistory(history).map(entry => ({ entry, journey })),
  )
  const own = parseHistory(rows.profile.history).map(entry => ({ entry }))
  const all = [...own, ...journeys].sort((a, b) => a.entry.at - b.entry.at)
  const history = all.map(({ entry, ...rest }) => ({
    at: new Date(entry.at).toISOString(),
    what: entry.type,
    said: saidIn(entry),
    ...rest,
  }))
  return { state: { ...learner, ...personal }, history }
}
