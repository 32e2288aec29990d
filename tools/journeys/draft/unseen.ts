import { CodeFences } from './code-lines.ts'
import { listEnd } from './lists-apart.ts'
import type { SourceLine, Tell } from './source-line.ts'

/** Delimiters of what a website does not show: comments, scripts and style sheets. */
const kinds = [
  { opens: '<!--', closes: /-->/gi },
  { opens: '{/*', closes: /\*\/\}/gi },
  { opens: '%%', closes: /%%/gi },
  { opens: '{% comment %}', closes: /\{%-? *endcomment *-?%\}/gi },
  { opens: '{::comment}', closes: /\{:\/(?:comment)?\}/gi },
  { opens: '<script', closes: /<\/script *>/gi, told: 'A script' },
  { opens: '<style', closes: /<\/style *>/gi, told: 'A style sheet' },
] as const

type Kind = (typeof kinds)[number]

/** An opening delimiter, or code between backticks, which is skipped. */
const opening = /`[^`]*`|<!--|\{\/\*|%%|\{% comment %\}|\{::comment\}|<script\b|<style\b/gi

/** Removes comments, scripts and style sheets, with their content. An opening delimiter without a closing one removes nothing but itself. */
export function withoutUnseen(lines: readonly SourceLine[], tell: Tell): SourceLine[] {
  const last = new Map(kinds.map(kind => [kind, lastEnd(lines, kind)]))
  let inside: Kind | undefined

  /** The visible text of a line. */
  function seen({ text, line }: SourceLine, at: number): string {
    let words = ''
    let from = 0
    while (from < text.length) {
      const begin = inside ? endOf(inside, text, from) : from
      if (begin === undefined) return words
      inside = undefined
      const { start, kind } = nextIn(text, begin)
      words += text.slice(begin, start)
      if (!kind) return words
      from = start + kind.opens.length
      const end = last.get(kind)
      const closed = end !== undefined && (end.at > at || (end.at === at && end.from >= from))
      if (closed) inside = kind
      else
        tell(line, `${kind.opens} has no end, so what follows it stays: see whether it was meant to be read.`)
      if (closed && 'told' in kind) tell(line, `${kind.told} is left out.`)
    }
    return words
  }

  const fences = new CodeFences()
  return lines.map((one, at) =>
    inside === undefined && fences.isCode(one.text)
      ? one
      : { ...one, text: markedEmpty(one.text, seen(one, at)) },
  )
}

/** A comment in a line of its own ends a list. */
const markedEmpty = (before: string, after: string): string =>
  after.trim() === '' && /^<!--/.test(before) ? listEnd : after

/** The position of the last closing delimiter. */
function lastEnd(lines: readonly SourceLine[], { closes }: Kind): { at: number; from: number } | undefined {
  closes.lastIndex = 0
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const from = Array.from(lines[at]?.text.matchAll(closes) ?? []).at(-1)?.index
    if (from !== undefined) return { at, from }
  }
  return undefined
}

/** The position after the closing delimiter; undefined if the line has none. */
function endOf({ closes }: Kind, text: string, from: number): number | undefined {
  closes.lastIndex = from
  return closes.test(text) ? closes.lastIndex : undefined
}

function nextIn(text: string, from: number): { start: number; kind?: Kind } {
  opening.lastIndex = from
  let found = opening.exec(text)
  while (found?.[0].startsWith('`')) found = opening.exec(text)
  const kind = kinds.find(({ opens }) => opens === found?.[0].toLowerCase())
  return found && kind ? { start: found.index, kind } : { start: text.length }
}
