import type { FrontMatter } from './front-matter.ts'
import { errorAt, type Problem } from './problem.ts'

/** Settings that stand below the settings, where they would be read as words. @param known the names of settings. */
export function lintStrayed(
  file: string,
  { body, bodyLine }: FrontMatter,
  known: readonly string[],
): Problem[] {
  const lines = body.split('\n')
  const first = lines.findIndex(line => line.trim() !== '')
  const at = (message: string) => [errorAt(file, bodyLine + first, message)]
  const settingIn = (line = '') => known.find(name => line.startsWith(`${name}:`))
  if (/^---\s*$/.test(lines[first] ?? '') && settingIn(lines[first + 1]))
    return at(
      'The settings have ended above. Move these lines up to the others, and keep two lines of --- in all.',
    )
  const name = settingIn(lines[first])
  if (name === undefined) return []
  return at(`"${name}" is a setting, and the settings have ended above. Move this line up to the others.`)
}
