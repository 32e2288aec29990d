import type { CheckedModule } from './check-module.ts'
import { didYouMean } from './closest.ts'
import type { FrontMatter } from './front-matter.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'

/** Modules that `journey.md` names twice or without a file, and files that it does not name. */
export function lintOrder({ values, lineOf }: FrontMatter, modules: readonly CheckedModule[]): Problem[] {
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
