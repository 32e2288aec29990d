import type { JourneyStore } from '../../../../shared/store/journeys.ts'
import { rollbackJourney } from '../../../journeys/rollback.ts'
import type { OperatorDeps } from '../../deps.ts'
import { auditedJourneys } from '../../journeys/publishing.ts'
import type { ConsoleRoutes } from '../console-context.ts'
import { changeRoutes, done } from './change.ts'

/** Goes back to a version, or, without a yes, only says what that would mean. */
async function rollBack(
  { counters, clock }: OperatorDeps,
  journeys: JourneyStore,
  { id, version, yes }: { id: string; version: number; yes: boolean },
): Promise<string[]> {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const agree = async () => yes
  await rollbackJourney({ journeys, counters, say, agree, now: () => clock.now() }, id, version)
  return said
}

/** Another version of a journey becomes current: the way back after a bad edit. */
export const journeyChangeRoutes: ConsoleRoutes = changeRoutes(
  '/journeys/{id}/{version}/current',
  async (_values, { params: { id = '', version } }, { deps }) => {
    const wish = { id, version: Number(version) }
    return {
      question: `Make version ${version} of ${id} current on ${deps.stage}?`,
      section: 'Journeys',
      effects: await rollBack(deps, auditedJourneys(deps, ''), { ...wish, yes: false }),
      button: `Make version ${version} current`,
      back: { path: '/journeys', words: 'All journeys' },
      run: async why =>
        done('Done', await rollBack(deps, auditedJourneys(deps, why), { ...wish, yes: true })),
    }
  },
)
