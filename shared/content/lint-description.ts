import { type Body, lintBody } from './lint-body.ts'
import { errorAt, type Problem } from './problem.ts'

/** What the sign-up page cannot show, or nobody could fill in there. */
const refusals: readonly [RegExp, string][] = [
  [/!\[/, 'The sign-up page shows no pictures of journeys; say it in words.'],
  [/\{\{reference\}\}/, 'Who reads this has not signed up, so there is no {{reference}} yet; take it out.'],
]

/** Everything wrong with what `journey.md` says of the journey: the sign-up page shows it. */
export const lintDescription = (body: Body): Problem[] => [
  ...lintBody(body),
  ...body.markdown
    .split('\n')
    .flatMap((text, index) =>
      refusals
        .filter(([pattern]) => pattern.test(text))
        .map(([, message]) => errorAt(body.file, body.line + index, message)),
    ),
]
