import type { RouteSpec } from '../template/readers/http-api.ts'

export type Match = { route: RouteSpec; parameters: Record<string, string> }
type Compiled = { route: RouteSpec; method: string; segments: string[]; rank: number }

/**
 * Compiles the routes of an HTTP API. The most specific route wins: no variables before variables before a greedy
 * variable, an exact method before ANY, and `$default` last. The path must be decoded. Source: API Gateway developer
 * guide, "Develop routes for HTTP APIs".
 */
export function compileRoutes(routes: RouteSpec[]): (method: string, path: string) => Match | undefined {
  const compiled = routes.map(compile).sort((a, b) => a.rank - b.rank)
  return (method, path) => {
    for (const candidate of compiled) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue
      const parameters = match(candidate, path.split('/').slice(1))
      if (parameters) return { route: candidate.route, parameters }
    }
    return undefined
  }
}

function compile(route: RouteSpec): Compiled {
  if (route.key === '$default') return { route, method: 'ANY', segments: ['{proxy+}'], rank: 1000 }
  const [method = '', path = ''] = route.key.split(' ')
  const segments = path.split('/').slice(1)
  const variables = segments.filter(segment => segment.startsWith('{')).length
  const greedy = path.endsWith('+}') ? 100 : 0
  return { route, method, segments, rank: greedy + 2 * variables + Number(method === 'ANY') }
}

function match({ segments }: Compiled, path: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const given = path[index]
    if (given === undefined) return undefined
    const name = segment.startsWith('{') ? segment.slice(1, -1) : undefined
    if (name?.endsWith('+')) return { ...parameters, [name.slice(0, -1)]: path.slice(index).join('/') }
    if (name === undefined ? segment !== given : given === '') return undefined
    if (name) parameters[name] = given
  }
  return path.length === segments.length ? parameters : undefined
}
