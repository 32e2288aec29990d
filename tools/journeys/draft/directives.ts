import { contained, upToClosing } from './admonitions.ts'
import { apart, type Block, convertNested, type Reader, textAt, upTo } from './block.ts'
import { inOneWord } from './brackets.ts'
import { closes, codeOf } from './code-blocks.ts'
import { isCodeDirective } from './code-lines.ts'
import type { SourceLine } from './source-line.ts'

/** Directives for which an email has nothing. */
const unsupported =
  /^(?:contents|toctree|tableofcontents|bibliography|raw|eval-rst|include|literalinclude|embed|iframe|mermaid|graphviz|index|glossary-index|sectionauthor|currentmodule)$/

const opening = /^ *(`{3,}|~{3,}|:{3,}) *\{([\w:+-]+)\}(.*)$/

/** A directive of MyST: ```` ```{note} Title ````, `:::{figure} picture.png`. */
export const directive: Reader = (lines, at, inline, convert): Block | undefined => {
  const [, fence = '', name = '', rest = ''] = opening.exec(textAt(lines, at)) ?? []
  const { line = 1 } = lines[at] ?? {}
  if (name === '') return undefined
  const all = fence.startsWith(':') ? upToClosing(lines, at + 1) : upTo(lines, at + 1, closes(fence))
  const { options, inner } = withoutOptions(all)
  const dropped = [...options].filter(([option]) => option !== 'alt').map(pair => pair.join(': ').trim())
  if (dropped.length > 0)
    inline.tell(line, `These settings of {${name}} are left out: ${dropped.join(', ')}.`)
  const [title, taken] = [rest.trim(), all.length + 2]
  if (isCodeDirective(name)) return { lines: codeOf(inner, line, inline.tell), taken }
  if (unsupported.test(name)) {
    inline.tell(line, `{${name}} ${title} did something on its website, and is left out.`)
    return { lines: [], taken }
  }
  if (/^(?:figure|image)$/.test(name)) {
    const picture = {
      text: `![${(options.get('alt') ?? '').replaceAll(/[[\]]/g, '')}](${inOneWord(title)})`,
      line,
    }
    return {
      lines: apart(convertNested([picture, { text: '', line }, ...inner], inline, convert), line),
      taken,
    }
  }
  const kind = name === 'admonition' && title === '' ? 'note' : name
  return { lines: contained(kind, title, inner, lines, at, inline, convert), taken }
}

const inBlock = /^ *([\w-]+): *(.*)$/
const inFields = /^ *:([\w-]+): *(.*)$/

/** Splits the options at the beginning of a directive, between dashes or between colons, from its content. */
function withoutOptions(lines: readonly SourceLine[]): {
  options: Map<string, string>
  inner: readonly SourceLine[]
} {
  const block = textAt(lines, 0).trim() === '---' ? upTo(lines, 1, text => !inBlock.test(text)) : []
  if (block.length > 0 && textAt(lines, block.length + 1).trim() === '---')
    return { options: optionsIn(block, inBlock), inner: lines.slice(block.length + 2) }
  const fields = upTo(lines, 0, text => !inFields.test(text))
  return { options: optionsIn(fields, inFields), inner: lines.slice(fields.length) }
}

const optionsIn = (lines: readonly SourceLine[], option: RegExp): Map<string, string> =>
  new Map(
    lines.map(({ text }) => {
      const [, name = '', value = ''] = option.exec(text) ?? []
      return [name, value.trim()]
    }),
  )
