import type { Token } from 'markdown-it'
import { plainText } from './markdown.ts'

/** Where a body stands in its file: the file's line on which it begins. */
type Place = { line: number }

/** Words that stand together, such as a paragraph or a heading, as one text with its line breaks. */
export type Passage = { text: string; line: number }

const isBreak = ({ type }: Token): boolean => type === 'softbreak' || type === 'hardbreak'

/** All passages of a body. @param textOf what a token adds to the text, other than a line break. */
export const passages = (tokens: readonly Token[], { line }: Place, textOf = plainTextOf): Passage[] =>
  tokens
    .filter(token => token.type === 'inline')
    .map(({ children, map }) => ({
      text: (children ?? []).map(token => (isBreak(token) ? '\n' : textOf(token))).join(''),
      line: line + (map?.[0] ?? 0),
    }))

const plainTextOf = (token: Token): string => plainText([token])

/** The line on which something stands in a passage. @param at counted in characters. */
export const lineIn = ({ text, line }: Passage, at: number): number =>
  line + text.slice(0, at).split('\n').length - 1

/** Every token inside a passage, with its own line and with what follows it. */
export function inlines(tokens: readonly Token[], { line }: Place) {
  return tokens.flatMap(block => {
    const children = block.children ?? []
    const breaks = (index: number) => children.slice(0, index).filter(isBreak).length
    return children.map((token, index) => ({
      token,
      line: line + (block.map?.[0] ?? 0) + breaks(index),
      rest: children.slice(index + 1),
    }))
  })
}
