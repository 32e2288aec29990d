import type { Journey } from '../../shared/domain/journey.ts'
import type { Head } from '../../shared/store/journeys.ts'
import type { OperatorDeps } from './deps.ts'
import { OperatorProblem } from './problem.ts'

/**
 * Returns the current version of a published journey, and its sender.
 * @throws OperatorProblem if there is no such journey
 */
export async function currentHead({ library }: Pick<OperatorDeps, 'library'>, id: string): Promise<Head> {
  const head = await library.head(id)
  if (!head) throw noSuchJourney(id, await library.list())
  return head
}

/**
 * Returns the current version of a published journey.
 * @throws OperatorProblem if there is no such journey
 */
export const currentJourney = async (deps: Pick<OperatorDeps, 'library'>, id: string): Promise<Journey> =>
  (await currentHead(deps, id)).journey

/** @throws OperatorProblem if a version has no such module */
export function checkModule({ id, version, modules }: Journey, moduleId: string): void {
  const ids = modules.map(module => module.id)
  if (ids.includes(moduleId)) return
  throw new OperatorProblem(
    `There is no module "${moduleId}" in ${id} version ${version}. Modules: ${ids.join(', ')}.`,
  )
}

/** @param published the journeys that exist, for the message */
export function noSuchJourney(id: string, published: readonly Head[]): OperatorProblem {
  const ids = published.map(({ journey }) => journey.id).join(', ')
  return new OperatorProblem(`There is no journey "${id}". Published: ${ids || 'none'}.`)
}
