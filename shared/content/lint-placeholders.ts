import type { Token } from 'markdown-it'
import { type Body, inlines, passages } from './inline-text.ts'
import { bracketsIn, hiddenBracketsIn, withoutAuthorPlaceholders } from './placeholders.ts'
import { errorAt, type Problem } from './problem.ts'

/**
 * Every placeholder that people would see of a body, or that stands in an address, a title or a description of a
 * picture. What is read is what will be shown: words without their Markdown, and addresses decoded.
 */
export const lintPlaceholders = (tokens: readonly Token[], body: Body): Problem[] =>
  placeholderFaults(tokens, body).map(({ line, message }) => errorAt(body.file, line, message))

/** The same, before it is known whose fault it is. @param place the line on which the tokens begin. */
export const placeholderFaults = (
  tokens: readonly Token[],
  place: { line: number },
): { line: number; message: string }[] => [
  ...passages(tokens, place).flatMap(passage =>
    Array.from(passage.text.matchAll(/.+/g)).flatMap(({ 0: text, index }) =>
      bracketsIn(text).map(found => ({ line: passage.lineAt(index), message: inWords(found) })),
    ),
  ),
  ...Array.from(inlines(tokens, place)).flatMap(({ token, line }) =>
    (token.attrs ?? [])
      .flatMap(([name, value]) => inAttribute(token, name, String(value)))
      .map(message => ({ line, message })),
  ),
]

const isReference = (found: string): boolean => found === '{{reference}}'

const inWords = (found: string): string =>
  isReference(found)
    ? '{{reference}} may stand only in the address of a link.'
    : `${found} is no placeholder; {{reference}} in the address of a link is the only one.`

function inAttribute(token: Token, name: string, value: string): string[] {
  if (token.type !== 'link_open' || name !== 'href') return hiddenBracketsIn(value).map(inWords)
  return hiddenBracketsIn(withoutAuthorPlaceholders(value)).map(found =>
    isReference(found)
      ? 'Write {{reference}} with its curly brackets as they are: in any other form nothing would be filled in.'
      : `${found} is no placeholder; {{reference}} is the only one that an address may hold.`,
  )
}
