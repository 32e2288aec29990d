import type { Journey } from '../../shared/domain/journey.ts'
import type { OperatorDeps } from './deps.ts'
import { noSuchJourney } from './problems.ts'

/** The current version of a published journey. @throws OperatorProblem when there is no such journey. */
export async function currentJourney({ library }: OperatorDeps, id: string): Promise<Journey> {
  const head = await library.head(id)
  if (!head) throw noSuchJourney(id, await library.list())
  return head.journey
}
