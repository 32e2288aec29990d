import { CodeFences } from './code-lines.ts'
import type { SourceLine } from './source-line.ts'

/** The maximal number of lines of a tag, or of the text of a link. */
const longest = 30

/** A line that ends inside a tag. */
const insideTag = /<\/?[A-Za-z][^<>]*$/
/** A line that ends inside the text of a link, and lines that end it. */
const insideLink = /\[[^[\]]*$/
const endsLink = /^[^[\]]*\]/
/** A definition of a link, whose address is in the next line. */
const definition = /^ {0,3}\[[^[\]]+\]:\s*$/

/** Joins the lines of an HTML tag, and those of a link's text, so that each stands in one line. */
export function withJoinedLines(lines: readonly SourceLine[]): SourceLine[] {
  const joined: SourceLine[] = []
  const fences = new CodeFences()
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]
    const end = line && !fences.isCode(line.text) ? lastOf(lines, at) : at
    if (line) joined.push(end === at ? line : { ...line, text: inOneLine(lines.slice(at, end + 1)) })
    at = end + 1
  }
  return joined
}

/** The line on which what a line begins ends; that line itself, if it ends nowhere near. */
function lastOf(lines: readonly SourceLine[], at: number): number {
  const text = lines[at]?.text ?? ''
  if (definition.test(text)) return /^\s*\S+\s*$/.test(lines[at + 1]?.text ?? '') ? at + 1 : at
  const ends = insideTag.test(text) ? />/ : insideLink.test(text) ? endsLink : undefined
  if (ends === undefined) return at
  for (let next = at + 1; next < lines.length && next <= at + longest; next += 1) {
    const other = lines[next]?.text ?? ''
    if (other.trim() === '') return at
    if (ends.test(other)) return next
    if (ends === endsLink && /[[\]]/.test(other)) return at
  }
  return at
}

const inOneLine = (lines: readonly SourceLine[]): string =>
  lines
    .map(({ text }, at) => (at === 0 ? text.trimEnd() : text.replace(/^\s*(?:> ?)*\s*/, '').trimEnd()))
    .join(' ')
