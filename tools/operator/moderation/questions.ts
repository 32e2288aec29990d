import type { OpenQuestion } from '../../../shared/application/reflections/to-read.ts'
import { wordingVersion } from '../../../shared/domain/reflections/reflection.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'

/**
 * Returns the open questions of a journey's current version.
 * @throws OperatorProblem if there is no such journey
 */
export async function questionsOf(deps: OperatorDeps, journeyId: string): Promise<OpenQuestion[]> {
  const { modules } = await currentJourney(deps, journeyId)
  const pages = await Promise.all(modules.map(module => deps.library.page(journeyId, module.id)))
  return pages.flatMap(page =>
    page ? [{ journeyId, moduleId: page.id, wording: wordingVersion(page.reflection) }] : [],
  )
}
