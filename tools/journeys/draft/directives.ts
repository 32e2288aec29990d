import { contained, upToClosing } from './admonitions.ts'
import { apart, type Block, convertNested, type Reader, textAt, upTo } from './block.ts'
import { inOneWord } from './brackets.ts'
import { codeOf } from './code-blocks.ts'
import { isCodeDirective } from './code-lines.ts'
import type { SourceLine } from './source-line.ts'

/** Directives for which an email has nothing. */
const dropped =
  /^(?:contents|toctree|tableofcontents|bibliography|raw|eval-rst|include|literalinclude|embed|iframe|mermaid|graphviz|index|glossary-index|sectionauthor|currentmodule)$/

const opening = /^ *(`{3,}|~{3,}|:{3,}) *\{([\w:+-]+)\}(.*)$/

/** A directive of MyST: ```` ```{note} Title ````, `:::{figure} picture.png`. */
export const directive: Reader = (lines, at, inline, convert): Block | undefined => {
  const [, fence = '', name = '', rest = ''] = opening.exec(textAt(lines, at)) ?? []
  const { line = 1 } = lines[at] ?? {}
  if (name === '') return undefined
  const all = fence.startsWith(':')
    ? upToClosing(lines, at + 1)
    : upTo(lines, at + 1, text => text.trim().startsWith(fence) && /^[`~]+$/.test(text.trim()))
  const { options, inner } = withoutOptions(all)
  const [title, taken] = [rest.trim(), all.length + 2]
  if (isCodeDirective(name)) return { lines: codeOf(inner, line, inline.tell), taken }
  if (dropped.test(name)) {
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

/** Splits the options at the beginning of a directive from its content. */
function withoutOptions(lines: readonly SourceLine[]): { options: Map<string, string>; inner: SourceLine[] } {
  const isBlock = textAt(lines, 0).trim() === '---'
  const end = isBlock ? lines.findIndex(({ text }, at) => at > 0 && text.trim() === '---') : 0
  const option = isBlock ? /^ *([\w-]+): *(.*)$/ : /^ *:([\w-]+): *(.*)$/
  const said = isBlock ? lines.slice(1, Math.max(1, end)) : upTo(lines, 0, text => !option.test(text))
  return {
    options: new Map(
      said.map(({ text }) => {
        const [, name = '', value = ''] = option.exec(text) ?? []
        return [name, value.trim()]
      }),
    ),
    inner: lines.slice(isBlock ? end + 1 : said.length),
  }
}
