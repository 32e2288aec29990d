import { admonition, alert, container, quotation, tab } from './admonitions.ts'
import { type Block, type Reader, textAt, upTo } from './block.ts'
import { code, formula } from './code-blocks.ts'
import { directive } from './directives.ts'
import { convertWords } from './inline.ts'
import type { Inline } from './inline-context.ts'
import { listsApart, withoutStrayIndents } from './lists-apart.ts'
import type { SourceLine } from './source-line.ts'
import { definitions, grid, table } from './tables.ts'

/** Converts a page's lines to what an email supports. Each result line has the number of its source line. */
export function convertBlocks(lines: readonly SourceLine[], inline: Inline): SourceLine[] {
  const converted: SourceLine[] = []
  for (let at = 0; at < lines.length; ) {
    const block = blockAt(lines, at, inline)
    for (const line of block.lines) converted.push(line)
    at += Math.max(1, block.taken)
  }
  return withoutStrayIndents(listsApart(converted)).map(withoutLastBreak)
}

/** The maximal length of a line that can begin a block, in characters; a longer one is text. */
const longestOpening = 1000

function blockAt(lines: readonly SourceLine[], at: number, inline: Inline): Block {
  for (const read of textAt(lines, at).length > longestOpening ? [] : readers) {
    const block = read(lines, at, inline, convertBlocks)
    if (block) return block
  }
  return { lines: lines.slice(at, at + 1).map(one => plain(one, inline)), taken: 1 }
}

/** Converts a line of text. Two spaces at its end break it, as a backslash does. */
function plain({ text, line }: SourceLine, inline: Inline): SourceLine {
  const words = convertWords(withoutTick(text), line, inline).trimEnd()
  return { text: text.endsWith('  ') && /[^\\]$/.test(words) ? `${words}\\` : words, line }
}

/** Removes the checkbox of a list item: `- [ ] a thing to do`. */
const withoutTick = (text: string): string => text.replace(/^(\s*(?:[-*+]|\d+[.)]) )\[[ xX]\] /, '$1')

/** A backslash at the end of a paragraph or heading would be seen. */
function withoutLastBreak({ text, line }: SourceLine, at: number, all: readonly SourceLine[]): SourceLine {
  const isLast = text.startsWith('#') || /^[\s>]*(?:#|$)/.test(all[at + 1]?.text ?? '')
  return { text: isLast ? text.replace(/(?<!\\)\\$/, '').trimEnd() : text, line }
}

/** Removes placeholders for a table of contents. */
const contents: Reader = (lines, at) => {
  const text = textAt(lines, at)
  if (/^\s*@?\[\[?_?toc_?\]?\]\s*$/i.test(text) || /^\s*\{:\s?toc\b[^{}]*\}\s*$/i.test(text))
    return { lines: [], taken: 1 }
  const isToc = /^\s*(?:[-*+]|1\.) /.test(text) && /^\s*\{:\s?toc\b[^{}]*\}\s*$/i.test(textAt(lines, at + 1))
  return isToc ? { lines: [], taken: 2 } : undefined
}

const whole = /^import\s+(?:[\w$*{},\s]+\sfrom\s+)?(["'])[^"']+\1;?\s*$/
const begun = /^import\s+(?:[\w$]+\s*,\s*)?\{[^}]*$/
const exported = /^export\s+(?:default|const|let|var|function|async|class|\{)/

/** Removes the imports and exports of MDX. */
const program: Reader = (lines, at, { tell }) => {
  const text = textAt(lines, at)
  const { line = 1 } = lines[at] ?? {}
  if (!whole.test(text) && !begun.test(text) && !exported.test(text)) return undefined
  tell(line, `“${text.trim()}” is a program of its website, and is left out.`)
  if (whole.test(text)) return { lines: [], taken: 1 }
  const isEnd = begun.test(text)
    ? (one: string) => /["'];?\s*$/.test(one)
    : (one: string) => one.trim() === ''
  return { lines: [], taken: upTo(lines, at, isEnd).length + 1 }
}

/** Removes dividers between cells of notebooks (MyST), and the ends of containers that begin nowhere. */
const divider: Reader = (lines, at) =>
  /^(?:\+\+\+(?:\s*\{.*\})?| *:{3,})\s*$/.test(textAt(lines, at)) ? { lines: [], taken: 1 } : undefined

const readers: readonly Reader[] = [
  directive,
  code,
  formula,
  contents,
  divider,
  program,
  admonition,
  tab,
  container,
  alert,
  quotation,
  table,
  grid,
  definitions,
]
