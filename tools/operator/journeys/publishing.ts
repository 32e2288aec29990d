import { type JourneyStore, journeyStore } from '../../../shared/store/journeys.ts'
import type { Publishing } from '../../journeys/publish.ts'
import { audited } from '../audited.ts'
import { agree, type Changing, type Run, reasonOf } from '../command/run.ts'
import type { OperatorDeps } from '../deps.ts'

/** The store, with an audit entry around each write that makes a version current. */
export function auditedJourneys(deps: OperatorDeps, why: string): JourneyStore {
  const store = journeyStore(deps.table)
  return {
    ...store,
    publish: (compiled, at) => {
      const { id: journey, version } = compiled.journey
      return audited(deps, { what: 'journeys publish', about: { journey, version }, why }, async () => {
        const value = await store.publish(compiled, at)
        return { value, result: { outcome: value } }
      })
    },
    makeCurrent: (journey, version) =>
      audited(deps, { what: 'journeys rollback', about: { journey, version }, why }, async () => {
        const value = await store.makeCurrent(journey, version)
        return { value, result: { outcome: value } }
      }),
  }
}

/** What the author's commands work on, in the operator's name: with a reason, and a trace of it. */
export function operatorsPublishing(run: Run<Changing>): Publishing {
  const { deps, io, options } = run
  return {
    journeys: auditedJourneys(deps, reasonOf(options)),
    counters: deps.counters,
    say: line => io.err(`${line}\n`),
    agree: async question => {
      await agree({ io, options }, question)
      return true
    },
    now: () => deps.clock.now(),
  }
}
