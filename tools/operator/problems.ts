import type { Head } from '../../shared/store/journeys.ts'
import { OperatorProblem } from './problem.ts'

/** @param published what there is instead. */
export function noSuchJourney(id: string, published: readonly Head[]): OperatorProblem {
  const ids = published.map(({ journey }) => journey.id).join(', ')
  return new OperatorProblem(`There is no journey "${id}". Published: ${ids || 'none'}.`)
}
