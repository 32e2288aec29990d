import { fallback, type HttpFunction, routes } from '../../../shared/contracts/routes.ts'
import { matchPattern, segmentsOf } from '../../../shared/web/path-pattern.ts'

/** The function that serves a path, according to the routes. */
export function functionAt(address: string): HttpFunction {
  const segments = segmentsOf(address.replace(/\?.*/, ''))
  return routes.find(({ path }) => matchPattern(path, segments))?.function ?? fallback
}
