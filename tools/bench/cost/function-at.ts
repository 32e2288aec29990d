import { fallback, type HttpFunction, routes } from '../../../shared/contracts/routes.ts'
import { matchPattern, segmentsOf } from '../../../shared/web/path-pattern.ts'

/** Which function answers at an address, as the routes have it. */
export function functionAt(address: string): HttpFunction {
  const segments = segmentsOf(address.replace(/\?.*/, ''))
  return routes.find(({ path }) => matchPattern(path, segments))?.function ?? fallback
}
