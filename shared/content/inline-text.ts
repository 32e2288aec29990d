import type { Token } from 'markdown-it'
import { plainText } from './markdown.ts'

/** Markdown of a file, and the line on which it begins. */
export type Body = { file: string; markdown: string; line: number }

/** The position of a body in its file: the number of its first line. */
type Place = { line: number }

/** A paragraph, heading or the like as one text with its line breaks. */
export type Passage = { text: string; lineAt: (index: number) => number }

/** A token inside a passage, with its line, its siblings and its index among them. */
export type Inline = { token: Token; line: number; siblings: readonly Token[]; index: number }

const isBreak = ({ type }: Token): boolean => type === 'softbreak' || type === 'hardbreak'

const plainTextOf = (token: Token): string => plainText([token])

/**
 * All passages of a body.
 * @param textOf the text of a token, other than a line break.
 */
export const passages = (tokens: readonly Token[], { line }: Place, textOf = plainTextOf): Passage[] =>
  tokens
    .filter(token => token.type === 'inline')
    .map(({ children, map }) => {
      const text = (children ?? []).map(token => (isBreak(token) ? '\n' : textOf(token))).join('')
      const breaks = Array.from(text.matchAll(/\n/g), ({ index }) => index)
      const first = line + (map?.[0] ?? 0)
      return { text, lineAt: index => first + 1 + breaks.findLastIndex(at => at < index) }
    })

/** Every token inside the passages of a body. */
export function* inlines(tokens: readonly Token[], place: Place): Generator<Inline> {
  for (const { children, map } of tokens) {
    let line = place.line + (map?.[0] ?? 0)
    for (const [index, token] of (children ?? []).entries()) {
      yield { token, line, siblings: children ?? [], index }
      if (isBreak(token)) line++
    }
  }
}
