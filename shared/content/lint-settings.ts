import { didYouMean } from './closest.ts'
import type { FrontMatter } from './front-matter.ts'
import { mergeFieldIn } from './lint-foreign.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'

/** Modules that `journey.md` names twice or without a file, and files that it does not name. */
export function lintOrder({ values, lineOf }: FrontMatter, modules: readonly { file: string }[]): Problem[] {
  const listed = Array.isArray(values['modules']) ? values['modules'].map(String) : []
  const written = modules.map(({ file }) => file.replace(/\.md$/, ''))
  const wrong = listed.flatMap((id, index) => {
    const at = (message: string) => [errorAt('journey.md', lineOf(['modules', index]), message)]
    if (listed.indexOf(id) < index) return at(`The module "${id}" is in the list twice.`)
    return written.includes(id)
      ? []
      : at(`There is no module "${id}" (no file ${id}.md).${didYouMean(id, written)}`)
  })
  const unlisted = modules.filter(({ file }) => !listed.includes(file.replace(/\.md$/, '')))
  return [
    ...wrong,
    ...unlisted.map(({ file }) =>
      warningAt(file, 1, 'journey.md does not name this module, so nobody gets it.'),
    ),
  ]
}

/**
 * Settings below the front matter, where they would be shown as text.
 * @param known the names of settings.
 */
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

/** Characters that would be markup in a body. */
const markdown =
  /(?<![\w*])\*\*(?=\S)|(?<=\S)\*\*(?![\w*])|(?<!\w)__(?=[^\s_])|\]\(|`|^#{1,6}\s|(?<![\w*])\*[^\s*]([^*]*[^\s*])?\*(?![\w*])|(?<!\w)_[^\s_]([^_]*[^\s_])?_(?!\w)/

/** The settings that readers see. */
const shown = [
  'title',
  'subject',
  'preheader',
  'reflection',
  'in-short',
  'speaking-up',
  'ask',
  'choose',
  'guess',
]

/** Settings with Markdown, which readers would see, or with another tool's merge fields. */
export const lintPlain = (file: string, { values, lineOf }: FrontMatter): Problem[] =>
  shown.flatMap(name => {
    const texts = [values[name] ?? ''].flat().map(String)
    const field = texts.map(mergeFieldIn).find(message => message !== undefined)
    if (field !== undefined) return [errorAt(file, lineOf([name]), `${name}: ${field}`)]
    return texts.some(text => markdown.test(text)) ? [warningAt(file, lineOf([name]), asTyped(name))] : []
  })

const asTyped = (name: string): string =>
  `${name}: is shown as it is typed. Markdown does nothing here: take its signs out, unless they are meant.`
