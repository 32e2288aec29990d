import { routes } from '../../../shared/contracts/routes.ts'

/** The values of a path's `{names}`. */
export type Params = Readonly<Record<string, string>>

/** The pattern that a path fits, with the values of its `{names}`. */
export function findRoute(
  patterns: Iterable<string>,
  path: string,
): { pattern: string; params: Params } | undefined {
  for (const pattern of patterns) {
    const params = match(pattern, path)
    if (params) return { pattern, params }
  }
  return undefined
}

/** The methods with which an address of ours may be asked, whichever function answers. */
export const methodsAt = (path: string): string[] =>
  routes.filter(route => match(route.path, path)).map(({ method }) => method)

/**
 * The path of ours that a spoilt one stood for: mail programs write addresses in capitals, and take the full stop or the
 * bracket behind them for a part. Always a path with a name at its beginning, so that it leads to no other website.
 */
export function meantPath(path: string): string | undefined {
  if (path.length > 200) return undefined
  const tidy = path.toLowerCase().replace(/(?:\/|[^a-z0-9/]+)$/, '')
  if (tidy === path || !/^(?:\/[\w.-]+)+$/.test(tidy)) return undefined
  return routes.some(route => route.method === 'GET' && match(route.path, tidy)) ? tidy : undefined
}

function match(pattern: string, path: string): Params | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    const value = given[i] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name ? value === '' : part !== value) return undefined
    if (name) params[name] = value
  }
  return params
}
