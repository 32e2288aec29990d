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
