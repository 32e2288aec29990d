import { noticedWithin } from '../../../shared/application/journey-library.ts'
import type { Canary } from '../../../shared/domain/hold.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'

/** Which version a canary is about, and which one it came after. @throws OperatorProblem when there is none such. */
export async function canaryVersions(
  { table }: Pick<OperatorDeps, 'table'>,
  journey: Journey,
  wanted: number | undefined,
): Promise<Pick<Canary, 'version' | 'before'>> {
  const store = journeyStore(table)
  const { id, version: current } = journey
  const next = await store.nextVersion(id)
  const version = wanted ?? next
  if (version === current) return { version }
  if (version === next || (version < next && (await store.isWhole(id, version))))
    return { version, before: current }
  throw new OperatorProblem(
    `${id} has no version ${version}: the next one is ${next}. Those that there are: operator journeys versions ${id}.`,
  )
}

/** @returns the version to go back to; none while the canary's own is not current. */
export function versionBefore({ version, before }: Canary, current: number): number | undefined {
  if (version !== current) return undefined
  if (before !== undefined) return before
  throw new OperatorProblem(
    'This canary knows no version before it. Say --go, or go back first: journeys rollback <journey> --to <version>.',
  )
}

/** The journey rests until every function has noticed, so that nobody else gets the version that was stopped. */
export async function goBack(
  { table, clock }: Pick<OperatorDeps, 'table' | 'clock'>,
  journey: string,
  version: number,
): Promise<void> {
  if ((await journeyStore(table).makeCurrent(journey, version)) === 'no-such-version')
    throw new OperatorProblem(`Version ${version} of ${journey} is not there whole. The journey still rests.`)
  await clock.until(clock.now() + noticedWithin)
}
