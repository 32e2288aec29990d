import type { Token } from 'markdown-it'
import { lintLinks } from './lint-links.ts'
import { parseStrictly, plainText } from './markdown.ts'
import { errorAt, type Problem } from './problem.ts'

/** Markdown as it stands in a file: the words, and the file's line on which they begin. */
export type Body = { file: string; markdown: string; line: number }

const blocks =
  /^(paragraph|heading|bullet_list|ordered_list|list_item|blockquote)_(open|close)$|^(inline|hr)$/

const refusals: Record<string, string> = {
  html_block: 'HTML is not shown in an email; write it in Markdown.',
  html_inline: 'HTML is not shown in an email; write it in Markdown.',
  fence: 'A block of code does not hold on a narrow phone; write it as a list or a quotation.',
  code_block: 'A line that begins with four spaces becomes a block of code; take the spaces away.',
  table_open: 'A table does not hold on a narrow phone; write it as a list.',
}

/** Everything wrong with a body's structure, links, pictures and placeholders. */
export function lintBody(body: Body): Problem[] {
  const tokens = parseStrictly(body.markdown)
  return [
    ...lintHeadings(tokens, body),
    ...tokens.flatMap(token => lintBlock(token, body)),
    ...inlines(tokens, body).flatMap(({ token, line, rest }) => [
      ...lintInline(token, line, body.file),
      ...lintLinks(token, rest, line, body.file),
    ]),
  ]
}

function lintBlock(token: Token, { file, line }: Body): Problem[] {
  const known = blocks.test(token.type)
  const refusal = refusals[token.type]
  return known || refusal === undefined ? [] : [errorAt(file, line + (token.map?.[0] ?? 0), refusal)]
}

/** Every token inside a line of text, with its own line and with what follows it. */
function inlines(tokens: readonly Token[], { line }: Body) {
  return tokens.flatMap(block => {
    const children = block.children ?? []
    const breaks = (index: number) =>
      children.slice(0, index).filter(({ type }) => type === 'softbreak' || type === 'hardbreak').length
    return children.map((token, index) => ({
      token,
      line: line + (block.map?.[0] ?? 0) + breaks(index),
      rest: children.slice(index + 1),
    }))
  })
}

function lintInline(token: Token, line: number, file: string): Problem[] {
  if (token.type === 'html_inline') return [errorAt(file, line, String(refusals['html_inline']))]
  if (token.type === 'image') return lintImage(token, line, file)
  const [placeholder] = token.content.match(/\{\{.*?\}\}|\{\{|\}\}/) ?? []
  if (token.type !== 'text' && token.type !== 'code_inline') return []
  if (placeholder === undefined) return []
  const message =
    placeholder === '{{reference}}'
      ? '{{reference}} may stand only in the address of a link.'
      : `${placeholder} is no placeholder; {{reference}} in the address of a link is the only one.`
  return [errorAt(file, line, message)]
}

function lintImage(token: Token, line: number, file: string): Problem[] {
  const address = String(token.attrGet('src') ?? '')
  return [
    ...(plainText(token.children ?? []).trim() === ''
      ? [
          errorAt(
            file,
            line,
            `The picture ${address} has no description: write ![what it shows](${address}).`,
          ),
        ]
      : []),
    ...(/^https:\/\/[^{}]+$/.test(address)
      ? []
      : [errorAt(file, line, `The picture's address "${address}" must be whole and begin with https://.`)]),
  ]
}

/** The title is the heading of level 1, so a body begins with level 2 and skips none on the way down. */
function lintHeadings(tokens: readonly Token[], { file, line }: Body): Problem[] {
  let above = 1
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return []
    const at = line + (token.map?.[0] ?? 0)
    const level = Number(token.tag.slice(1))
    const skipped = level > above + 1
    const marks = '#'.repeat(above + 1)
    above = level === 1 ? above : level
    return [
      ...(level === 1
        ? [errorAt(file, at, 'The title is the only heading of level 1; begin this one with ##.')]
        : []),
      ...(skipped ? [errorAt(file, at, `This heading skips a level; begin it with ${marks}.`)] : []),
      ...(tokens[index + 1]?.content.trim() ? [] : [errorAt(file, at, 'This heading has no words.')]),
    ]
  })
}
