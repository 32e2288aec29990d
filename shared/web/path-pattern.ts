type NamesIn<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

/** The values of a pattern's `{names}`, with their names as types if the pattern is a literal. */
export type Params<Pattern extends string = string> = string extends Pattern
  ? Readonly<Record<string, string>>
  : { readonly [Name in NamesIn<Pattern>]: string }

/** The segments of a decoded path. */
export const segmentsOf = (path: string): string[] => path.split('/').slice(1)

/** The first pattern that matches a path, with the values of its `{names}`. */
export function findPattern(
  patterns: Iterable<string>,
  segments: readonly string[],
): { pattern: string; params: Params } | undefined {
  for (const pattern of patterns) {
    const params = matchPattern(pattern, segments)
    if (params) return { pattern, params }
  }
  return undefined
}

/** The values of a pattern's `{names}` if it matches a path. Each is a non-empty segment. */
export function matchPattern(pattern: string, segments: readonly string[]): Params | undefined {
  const wanted = segmentsOf(pattern)
  if (wanted.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    const value = segments[i] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name ? value === '' : part !== value) return undefined
    if (name) params[name] = value
  }
  return params
}
