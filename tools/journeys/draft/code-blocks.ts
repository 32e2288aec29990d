import { apart, type Reader, textAt, upTo } from './block.ts'
import { withoutPlaceholders } from './inline.ts'
import { inWords } from './inline-signs.ts'
import type { SourceLine, Tell } from './source-line.ts'

const longestCode = 6

/** Whether a line closes a fence: nothing else stands in it. */
export const closes =
  (fence: string) =>
  (text: string): boolean =>
    text.trim().startsWith(fence) && /^[`~]+$/.test(text.trim())

/** Converts code to a quotation, line by line. */
export function codeOf(lines: readonly SourceLine[], line: number, tell: Tell): SourceLine[] {
  const inner = lines.filter(({ text }) => text.trim() !== '')
  tell(
    line,
    inner.length > longestCode
      ? `${inner.length} lines of code are a quotation now, which is long on a phone: leave them out, or link to them.`
      : 'Code is a quotation now: see whether an email is the place for it.',
  )
  const said = inner.map((one, place) => ({
    text: `> \`${withoutPlaceholders(one.text).replaceAll('`', "'").trim()}\`${place < inner.length - 1 ? '\\' : ''}`,
    line: one.line,
  }))
  return apart(said, line)
}

export const code: Reader = (lines, at, { tell }) => {
  const [, fence = ''] = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}|~{3,})[^`]*$/.exec(textAt(lines, at)) ?? []
  const { line = 1 } = lines[at] ?? {}
  if (fence === '') return undefined
  const all = upTo(lines, at + 1, closes(fence))
  return { lines: codeOf(all, line, tell), taken: all.length + 2 }
}

/** A formula in lines of its own, between two of `$$`. */
export const formula: Reader = (lines, at, { tell }) => {
  const { line = 1 } = lines[at] ?? {}
  if (textAt(lines, at).trim() !== '$$') return undefined
  const inner = upTo(lines, at + 1, text => text.trim() === '$$')
  const whole = inner.map(({ text }) => text.trim()).join(' ')
  tell(line, `The formula ${whole} cannot be shown in an email: say it in words.`)
  return { lines: apart([{ text: inWords(whole), line }], line), taken: inner.length + 2 }
}
