import type { Body } from './body.ts'
import { inlines } from './inline-text.ts'
import { lintBody } from './lint-body.ts'
import { parseStrictly } from './markdown.ts'
import { errorAt, type Problem } from './problem.ts'

/** Everything wrong with what `journey.md` says of the journey: the sign-up page shows it. */
export const lintDescription = (body: Body): Problem[] => [
  ...lintBody(body),
  ...Array.from(inlines(parseStrictly(body.markdown), body)).flatMap(({ token, line }) => {
    if (token.type === 'image')
      return [errorAt(body.file, line, 'The sign-up page shows no pictures of journeys; say it in words.')]
    if (!String(token.attrGet('href')).includes('{{reference}}')) return []
    return [
      errorAt(
        body.file,
        line,
        'Who reads this has not signed up, so there is no {{reference}} yet; take it out.',
      ),
    ]
  }),
]
