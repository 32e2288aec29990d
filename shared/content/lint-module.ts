import type { Body } from './body.ts'
import { lintBody } from './lint-body.ts'
import { parseStrictly } from './markdown.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'
import { readingAge, sentencesIn } from './reading-age.ts'

/** Years. Modules are written for an age of about 12, so that everybody can read them at the end of a night shift. */
const hardToRead = { warning: 14, error: 17 } as const

/** Everything wrong with a module's body. */
export function lintModuleBody(body: Body, language: string | undefined): Problem[] {
  if (body.markdown.trim() === '') return [errorAt(body.file, body.line, 'The module has no words.')]
  return [...lintBody(body), ...(language?.startsWith('en') === false ? [] : lintReadingAge(body))]
}

function lintReadingAge({ file, markdown, line }: Body): Problem[] {
  const age = readingAge(sentencesIn(parseStrictly(markdown)))
  if (age === undefined || age <= hardToRead.warning) return []
  const message = `Reading age ${Math.round(age)}: shorter sentences and plainer words would bring it to about 12.`
  return [age > hardToRead.error ? errorAt(file, line, message) : warningAt(file, line, message)]
}
