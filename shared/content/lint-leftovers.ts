import type { Token } from 'markdown-it'
import type { Body } from './body.ts'
import { type Passage, passages } from './inline-text.ts'
import { leftovers, strayBracket } from './leftovers.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'

/** Stands for what an author meant as it is: code, or a sign behind a backslash or written as an entity. */
const meant = '\uFFFC'

function wordsOf(token: Token): string {
  if (token.type === 'image') return (token.children ?? []).map(wordsOf).join('')
  if (token.type === 'text') return token.content
  return token.type === 'text_special' || token.type === 'code_inline' ? meant : ''
}

/**
 * Signs of Markdown that people would see, because what they were to mark did not become it: a link with a space in its
 * address, bold with a space inside it. What stands behind a backslash is meant.
 */
export const lintLeftovers = (tokens: readonly Token[], body: Body): Problem[] =>
  passages(tokens, body, wordsOf).flatMap(passage => oneALine(found(passage, body.file)))

const found = (passage: Passage, file: string): Problem[] => [
  ...leftovers.flatMap(({ signs, say, isAdvice }) =>
    Array.from(passage.text.matchAll(signs)).flatMap(match => {
      const message = say(match)
      return message === undefined
        ? []
        : [(isAdvice ? warningAt : errorAt)(file, passage.lineAt(match.index), message)]
    }),
  ),
  ...strayBracket(passage.text).map(({ at, message }) => errorAt(file, passage.lineAt(at), message)),
]

/** The first says what to do; others on the same line are mostly the same fault seen once more. */
function oneALine(problems: readonly Problem[]): Problem[] {
  const told = new Set<number>()
  return problems.filter(({ line }) => !told.has(line) && told.add(line))
}
