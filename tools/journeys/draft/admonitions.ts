import { apart, type Block, convertNested, type Reader, textAt, trimmed, upTo, without } from './block.ts'
import { attributeIn } from './brackets.ts'
import { convertWords } from './inline.ts'
import type { SourceLine } from './source-line.ts'

/** Lines as a quotation, without consecutive empty ones. */
export const quoted = (lines: readonly SourceLine[]): SourceLine[] =>
  trimmed(lines)
    .filter(({ text }, at, all) => text !== '' || all[at - 1]?.text !== '')
    .map(({ text, line }) => ({
      text: text === '' ? '>' : `> ${text.replace(/^#{1,6} (.+)$/, '**$1**')}`,
      line,
    }))

const capital = (words: string): string =>
  words.charAt(0).toUpperCase() + words.slice(1).replaceAll('-', ' ').toLowerCase()

/** Converts an admonition to a quotation that begins with its title. */
function noteOf(
  title: string,
  inner: readonly SourceLine[],
  ...[lines, at, inline, convert]: Parameters<Reader>
): SourceLine[] {
  const { line = 1 } = lines[at] ?? {}
  const heading =
    title === ''
      ? []
      : [
          { text: `**${convertWords(title, line, inline).trim()}**`, line },
          { text: '', line },
        ]
  return apart(quoted([...heading, ...convertNested(inner, inline, convert)]), line)
}

/** The lines below one that are indented more than it, and empty ones between them. */
const indented = (lines: readonly SourceLine[], at: number, indent: string): SourceLine[] =>
  upTo(
    lines,
    at + 1,
    text => text.trim() !== '' && !(text.startsWith(`${indent}  `) || text.startsWith('\t')),
  )

const outdented = (lines: readonly SourceLine[], indent: string): SourceLine[] =>
  without(lines, new RegExp(String.raw`^(?:\t| {0,${indent.length + 4}})`))

/** `!!! tip "Title"` with content indented by four spaces (Python-Markdown, MkDocs). */
export const admonition: Reader = (lines, at, inline, convert) => {
  const [, indent = '', kind = '', title] =
    /^( *)(?:!!!|\?\?\?\+?) ?([\w-]+)(?: +(?:inline|end))*(?: +"([^"]*)")?\s*$/.exec(textAt(lines, at)) ?? []
  if (kind === '') return undefined
  const inner = indented(lines, at, indent)
  const said = noteOf(title ?? capital(kind), outdented(inner, indent), lines, at, inline, convert)
  return { lines: said, taken: inner.length + 1 }
}

/** `=== "Title"` with content indented by four spaces (MkDocs): its title in bold, and its content. */
export const tab: Reader = (lines, at, inline, convert) => {
  const [, indent = '', title] = /^( *)===[!+]* +"([^"]*)"\s*$/.exec(textAt(lines, at)) ?? []
  const { line = 1 } = lines[at] ?? {}
  if (title === undefined) return undefined
  const inner = indented(lines, at, indent)
  const heading = { text: `**${convertWords(title, line, inline).trim()}**`, line }
  const content = convertNested(outdented(inner, indent), inline, convert)
  return { lines: [...apart([heading], line), ...apart(content, line)], taken: inner.length + 1 }
}

/** `> [!NOTE]` (GitHub), `> [!tip]- Title` (Obsidian). */
export const alert: Reader = (lines, at, inline, convert) => {
  const [, kind = '', title = ''] =
    /^ {0,3}> ?\[!([\w-]+)(?:\|[^\]]*)?\][+-]?(.*)$/.exec(textAt(lines, at)) ?? []
  if (kind === '') return undefined
  const inner = upTo(lines, at + 1, text => !/^ {0,3}>/.test(text))
  const said = noteOf(title.trim() || capital(kind), without(inner, /^ {0,3}> ?/), lines, at, inline, convert)
  return { lines: said, taken: inner.length + 1 }
}

/** A quotation, whatever is in it. */
export const quotation: Reader = (lines, at, inline, convert) => {
  const inner = upTo(lines, at, text => !/^ {0,3}>/.test(text))
  if (inner.length === 0) return undefined
  return { lines: quoted(convertNested(without(inner, /^ {0,3}> ?/), inline, convert)), taken: inner.length }
}

const opens = /^ *:{3,} *[{.\w]/
const closes = /^ *:{3,}\s*$/

/** The lines up to the one that closes the block; blocks may be nested. */
export function upToClosing(lines: readonly SourceLine[], from: number): SourceLine[] {
  let depth = 1
  return upTo(lines, from, text => {
    if (opens.test(text)) depth += 1
    if (closes.test(text)) depth -= 1
    return depth === 0
  })
}

/** Containers that only arrange their content. */
const frames =
  /^(?:columns?|col|row|grid|grid-item|tabs|tab-set|card-group|div|layout.*|container|only|panel-tabset|)$/

/** Converts a container: its content, quoted and with a title unless it is only a frame. */
export function contained(
  kind: string,
  title: string,
  inner: readonly SourceLine[],
  ...[lines, at, inline, convert]: Parameters<Reader>
): SourceLine[] {
  const { line = 1 } = lines[at] ?? {}
  return frames.test(kind) && title === ''
    ? apart(convertNested(inner, inline, convert), line)
    : noteOf(title || capital(kind), inner, lines, at, inline, convert)
}

/** `:::tip Title` or `:::::: tip` up to `:::` (Docusaurus, VuePress), `::: {.callout-tip title="Title"}` (Pandoc, Quarto). */
export const container: Reader = (lines, at, inline, convert): Block | undefined => {
  const [, attributes, word = '', brackets = '', rest = ''] =
    /^ *:{3,} *(?:\{([^{}]*)\}|\.?([\w-]+)(?:\{[^{}]*\})?(?:\[([^\]]*)\])?(?:\{[^{}]*\})?)(.*)$/.exec(
      textAt(lines, at),
    ) ?? []
  if (attributes === undefined && word === '') return undefined
  const [, kind = word] = /\.(?:callout-)?([\w-]+)/.exec(attributes ?? '') ?? []
  const behind = rest.replace(/(?<!:):+ *$/, '').trim()
  const title = brackets || behind || (attributeIn(attributes ?? '', 'title') ?? '')
  const inner = upToClosing(lines, at + 1)
  return { lines: contained(kind, title, inner, lines, at, inline, convert), taken: inner.length + 2 }
}
