import type { Body } from './body.ts'
import { lintBody } from './lint-body.ts'
import { parseStrictly } from './markdown.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'
import { readingAge, sentencesIn } from './reading-age.ts'

/** Years. Modules are written for an age of about 12, so that everybody can read them at the end of a night shift. */
const hardToRead = { warning: 14, error: 17 } as const

/** Characters. Gmail cuts an email off at 102 kilobytes, and with it the button and the way out. */
const longest = 40_000

/** Everything wrong with a module's body. */
export function lintModuleBody(body: Body, language: string | undefined): Problem[] {
  if (body.markdown.trim() === '') return [errorAt(body.file, body.line, 'The module has no words.')]
  const tooLong = `The module has ${body.markdown.length} characters; Gmail cuts off what is longer than ${longest}.`
  return [
    ...(body.markdown.length > longest ? [errorAt(body.file, body.line, tooLong)] : []),
    ...lintBody(body),
    ...(language?.startsWith('en') === false ? [] : lintReadingAge(body)),
  ]
}

function lintReadingAge({ file, markdown, line }: Body): Problem[] {
  const age = readingAge(sentencesIn(parseStrictly(markdown)))
  if (age === undefined || age <= hardToRead.warning) return []
  const message = `Reading age ${Math.round(age)}: shorter sentences and plainer words would bring it to about 12.`
  return [age > hardToRead.error ? errorAt(file, line, message) : warningAt(file, line, message)]
}
