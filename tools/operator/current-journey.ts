import type { Head } from '../../shared/application/journey-library.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import type { OperatorDeps } from './deps.ts'
import { noSuchJourney } from './problems.ts'

/** The current version of a published journey, and who sends it. @throws OperatorProblem when there is no such journey. */
export async function currentHead({ library }: Pick<OperatorDeps, 'library'>, id: string): Promise<Head> {
  const head = await library.head(id)
  if (!head) throw noSuchJourney(id, await library.list())
  return head
}

/** The current version of a published journey. @throws OperatorProblem when there is no such journey. */
export const currentJourney = async (deps: Pick<OperatorDeps, 'library'>, id: string): Promise<Journey> =>
  (await currentHead(deps, id)).journey
