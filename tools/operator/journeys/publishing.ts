import { holdStore } from '../../../shared/store/holds.ts'
import { type JourneyStore, journeyStore } from '../../../shared/store/journeys.ts'
import type { TableScan } from '../../../shared/store/table.ts'
import type { PictureStore } from '../../journeys/pictures/picture-store.ts'
import type { Publishing } from '../../journeys/publish.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'
import type { ChangeSession } from '../operations/session.ts'

/** The dependencies of publishing. */
export type PublishingDeps = Pick<
  OperatorDeps,
  'stage' | 'audit' | 'clock' | 'counters' | 'random' | 'who'
> & {
  table: Parameters<typeof journeyStore>[0] & Pick<TableScan, 'scan'>
  /** The store of pictures; absent if the system has none. */
  pictures?: PictureStore
}

/** The store, with an audit entry for each write that makes a version current. */
function auditedJourneys(deps: PublishingDeps, why: string): JourneyStore {
  const store = journeyStore(deps.table)
  return {
    ...store,
    publish: (compiled, at, how) => {
      const { id: journey, version } = compiled.journey
      const from = how?.from !== undefined && { from: new Date(how.from).toISOString() }
      return audited(
        deps,
        { what: 'journeys publish', about: { journey, version, ...from }, why },
        async () => {
          const value = await store.publish(compiled, at, { ...how, mark: deps.random.worker() })
          return { value, result: { outcome: value } }
        },
      )
    },
    makeCurrent: (journey, version, now) =>
      audited(deps, { what: 'journeys rollback', about: { journey, version }, why }, async () => {
        const value = await store.makeCurrent(journey, version, now)
        return { value, result: { outcome: value } }
      }),
  }
}

/** The dependencies of publishing for an operator, with a reason and audit entries. */
export async function auditedPublishing({
  open,
  why,
  says,
  agree,
  progress,
}: ChangeSession<PublishingDeps>): Promise<Publishing> {
  const deps = await open()
  return {
    journeys: auditedJourneys(deps, why),
    counters: deps.counters,
    holds: holdStore(deps.table),
    table: deps.table,
    looked: people => progress({ done: people, unit: 'people looked at' }),
    say: says,
    agree: async question => {
      await agree(question)
      return true
    },
    now: () => deps.clock.now(),
  }
}
