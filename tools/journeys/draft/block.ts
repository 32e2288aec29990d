import { convertWords } from './inline.ts'
import type { Inline } from './inline-context.ts'
import type { SourceLine } from './source-line.ts'

/** A converted block, and the number of source lines that it consumed. */
export interface Block {
  lines: SourceLine[]
  taken: number
}

/** Converts the lines inside another block. */
type ConvertInner = (lines: readonly SourceLine[], inline: Inline) => SourceLine[]

/** Converts the block that begins at a line; undefined if it is another kind of block. */
export type Reader = (
  lines: readonly SourceLine[],
  at: number,
  inline: Inline,
  convert: ConvertInner,
) => Block | undefined

export const textAt = (lines: readonly SourceLine[], at: number): string => lines[at]?.text ?? ''

/** The lines from a position up to the first that satisfies the predicate; all of them if none does. */
export function upTo(
  lines: readonly SourceLine[],
  from: number,
  isEnd: (text: string) => boolean,
): SourceLine[] {
  let end = from
  while (end < lines.length && !isEnd(textAt(lines, end))) end += 1
  return lines.slice(from, end)
}

/** Removes leading and trailing empty lines. */
export function trimmed(lines: readonly SourceLine[]): readonly SourceLine[] {
  const hasText = ({ text }: SourceLine) => text.trim() !== ''
  return lines.slice(Math.max(0, lines.findIndex(hasText)), lines.findLastIndex(hasText) + 1)
}

/** Removes the prefix of each line. */
export const without = (lines: readonly SourceLine[], prefix: RegExp): SourceLine[] =>
  lines.map(({ text, line }) => ({ text: text.replace(prefix, ''), line }))

/** Lines with an empty line before and after them. */
export const apart = (lines: readonly SourceLine[], line: number): SourceLine[] => [
  { text: '', line },
  ...lines,
  { text: '', line },
]

/** The nesting limit of blocks; deeper ones are text. */
const deepest = 8

/** Converts the lines inside a block, unless it is nested too deeply. */
export function convertNested(
  lines: readonly SourceLine[],
  inline: Inline,
  convert: ConvertInner,
): SourceLine[] {
  const depth = (inline.depth ?? 0) + 1
  return depth > deepest
    ? lines.map(({ text, line }) => ({ text: convertWords(text, line, inline), line }))
    : convert(trimmed(lines), { ...inline, depth })
}
