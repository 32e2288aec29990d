import { routes } from '../../../shared/contracts/routes.ts'
import { matchPattern, segmentsOf } from '../../../shared/web/path-pattern.ts'

/** The methods with which an address of ours may be asked, whichever function answers. */
export const methodsAt = (path: string): string[] =>
  routes.filter(route => matchPattern(route.path, segmentsOf(path))).map(({ method }) => method)

/**
 * The path of ours that a spoilt one stood for: mail programs write addresses in capitals, and take the full stop or the
 * bracket behind them for a part. Always a path with a name at its beginning, so that it leads to no other website.
 */
export function meantPath(path: string): string | undefined {
  if (path.length > 200) return undefined
  const tidy = path.toLowerCase().replace(/(?:\/|[^a-z0-9/]+)$/, '')
  if (tidy === path || !/^(?:\/[\w.-]+)+$/.test(tidy)) return undefined
  return methodsAt(tidy).includes('GET') ? tidy : undefined
}
